#include "outputs/search/index.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/canonical_json.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"

namespace gongshi::search {

/// What the index is made of. A text in a bucket: its slot and, in the upper bits, its space.
struct Index::Made {
  static constexpr unsigned slot_bits = 29;
  static std::uint32_t pack(Space space, std::size_t slot) {
    return static_cast<std::uint32_t>(space) << slot_bits | static_cast<std::uint32_t>(slot);
  }

  std::vector<std::uint32_t> objects;  ///< by slot
  std::vector<Alias> aliases;
  std::vector<std::string_view> districts;  ///< in the order of slots
  std::unordered_map<std::string_view, std::int64_t> district_number;
  std::array<std::vector<std::string>, space_letters.size()> texts;    ///< normalised, by space and slot
  std::array<std::vector<std::uint64_t>, space_letters.size()> marks;  ///< of their digests: equal marks, equal texts
  std::vector<std::vector<std::uint32_t>> buckets;
};

namespace {

/// Of all its grams, each once.
std::vector<std::uint32_t> buckets_of(const std::string& text, Space space, std::uint32_t buckets) {
  thread_local std::vector<Gram> found;
  grams(text, space, found);
  std::vector<std::uint32_t> numbers;
  numbers.reserve(found.size());
  for (const Gram& gram : found) numbers.push_back(bucket_of(gram.first, gram.second, buckets));
  std::ranges::sort(numbers);
  auto twice = std::ranges::unique(numbers);
  numbers.erase(twice.begin(), twice.end());
  return numbers;
}

void append_field(std::string& row, std::string_view text) {
  row += row.size() == 1 ? "" : ",";
  append_json_string(row, text);
}

void append_field(std::string& row, std::int64_t number) { row += "," + std::to_string(number); }

/// `[row,\nrow]`
std::string listed(std::size_t from, std::size_t to, const auto& row) {
  std::string out = "[";
  for (std::size_t i = from; i < to; ++i) {
    if (i != from) out += ",\n";
    out += row(i);
  }
  out += "]\n";
  return out;
}

}  // namespace

Index::Index(const Assessment& site, unsigned jobs) : site_(site), jobs_(jobs), sizes_(sizes_for(site.objects.size())) {
  for (const ShownObject& o : site.objects) aliases_ += o.names.size() + o.former_codes.size();
}

/// The buckets of the texts of a space, and the texts' marks. Threads look for the buckets of a block of texts; they are filled in order.
void Index::fill_buckets(Made& made, Space space) const {
  constexpr std::size_t block = 4096;
  const std::vector<std::string>& texts = made.texts.at(static_cast<std::size_t>(space));
  std::vector<std::uint64_t>& marks = made.marks.at(static_cast<std::size_t>(space));
  marks.resize(texts.size());
  std::vector<std::vector<std::uint32_t>> numbers(std::min(block, texts.size()));
  for (std::size_t from = 0; from < texts.size(); from += block) {
    std::size_t count = std::min(block, texts.size() - from);
    parallel(count, jobs_, 64, [&](std::size_t i) {
      const std::string& text = texts[from + i];
      numbers[i] = buckets_of(text, space, sizes_.buckets);
      Digest digest = quick_digest(text);
      for (std::size_t b = 0; b < 8; ++b) marks[from + i] = marks[from + i] << 8U | digest.bytes.at(b);
    });
    for (std::size_t i = 0; i < count; ++i)
      for (std::uint32_t number : numbers[i]) made.buckets[number].push_back(Made::pack(space, from + i));
  }
}

const Index::Made& Index::made() const {
  std::call_once(once_, [this] { make(); });
  return *made_;
}

void Index::make() const {
  auto made = std::make_shared<Made>();
  Made& m = *made;
  std::vector<std::uint32_t> first(site_.objects.size());  // results are numbered in the order of publication
  for (std::size_t i = 0; i < first.size(); ++i) first[i] = std::ranges::min(site_.objects[i].results);
  m.objects.resize(first.size());
  std::iota(m.objects.begin(), m.objects.end(), 0U);
  std::ranges::sort(m.objects, {}, [&](std::uint32_t i) { return first[i]; });
  for (std::uint32_t slot = 0; slot < m.objects.size(); ++slot) {
    const ShownObject& o = site_.objects[m.objects[slot]];
    for (std::string_view name : o.names) m.aliases.push_back({slot, name, false});
    for (std::string_view code : o.former_codes) m.aliases.push_back({slot, code, true});
    if (!o.district.empty() && m.district_number.try_emplace(o.district, static_cast<std::int64_t>(m.districts.size())).second)
      m.districts.push_back(o.district);
  }
  auto of = [&](Space space) -> std::vector<std::string>& { return m.texts.at(static_cast<std::size_t>(space)); };
  of(Space::name).resize(m.objects.size());
  of(Space::code).resize(m.objects.size());
  of(Space::former_name).resize(m.aliases.size());
  of(Space::former_code).resize(m.aliases.size());
  of(Space::task).resize(site_.tasks.size());
  parallel(m.objects.size(), jobs_, 256, [&](std::size_t slot) {
    of(Space::name)[slot] = normalised(site_.objects[m.objects[slot]].name);
    of(Space::code)[slot] = normalised(site_.objects[m.objects[slot]].code);
  });
  for (std::size_t slot = 0; slot < m.aliases.size(); ++slot)
    of(m.aliases[slot].code ? Space::former_code : Space::former_name)[slot] = normalised(m.aliases[slot].text);
  for (std::size_t slot = 0; slot < site_.tasks.size(); ++slot) of(Space::task)[slot] = normalised(site_.tasks[slot].task->name);

  m.buckets.resize(sizes_.buckets);
  for (std::size_t s = 0; s < m.texts.size(); ++s) fill_buckets(m, static_cast<Space>(s));
  made_ = std::move(made);
}

std::string Index::meta() const {
  const Made& m = made();
  std::string out = "{\"version\":1,\"buckets\":" + std::to_string(sizes_.buckets) + ",\"rows\":" + std::to_string(sizes_.rows) +
                    ",\"short_rows\":" + std::to_string(short_rows) + ",\"objects\":" + std::to_string(m.objects.size()) +
                    ",\"tasks\":" + std::to_string(site_.tasks.size()) + ",\"aliases\":\"";
  std::uint32_t before = 0;
  for (const Alias& alias : m.aliases) {
    append_number(out, alias.object - before);
    before = alias.object;
  }
  out += "\",\n\"districts\":[";
  for (std::size_t i = 0; i < m.districts.size(); ++i) {
    if (i != 0) out += ',';
    append_json_string(out, m.districts[i]);
  }
  out += "],\n\"categories\":[";
  for (const CategoryFacts& of : categories()) {
    if (out.back() != '[') out += ',';
    std::string row = "[";
    append_field(row, of.name);
    append_field(row, of.tone);
    out += row + "]";
  }
  out += "]}\n";
  return out;
}

std::string Index::object_rows(std::size_t file) const {
  const Made& m = made();
  std::size_t from = file * sizes_.rows;
  return listed(from, std::min(m.objects.size(), from + sizes_.rows), [&](std::size_t slot) {
    const ShownObject& o = site_.objects[m.objects[slot]];
    const ShownResult& latest = site_.results[o.results.front()];
    std::string row = "[";
    append_field(row, o.id);
    append_field(row, o.name);
    if (o.id == o.code)
      append_field(row, 1);
    else
      append_field(row, o.code);
    auto district = m.district_number.find(o.district);
    append_field(row, district == m.district_number.end() ? -1 : district->second);
    append_field(row, static_cast<std::int64_t>(latest.category) - 1);
    append_field(row, latest.record->inspected_on ? latest.record->inspected_on->iso() : "");
    append_field(row, static_cast<std::int64_t>(o.results.size()));
    return row + "]";
  });
}

std::string Index::alias_rows(std::size_t file) const {
  const Made& m = made();
  std::size_t from = file * short_rows;
  return listed(from, std::min(m.aliases.size(), from + short_rows), [&](std::size_t slot) {
    std::string row = "[";
    append_field(row, m.aliases[slot].text);
    append_field(row, m.aliases[slot].code ? 1 : 0);
    return row + "]";
  });
}

std::string Index::task_rows(std::size_t file) const {
  std::size_t from = file * short_rows;
  return listed(from, std::min(site_.tasks.size(), from + short_rows), [&](std::size_t slot) {
    std::string row = "[";
    append_field(row, site_.tasks[slot].task->id);
    append_field(row, site_.tasks[slot].task->name);
    return row + "]";
  });
}

std::string Index::bucket(std::size_t number) const {
  const Made& m = made();
  std::map<std::tuple<std::size_t, char32_t, char32_t>, std::map<std::uint32_t, std::vector<std::uint32_t>>> entries;
  std::vector<Gram> found;
  for (std::uint32_t packed : m.buckets[number]) {
    std::size_t space = packed >> Made::slot_bits;
    std::uint32_t slot = packed & ((1U << Made::slot_bits) - 1);
    grams(m.texts.at(space)[slot], static_cast<Space>(space), found);
    for (const Gram& gram : found)
      if (bucket_of(gram.first, gram.second, sizes_.buckets) == number)
        entries[{space, gram.first, gram.second}][gram.position].push_back(slot);
  }
  std::string out = "{";
  for (const auto& [key, places] : entries) {
    if (out.size() > 1) out += ",\n";
    std::string name(1, space_letters[std::get<0>(key)]);
    append_character(name, std::get<1>(key));
    append_character(name, std::get<2>(key));
    append_json_string(out, name);
    out += ":\"";
    bool more = false;
    for (const auto& [position, slots] : places) {
      if (std::exchange(more, true)) out += ';';
      out += std::to_string(position) + ":";
      append_slots(out, slots);
    }
    out += '"';
  }
  out += "}\n";
  return out;
}

void Index::hash_bucket(std::size_t number, QuickHasher& hasher) const {
  const Made& m = made();
  hasher.add_part(sizes_.buckets);
  for (std::uint32_t packed : m.buckets[number]) {
    hasher.add_part(packed);
    hasher.add_part(m.marks.at(packed >> Made::slot_bits)[packed & ((1U << Made::slot_bits) - 1)]);
  }
}

}  // namespace gongshi::search
