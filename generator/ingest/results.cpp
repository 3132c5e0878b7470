#include "ingest/results.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

#include "base/canonical_json.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "ingest/doubles.hpp"
#include "ingest/json_records.hpp"
#include "ingest/table.hpp"

namespace gongshi {
namespace {

/// What may hold a table; what it is in truth is seen from its content.
constexpr std::array<std::string_view, 9> table_endings{".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".et", ".xml", ".htm", ".html"};

constexpr std::string_view refused_mark = "-拒收";
constexpr std::string_view refused_type = ".xlsx";

/// A table lets an id be missing, which only results can do without, and puts one that cannot stand in an address into `number`.
bool has_id(Intake& intake, const Task& task) {
  if (!task.id.empty()) return true;
  Words form = id_words();
  intake.out.add(task.number.empty()
                     ? about(Code::missing_key, task.origin, "", "id", {"任务编号"})
                     : about(Code::bad_format, task.origin, "", "id", {std::string(task.number), form.chinese, form.english}));
  intake.not_read(Task::shape());
  return false;
}

template <class T>
void read_tables_too(Intake& intake, std::string_view folder, std::vector<T>& into) {
  for (const std::string& path : intake.files(folder)) {
    std::string ending = ending_of(path);
    if (holds_refusals(path)) {
      intake.about(Code::refused_rows, path);
    } else if (ending == ".json" || ending == ".ndjson") {
      read_records(intake, path, into);
    } else if (std::ranges::find(table_endings, ending) != table_endings.end()) {
      std::uint32_t number = 0;
      auto bytes = intake.bytes(path, number);
      if (!bytes) {
        intake.not_read(T::shape());
        continue;
      }
      TableRecords records{[&](Origin origin) -> void* {
                             into.emplace_back().origin = origin;
                             return &into.back();
                           },
                           [&](void* /*record*/, bool whole) {
                             if constexpr (std::is_same_v<T, Task>) whole = has_id(intake, into.back()) && whole;
                             if (whole) return true;
                             if constexpr (std::is_same_v<T, Result>) intake.data.faulty_results.push_back(std::move(into.back()));
                             into.pop_back();
                             return false;
                           }};
      read_table(intake, number, *bytes, T::shape(), intake.pool(), records);
    } else {
      intake.stray(path, {".json", ".ndjson", ".csv", ".xlsx"});
    }
  }
}

void name_and_complete(Intake& intake, std::vector<Result>& results) {
  TextPool& pool = intake.pool();
  std::string_view own = intake.data.site.organisation.name;
  for (Result& r : results) {
    if (r.id.empty()) {
      if (r.object_type == ObjectType::person) intake.out.add(about(Code::person_needs_id, r.origin, r.id, "id"));
      r.id = pool.keep(derived_id(r));
      r.derived_id = true;
    }
    r.department_given = !r.department.empty();
    if (!r.department_given) r.department = own;
  }
}

bool same_ignoring_case(std::string_view a, std::string_view b) { return a.size() == b.size() && lower_ascii(a) == lower_ascii(b); }

int compare_ignoring_case(std::string_view a, std::string_view b) {
  auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    if (lower(a[i]) != lower(b[i])) return lower(a[i]) < lower(b[i]) ? -1 : 1;
  return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

void sort_and_report_doubles(Intake& intake, std::vector<Result>& results) {
  const std::vector<Result>& faulty = intake.data.faulty_results;  // what else is wrong with it, its id is taken
  std::vector<const Result*> order;
  order.reserve(results.size() + faulty.size());
  for (const Result& r : results) order.push_back(&r);
  for (const Result& r : faulty)
    if (!r.id.empty()) order.push_back(&r);
  auto before = [](const Result* a, const Result* b) {
    int ids = compare_ignoring_case(a->id, b->id);
    return ids != 0 ? ids < 0 : std::pair(a->origin.file, a->origin.offset) < std::pair(b->origin.file, b->origin.offset);
  };
  if (!std::ranges::is_sorted(order, before)) std::ranges::sort(order, before);  // files often come in order
  Doubles doubles;
  for (std::size_t i = 1; i < order.size(); ++i) {
    const Result& first = *order[i - 1];
    const Result& second = *order[i];
    if (!same_ignoring_case(first.id, second.id)) continue;
    bool equal = first.derived_id && second.derived_id;
    doubles.add(equal ? about(Code::equal_rows, second.origin, second.id, "", {"", std::string(first.object_name)})
                      : about(Code::duplicate_id, second.origin, second.id, "id", {std::string(second.id), ""}),
                equal ? 0 : 1, first.origin);
  }
  doubles.report(intake);
  // Sorting moves large records about.
  if (!std::ranges::is_sorted(results, {}, &Result::id)) std::ranges::stable_sort(results, {}, &Result::id);
}

}  // namespace

std::string refused_ending(unsigned number) {
  return std::string(refused_mark) + (number < 2 ? "" : "-" + std::to_string(number)) + std::string(refused_type);
}

bool holds_refusals(std::string_view path) {
  if (!path.ends_with(refused_type)) return false;
  path.remove_suffix(refused_type.size());
  std::size_t number = path.find_last_not_of("0123456789");
  if (number != std::string_view::npos && path[number] == '-' && number + 1 < path.size()) path = path.substr(0, number);
  return path.ends_with(refused_mark);
}

std::string derived_id(const Result& r) {
  CanonicalBuilder json;
  json.begin_list();
  json.text(r.task_id);
  if (r.object_code.empty())
    json.text(nfkc(r.object_name));
  else
    json.text(r.object_code);
  json.text(r.department);
  json.begin_list();
  std::vector<std::string_view> items = r.items;
  std::ranges::sort(items);
  for (std::string_view item : items) json.text(item);
  json.end();
  json.end();
  return sha256(json.take()).hex().substr(0, 16);
}

void read_results(Intake& intake) {
  std::vector<Result>& results = intake.data.results;
  read_tables_too(intake, "content/results", results);
  name_and_complete(intake, results);
  sort_and_report_doubles(intake, results);
}

void read_tasks(Intake& intake) {
  read_tables_too(intake, "content/tasks", intake.data.tasks);
  std::ranges::stable_sort(intake.data.tasks, {}, &Task::id);
}

void read_objects(Intake& intake) { read_tables_too(intake, "content/objects", intake.data.objects); }

}  // namespace gongshi
