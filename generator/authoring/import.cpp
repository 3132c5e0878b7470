#include "authoring/import.hpp"

#include <algorithm>
#include <cstring>

#include "base/canonical_json.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "ingest/json_records.hpp"
#include "ingest/places.hpp"
#include "ingest/results.hpp"
#include "model/date_order.hpp"

namespace gongshi {
namespace {

constexpr std::size_t piece = 1 << 20;

std::filesystem::path folder_of(const std::filesystem::path& path) { return path.has_parent_path() ? path.parent_path() : "."; }

/// Enough of an id to tell rows apart, whatever its case.
std::uint64_t key_of(const Result& r) {
  std::uint64_t key = 0;
  std::memcpy(&key, quick_digest(lower_ascii(r.id)).bytes.data(), sizeof key);
  return key;
}

/// What the texts of a record take in a pool.
std::size_t text_bytes(const Result& r) {
  std::size_t out = 0;
  for (const Field& f : Result::shape().fields) {
    if (f.kind == Kind::text) out += f.text(&r).size();
    if (f.kind == Kind::texts)
      for (std::size_t i = 0; i < f.count(&r); ++i) out += f.text_at(&r, i).size();
  }
  if (r.penalty) out += r.penalty->text.size() + r.penalty->number.size();
  return out + (r.reply ? r.reply->text.size() : 0);
}

}  // namespace

NewFile::NewFile(const std::filesystem::path& path)
    : path_(path),
      folder_((disk::make_folders(folder_of(path)), disk::Folder::open(folder_of(path)))),
      name_(path.filename().string()),
      temporary_("." + name_ + ".new") {
  folder_.remove(temporary_.c_str());
  file_.emplace(folder_.create(temporary_.c_str()));
}

NewFile::~NewFile() {
  if (kept_) return;
  try {
    folder_.remove(temporary_.c_str());
  } catch (const std::exception&) {  // a leftover that the next import takes away; nothing may leave a destructor
  }
}

void NewFile::write(std::string_view bytes) {
  waiting_ += bytes;
  if (waiting_.size() < piece) return;
  file_->write(waiting_);
  waiting_.clear();
}

std::filesystem::path NewFile::before() const { return path_.parent_path() / ("." + name_ + ".old"); }

bool NewFile::keep(bool replace) {
  file_->write(waiting_);
  waiting_.clear();
  file_->sync();
  file_->close();
  file_.reset();
  if (folder_.info(name_.c_str())) {
    if (folder_.read(name_.c_str()) == folder_.read(temporary_.c_str())) return true;
    if (!replace) return false;
    replaced_ = true;
    // In one step where the file system can: a crash never leaves the name without a file.
    std::string old = before().filename().string();
    bool exchanged = folder_.exchange(temporary_.c_str(), folder_, name_.c_str());
    folder_.move(exchanged ? temporary_.c_str() : name_.c_str(), folder_, old.c_str());
    if (exchanged) {
      folder_.sync();
      return kept_ = true;
    }
  }
  folder_.move(temporary_.c_str(), folder_, name_.c_str());
  folder_.sync();
  return kept_ = true;
}

Importer::Importer(std::vector<Task> tasks, std::string task, NewFile* out, Judge judge, Taken taken)
    : task_(std::move(task)), file_(out), judge_(std::move(judge)), taken_(std::move(taken)) {
  data_.tasks = std::move(tasks);
  for (const Task& t : data_.tasks) known_tasks_.emplace(t.id);
}

bool Importer::read(const std::string& path) {
  Intake intake{.root = {}, .jobs = 1, .data = data_, .out = out_};
  std::uint32_t number = 0;
  auto bytes = intake.bytes(path, number);
  if (!bytes) return false;
  ImportedTable& table = tables_.emplace_back();
  table.path = path;
  TextPool pool;
  Result result;
  std::size_t rows = 0;
  std::size_t kept = 0;
  constexpr std::size_t rows_of_a_pool = 1000;
  constexpr std::size_t bytes_of_a_pool = 4'000'000;
  TableRecords records{[&](Origin origin) -> void* {
                         kept += text_bytes(result);
                         if (++rows % rows_of_a_pool == 0 || kept > bytes_of_a_pool) {
                           pool = TextPool();
                           kept = 0;
                         }
                         result = Result();
                         result.origin = origin;
                         return &result;
                       },
                       [&](void* /*record*/, bool whole) {
                         if (!whole) look_at_rest(result);
                         return whole && take(result, pool);
                       }};
  table.report = read_table(intake, number, *bytes, Result::shape(), pool, records, {task_});
  for (const SheetReport& sheet : table.report.sheets) {
    records_ += sheet.records;
    refused_ += sheet.refused;
  }
  return true;
}

/// What is whole in a refused row is judged all the same, so that one run names every fault of it.
void Importer::look_at_rest(const Result& r) {
  check_dates(r, out_);
  if (judge_) judge_(r, out_);
}

/// What `check` would refuse in the record by itself is refused here already.
bool Importer::take(Result& r, TextPool& pool) {
  std::size_t before = out_.items().size();
  check_dates(r, out_);
  if (judge_) judge_(r, out_);
  bool good = out_.items().size() == before;
  if (r.id.empty() && r.object_type == ObjectType::person) good = refuse(Code::person_needs_id, r, "id", {});
  if (!valid_id(r.task_id)) good = refuse(Code::unknown_task, r, "task_id", {std::string(r.task_id), "", ""});
  if (!good) return false;
  bool derived = r.id.empty();
  if (derived) r.id = pool.keep(derived_id(r));  // JSON has the id that a table may leave out
  constexpr int of_file = 48;                    // and the sheet above the row, as in the offset
  std::uint64_t here = std::uint64_t{r.origin.file} << of_file | r.origin.offset;
  if (auto [first, fresh] = seen_.emplace(key_of(r), here); !fresh) {
    std::string place = place_of({static_cast<std::uint32_t>(first->second >> of_file), first->second & ((1ULL << of_file) - 1)});
    return derived ? refuse(Code::equal_rows, r, "", {place, std::string(r.object_name)})
                   : refuse(Code::duplicate_id, r, "id", {std::string(r.id), place});
  }
  look_at_task(r);
  if (taken_) taken_(r);
  if (file_ == nullptr) return true;
  line_.clear();
  append_canonical(line_, Result::shape(), &r);
  line_ += '\n';
  file_->write(line_);
  return true;
}

std::string Importer::place_of(Origin origin) const {
  const TableSheet& sheet = data_.tables.at(origin.file).at(origin.offset >> 32U);
  return place_text({data_.files.at(origin.file), sheet.name, static_cast<std::uint32_t>(origin.offset), 0});
}

bool Importer::refuse(Code code, const Result& r, std::string_view field, std::vector<std::string> args) {
  out_.add(about(code, r.origin, r.id, field, std::move(args)));
  return false;
}

void Importer::look_at_task(const Result& r) {
  constexpr std::size_t most = 1000;  // warnings; `check` will name them all
  if (missed_tasks_.size() == most || known_tasks_.contains(r.task_id) || !missed_tasks_.emplace(r.task_id).second) return;
  out_.add(about(Code::task_not_there, r.origin, r.id, "task_id", {std::string(r.task_id)}));
}

Replaced Importer::replaced(const std::filesystem::path& path) const {
  if (!disk::stamp(path)) return {};
  Dataset data;
  Diagnostics none;
  Intake intake{.root = {}, .jobs = 1, .data = data, .out = none};
  std::vector<Result> before;
  read_records(intake, path.string(), before);
  auto gone = std::ranges::count_if(before, [&](const Result& r) { return !seen_.contains(key_of(r)); });
  bool ours = none.empty() && !before.empty() && std::ranges::none_of(before, [](const Result& r) { return r.id.empty(); });
  return {true, ours, before.size(), static_cast<std::size_t>(gone)};
}

Diagnostics& Importer::diagnostics() {
  resolve_places({}, data_, out_);
  out_.sort();
  return out_;
}

}  // namespace gongshi
