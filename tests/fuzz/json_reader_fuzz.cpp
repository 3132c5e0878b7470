// Any bytes as a JSON file, as NDJSON and as a field's value. What is read without a fault is written canonically, read again, and written
// as the same bytes; every fault lies in the text; a line is the same wherever it stands.
#include <algorithm>
#include <deque>
#include <string>
#include <tuple>

#include "base/canonical_json.hpp"
#include "base/text.hpp"
#include "formats/json/json_place.hpp"
#include "formats/json/json_reader.hpp"
#include "formats/json/value_check.hpp"
#include "require.hpp"

using namespace gongshi;

namespace {

enum class Side : std::uint8_t { absent, left, right };

struct Inner {
  std::string_view text;
  std::vector<Date> dates;
  static const Shape& shape() {
    static const Shape made{"inner", {field<&Inner::text>("t"), field<&Inner::dates>("d")}};
    return made;
  }
};

struct Entry {
  std::string_view name;
  std::optional<double> value;
  static const Shape& shape() {
    static const Shape made{"entry", {field<&Entry::name>("name"), field<&Entry::value>("v")}};
    return made;
  }
};

struct Record {
  std::string_view id, link;
  bool flag = false;
  std::optional<std::int64_t> count;
  std::optional<double> ratio;
  std::optional<Date> on;
  Side side = Side::absent;
  RawJson raw;
  std::vector<std::string_view> texts;
  std::optional<Inner> inner;
  std::vector<Inner> list;
  std::vector<Entry> map;
  static const Shape& shape();
};

class Records final : public JsonRecords {
 public:
  std::deque<Record> all;
  std::vector<const Record*> whole;
  void* begin_record(std::uint64_t /*offset*/) override { return &all.emplace_back(); }
  void end_record(void* record, bool good) override {
    if (good) whole.push_back(static_cast<const Record*>(record));
  }
  void give_up_record(void* /*record*/) override { all.pop_back(); }
};

std::string canonical(const Record& record) {
  std::string out;
  append_canonical(out, Record::shape(), &record);
  return out;
}

/// But for what stands between the words of a list_argument.
bool printable(std::string text) {
  std::erase(text, '\x1f');
  return !bad_utf8(text) && !forbidden_character(text);
}

void check_faults(std::string_view text, const std::vector<JsonFault>& faults) {
  Lines lines(text);
  for (std::size_t i = 0; i < faults.size() && i < 20; ++i) {
    const JsonFault& fault = faults[i];
    require(fault.offset <= text.size() && fault.record_offset <= fault.offset);
    require(printable(fault.detail) && printable(fault.field));
    Place place = locate(text, fault.offset);
    Place same = lines.locate(fault.offset);
    require(place.line == same.line && place.column == same.column);
    find_field(text, fault.record_offset, fault.field);
  }
}

void check_records(const Records& records) {
  for (const Record* record : records.whole) {
    std::string first = canonical(*record);
    TextPool pool;
    Records again;
    JsonReader reader(Record::shape(), pool);
    reader.read_file(first, again);
    require(reader.faults().empty() && again.whole.size() == 1);
    require(canonical(*again.whole[0]) == first);
  }
}

/// What lines hold does not hang on whether they are read quickly: with others behind them, or as a text of their own.
void check_lines(std::string_view text) {
  TextPool pool;
  Records together;
  Records apart;
  JsonReader quick(Record::shape(), pool);
  JsonReader slow(Record::shape(), pool);
  std::string all = std::string(text) + "\n" + std::string(64, ' ');
  quick.read_lines(all, together);
  for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
    end = std::min(text.find('\n', at), text.size());
    slow.read_lines(text.substr(at, end - at), apart, at);
  }
  auto same_text = [](const Record* a, const Record* b) { return canonical(*a) == canonical(*b); };
  require(std::ranges::equal(together.whole, apart.whole, same_text));
  auto same_fault = [](const JsonFault& a, const JsonFault& b) {
    return std::tie(a.what, a.offset, a.record_offset, a.field, a.detail, a.wanted, a.suggestions, a.labelled) ==
           std::tie(b.what, b.offset, b.record_offset, b.field, b.detail, b.wanted, b.suggestions, b.labelled);
  };
  require(std::ranges::equal(quick.faults(), slow.faults(), same_fault));
}

}  // namespace

template <>
std::span<const Choice> gongshi::choices_of<Side>() {
  static constexpr Choice rows[] = {{"", ""}, {"left", "左"}, {"right", "右"}};
  return rows;
}

const Shape& Record::shape() {
  static const Shape made{"record",
                          {field<&Record::id>("id").as(Format::id), field<&Record::link>("u").as(Format::uri), field<&Record::flag>("f"),
                           field<&Record::count>("n"), field<&Record::ratio>("r"), field<&Record::on>("on"), field<&Record::side>("s"),
                           field<&Record::raw>("raw"), field<&Record::texts>("ts"), field<&Record::inner>("o"), field<&Record::list>("l"),
                           map_field<&Record::map>("m")}};
  return made;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  for (bool lines : {false, true}) {
    TextPool pool;
    Records records;
    JsonReader reader(Record::shape(), pool);
    lines ? reader.read_lines(text, records) : reader.read_file(text, records);
    check_faults(text, reader.faults());
    check_records(records);
  }
  check_lines(text);
  for (const Field& field : Record::shape().fields) {
    TextPool pool;
    Record record;
    if (!read_field(Record::shape(), field.name, text, &record, pool)) continue;
    std::string value;
    append_canonical_value(value, field, &record);
    Record again;
    std::string second;
    if (!value.empty()) require(read_field(Record::shape(), field.name, value, &again, pool));
    append_canonical_value(second, field, &again);
    require(second == value);
  }
  return 0;
}
