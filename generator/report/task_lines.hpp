// What became of the objects that a task drew, one line each: for its 《随机抽查检查结果汇总表》 (陵环发〔2024〕4号 art. 14).
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "report/basis.hpp"

namespace gongshi {

/// Names of objects by their code, from the library and from results. Views into the dataset.
class ObjectNames {
 public:
  explicit ObjectNames(const Dataset& data);
  /// A drawn list holds codes, or names where there is no code: the name and the code of an entry, as far as they are known.
  struct Known {
    std::string_view name, code;
  };
  Known of(std::string_view entry) const;

 private:
  std::unordered_map<std::string_view, std::string_view> by_code_;
};

struct TaskLine {
  enum class Kind : std::uint8_t {
    blank,         ///< to be filled in by hand
    undetermined,  ///< inspected, or said to be: 未认定
    result,
    not_inspected,
    withdrawn,  ///< its result was published and withdrawn: nothing of it is said
  };
  Kind kind = Kind::blank;
  std::string_view name, code;
  const ResultStatus* result = nullptr;  ///< `result`; also `undetermined`, where there is a record already
  std::string_view reason;               ///< `not_inspected`
  std::string_view department;           ///< `blank`: that will inspect it, where it is known
};

struct TaskLines {
  std::vector<TaskLine> lines;  ///< in the order of the drawn list; then results of other objects by id
  std::int64_t withheld = 0;    ///< results that are not listed
  bool internal = false;        ///< the inspection has not ended: who was drawn is secret
};

/// `status_row`: of the task. An object has a line for each of its results.
TaskLines task_lines(const ReportBasis& basis, const TaskStatusRow& status_row);

}  // namespace gongshi
