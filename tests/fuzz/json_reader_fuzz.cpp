// Any bytes as a JSON file, as NDJSON and as a field's value. What is read without a fault is written canonically, read again, and written
// as the same bytes; every fault lies in the text.
#include <deque>
#include <string>

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
