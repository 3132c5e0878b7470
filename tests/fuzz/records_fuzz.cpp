// Any bytes as a table of results and as one of objects, into records (ingest/table.hpp): every row is a record, a refusal or a skip;
// nothing is refused without a word; and a record that was taken is one that JSON files may hold: written as such it is read as the same.
#include <algorithm>
#include <deque>
#include <numeric>

#include "base/canonical_json.hpp"
#include "base/catalogue.hpp"
#include "base/text.hpp"
#include "formats/json/json_reader.hpp"
#include "ingest/results.hpp"
#include "ingest/table.hpp"
#include "require.hpp"

using namespace gongshi;

namespace {

template <class T>
class Records final : public JsonRecords {
 public:
  std::deque<T> all;
  void* begin_record(std::uint64_t /*offset*/) override { return &all.emplace_back(); }
  void end_record(void* /*record*/, bool whole) override { require(whole); }
  void give_up_record(void* /*record*/) override { all.pop_back(); }
};

template <class T>
std::string canonical(const T& record) {
  std::string out;
  append_canonical(out, T::shape(), &record);
  return out;
}

template <class T>
void check_record(T& record) {
  if constexpr (std::is_same_v<T, Result>) {
    static std::string id;
    if (record.id.empty()) record.id = id = derived_id(record);
    if (!valid_id(record.task_id)) record.task_id = "T1";  // of a task that is not known; `check` and `import` say so
  }
  std::string json = canonical(record);
  TextPool pool;
  Records<T> again;
  JsonReader reader(T::shape(), pool);
  reader.read_file(json, again);
  require(reader.faults().empty() && again.all.size() == 1 && canonical(again.all[0]) == json);
}

void check_counts(const TableReport& report, std::size_t taken) {
  std::size_t records = 0;
  for (const SheetReport& sheet : report.sheets) {
    records += sheet.records;
    std::size_t sum = std::accumulate(sheet.skipped.begin(), sheet.skipped.end(), sheet.records + sheet.refused);
    if (!report.source.fault && !sheet.hidden) require(sum == sheet.rows);
    if (sheet.table) require(sheet.header_row >= 1 && sheet.header_row <= sheet.last_header_row && sheet.last_header_row <= sheet.rows);
  }
  require(records == taken);
}

template <class T>
void check(std::string_view bytes) {
  Dataset data;
  Diagnostics out;
  Intake intake{"", 1, data, out};
  std::uint32_t number = intake.number("content/results/a.csv");
  std::deque<T> taken;
  std::size_t refused = 0;
  TableRecords records{[&](Origin origin) -> void* {
                         taken.emplace_back().origin = origin;
                         return &taken.back();
                       },
                       [&](void* /*record*/, bool whole) {
                         if (whole) return true;
                         ++refused;
                         taken.pop_back();
                         return false;
                       }};
  TableReport report = read_table(intake, number, bytes, T::shape(), intake.pool(), records, {});
  check_counts(report, taken.size());
  if (refused > 0 || report.source.fault || report.header_fault) require(out.errors());
  for (const Diagnostic& d : out.items()) require(!message_of(d, Language::chinese).empty());
  if (!report.source.fault)
    for (T& record : taken) check_record(record);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check<Result>(bytes);
  check<Object>(bytes);
  return 0;
}
