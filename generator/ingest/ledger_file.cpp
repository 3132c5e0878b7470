#include "ingest/ledger_file.hpp"

#include <algorithm>

#include "base/disk.hpp"
#include "base/text.hpp"
#include "formats/json/value_check.hpp"
#include "ingest/json_records.hpp"

namespace gongshi {
namespace {

template <class T>
class EntryLines final : public JsonRecords {
 public:
  void* begin_record(std::uint64_t /*offset*/) override { return &records.emplace_back(); }
  void end_record(void* /*record*/, bool whole) override {
    if (!whole) records.pop_back();
  }
  void give_up_record(void* /*record*/) override { records.pop_back(); }
  std::vector<T> records;
};

/// The complete lines of a file that only grows; a line that was not finished does not count, whatever bytes it ends in.
template <class T>
std::vector<T> read_lines(Intake& intake, const std::string& path, std::uint64_t& good_bytes, bool& torn) {
  auto text = disk::read(intake.root / path);
  if (!text) return {};
  std::uint32_t number = intake.number(path);
  good_bytes = text->rfind('\n') + 1;  // npos + 1 is 0
  torn = good_bytes != text->size();
  text->resize(good_bytes);
  if (!intake.utf8(path, *text)) return {};
  EntryLines<T> lines;
  JsonReader reader(T::shape(), intake.pool());
  reader.read_lines(*text, lines);
  report_faults(reader.faults(), number, *text, T::shape(), intake);
  return std::move(lines.records);
}

/// `value` as the field of a result; null is absence. nullptr where it is no value of that field.
std::shared_ptr<const Result> as_field(const Correction& c, const RawJson& value, TextPool& pool) {
  auto out = std::make_shared<Result>();
  if (value.bytes != "null" && !read_field(Result::shape(), c.field_name, value.bytes, out.get(), pool)) return nullptr;
  return out;
}

void read_values(Intake& intake, Correction& c, TextPool& pool) {
  if (c.kind == CorrectionKind::withdrawal) {
    if (!c.field_name.empty())
      intake.out.add(about(Code::correction_field, c.origin, c.result_id, "field", {std::string(c.field_name), "withdrawal"}));
    return;
  }
  if (c.field_name.empty()) {
    intake.out.add(about(Code::correction_incomplete, c.origin, c.result_id, "", {"field"}));
    return;
  }
  const Field* field = Result::shape().find(c.field_name);
  if (field == nullptr || field->internal || field->name == "id") {
    std::vector<std::string_view> names;
    for (const Field& f : Result::shape().fields)
      if (!f.internal && f.name != "id") names.push_back(f.name);
    intake.out.add(about(Code::correction_field, c.origin, c.result_id, "field",
                         {std::string(c.field_name), "", field == nullptr ? joined(nearest(c.field_name, names, 1), "") : std::string(),
                          list_argument(names)}));
    return;
  }
  for (auto [key, value, into] : {std::tuple("old", &c.old_value, &c.before), std::tuple("new", &c.new_value, &c.after)}) {
    if (value->bytes.empty()) {
      intake.out.add(about(Code::correction_incomplete, c.origin, c.result_id, "", {key, "null"}));
      continue;
    }
    *into = as_field(c, *value, pool);
    if (*into != nullptr) continue;
    Words words = kind_words(field);
    intake.out.add(about(Code::wrong_type, c.origin, c.result_id, key,
                         {shown(value->bytes), "字段 " + std::string(c.field_name) + " 的值：" + words.chinese,
                          "a value of " + std::string(c.field_name) + ": " + words.english, "null"}));
  }
}

}  // namespace

void read_ledger(Intake& intake) {
  Ledger& ledger = intake.data.ledger;
  std::size_t before = intake.out.items().size();
  ledger.entries = read_lines<LedgerEntry>(intake, "content/ledger.ndjson", ledger.good_bytes, ledger.torn);
  if (ledger.torn) intake.about(Code::ledger_torn, "content/ledger.ndjson", {}, static_cast<std::uint32_t>(ledger.entries.size() + 1), 1);
  if (intake.out.items().size() != before + (ledger.torn ? 1 : 0)) ledger.entries.clear();  // what follows would only repeat it
  std::uint64_t good = 0;
  bool torn = false;
  ledger.salts.resize(ledger.entries.size());
  for (const Salt& salt : read_lines<Salt>(intake, "content/salts.ndjson", good, torn))
    if (salt.seq >= 1 && static_cast<std::size_t>(salt.seq) <= ledger.salts.size())
      ledger.salts[static_cast<std::size_t>(salt.seq - 1)] = salt.salt;
  intake.data.kept_places = read_lines<KeptPlace>(intake, "content/withdrawn.ndjson", good, torn);
}

void read_corrections(Intake& intake) {
  std::vector<Correction>& corrections = intake.data.corrections;
  read_folder(intake, "content/corrections", corrections);
  TextPool& pool = intake.pool();
  for (Correction& c : corrections) read_values(intake, c, pool);
  std::ranges::stable_sort(corrections, {}, &Correction::approved_on);  // files come sorted, records in their order
}

}  // namespace gongshi
