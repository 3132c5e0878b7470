#include "outputs/search/index.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/canonical_json.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"

namespace gongshi::search {

/// What the index is made of.
struct Index::Made {
  /// A gram of a text in a bucket.
  struct Place {
    std::uint32_t text;  ///< its slot and, in the upper bits, its space
    std::uint32_t at, position;
  };
  static constexpr unsigned slot_bits = 29;
  static constexpr std::uint32_t no_text = 0xffff'ffff;
  static std::uint32_t pack(Space space, std::size_t slot) {
    return static_cast<std::uint32_t>(space) << slot_bits | static_cast<std::uint32_t>(slot);
  }

  std::vector<std::uint32_t> objects;  ///< by slot
  std::vector<Alias> aliases;
  std::vector<std::string_view> districts;  ///< in the order of slots
  std::unordered_map<std::string_view, std::int64_t> district_number;
  std::array<std::vector<std::string>, space_letters.size()> texts;    ///< normalised, by space and slot
  std::array<std::vector<std::uint64_t>, space_letters.size()> marks;  ///< of their digests: equal marks, equal texts
  std::vector<std::vector<Place>> buckets;                             ///< texts of a space one after the other, by slot
};

namespace {

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

/// The grams of the texts of a space into their buckets, and the texts' marks. Threads look for the grams of a block of texts; the
/// buckets are filled in order.
void Index::fill_buckets(Made& made, Space space) const {
  constexpr std::size_t block = 4096;
  const std::vector<std::string>& texts = made.texts.at(static_cast<std::size_t>(space));
  std::vector<std::uint64_t>& marks = made.marks.at(static_cast<std::size_t>(space));
  marks.resize(texts.size());
  std::vector<std::vector<Gram>> found(std::min(block, texts.size()));
  for (std::size_t from = 0; from < texts.size(); from += block) {
    std::size_t count = std::min(block, texts.size() - from);
    parallel(count, jobs_, 64, [&](std::size_t i) {
      const std::string& text = texts[from + i];
      grams(text, space, found[i]);
      Digest digest = quick_digest(text);
      for (std::size_t b = 0; b < 8; ++b) marks[from + i] = marks[from + i] << 8U | digest.bytes.at(b);
    });
    for (std::size_t i = 0; i < count; ++i)
      for (const Gram& gram : found[i])
        made.buckets[bucket_of(gram.first, gram.second, sizes_.buckets)].push_back({Made::pack(space, from + i), gram.at, gram.position});
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
  /// In the order in which they are written.
  struct Entry {
    std::uint64_t key;  ///< the space, the two characters
    std::uint32_t position, slot;
    auto operator<=>(const Entry&) const = default;
  };
  constexpr unsigned character_bits = 21;
  constexpr std::uint64_t character = (1U << character_bits) - 1;
  const Made& m = made();
  std::vector<Entry> places;
  places.reserve(m.buckets[number].size());
  for (const auto& [text, at, position] : m.buckets[number]) {
    std::uint64_t space = text >> Made::slot_bits;
    std::uint32_t slot = text & ((1U << Made::slot_bits) - 1);
    Gram gram = gram_at(m.texts.at(space)[slot], at);
    places.push_back({(space << character_bits | gram.first) << character_bits | gram.second, position, slot});
  }
  std::ranges::sort(places);
  std::string out = "{";
  std::vector<std::uint32_t> slots;
  for (auto at = places.begin(); at != places.end();) {
    std::uint64_t key = at->key;
    if (out.size() > 1) out += ",\n";
    std::string name(1, space_letters[key >> 2 * character_bits]);
    append_character(name, static_cast<char32_t>(key >> character_bits & character));
    append_character(name, static_cast<char32_t>(key & character));
    append_json_string(out, name);
    out += ":\"";
    bool more = false;
    while (at != places.end() && at->key == key) {
      std::uint32_t position = at->position;
      for (slots.clear(); at != places.end() && at->key == key && at->position == position; ++at) slots.push_back(at->slot);
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
  for (std::uint32_t before = Made::no_text; const Made::Place& place : m.buckets[number]) {
    if (place.text == before) continue;
    before = place.text;
    hasher.add_part(before);
    hasher.add_part(m.marks.at(before >> Made::slot_bits)[before & ((1U << Made::slot_bits) - 1)]);
  }
}

}  // namespace gongshi::search
