// The draw of a task's objects: sealed in the ledger when it is published, opened object by object after the inspection.
// 检查对象名单一经产生不得更改 (平双随机办〔2020〕3号 art. 15); secret until the inspection has ended (获嘉 art. 22, 武陟细则 五3).
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"
#include "model/dataset.hpp"
#include "rules/objects.hpp"

namespace gongshi {

/// Whether there is a list that can be sealed.
bool is_drawn(const Task& task);
/// Its inspection has ended by `as_of`: the drawn list is no secret any more.
bool inspection_ended(const Task& task, Date as_of);
/// The task is done with: completed by `as_of`; one that names no such day, when its inspection has ended and its status does not say that
/// it goes on. Then each drawn object has a result or a stated reason.
bool task_over(const Task& task, Date as_of);

/// The salt of one drawn object: the first 32 hex digits of SHA-256 over the canonical [salt of the entry, object]. To open one object
/// tells nothing of the salt of the entry, hence nothing of the others.
std::string object_salt(std::string_view entry_salt, std::string_view object);
/// SHA-256, in hex, over the canonical [object, salt].
std::string object_digest(std::string_view object, std::string_view salt);

/// One drawn object with its salt and digest; `object` points into the task.
struct SealedObject {
  std::string digest, salt;
  std::string_view object;
};
/// All objects of a list, in its order.
std::vector<SealedObject> sealed_objects(const Task& task, std::string_view entry_salt);
/// SHA-256, in hex, over the canonical list of the objects' digests, sorted: the digest of the entry.
std::string draw_digest(const std::vector<SealedObject>& objects);

/// Looks up results in the drawn list of a task: codes, or names where an object has no code. The library may know an object by the one
/// where the result has the other.
class DrawnList {
 public:
  DrawnList(const Task& task, const Library& library);
  /// Number of the object in the list. By its code; by its name where the list holds that, or where the result has no code.
  std::optional<std::size_t> find(std::string_view name, std::string_view code);

 private:
  void add_aliases();
  const Task& task_;
  const Library& library_;
  std::unordered_map<std::string_view, std::size_t> exact_;
  std::unordered_map<std::string, std::size_t> listed_, codes_, names_;  ///< folded; made when the exact text is not found
  bool aliased_ = false;
};

}  // namespace gongshi
