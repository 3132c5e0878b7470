#include "rules/objects.hpp"

#include "base/text.hpp"

namespace gongshi {

Library::Library(const std::vector<Object>& objects) {
  auto bears = [](auto& names, std::string_view name, const Object& o) {
    auto [found, fresh] = names.try_emplace(compared(name), &o);
    if (!fresh && found->second != &o) found->second = nullptr;
  };
  for (const Object& o : objects) {
    by_id_.emplace(object_id(o.name, o.code, o.district), &o);
    by_id_.emplace(object_id(o.name, "", o.district), &o);
    bears(by_name_, o.name, o);
  }
  std::unordered_map<std::string, const Object*> former;
  for (const Object& o : objects) {
    for (std::string_view code : o.former_codes) by_id_.emplace(object_id(o.name, code, o.district), &o);
    for (std::string_view name : o.former_names) {
      by_id_.emplace(object_id(name, "", o.district), &o);
      bears(former, name, o);
    }
  }
  by_name_.merge(former);
}

const Object* Library::find(const std::string& id) const {
  auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

const Object* Library::drawn(std::string_view code_or_name) const {
  for (const std::string& code : {std::string(code_or_name), compared(code_or_name)})
    if (const Object* object = find(object_id("", code, ""))) return object;
  auto found = by_name_.find(compared(code_or_name));
  return found == by_name_.end() ? nullptr : found->second;
}

std::string id_of(const Object& object) { return object_id(object.name, object.code, object.district); }
std::string id_of(const Result& result) { return object_id(result.object_name, result.object_code, result.district); }

std::uint32_t ObjectNumbers::number(std::string id, const Object* object) {
  auto [found, fresh] = by_id_.try_emplace(std::move(id), static_cast<std::uint32_t>(ids_.size()));
  if (fresh) {
    ids_.push_back(&found->first);
    known_.push_back(object);
  }
  return found->second;
}

void ObjectNumbers::reserve(std::size_t results) {
  by_id_.reserve(results);
  by_code_.reserve(results);
}

std::uint32_t ObjectNumbers::of(const Result& result) {
  if (!result.object_code.empty())
    if (auto found = by_code_.find(result.object_code); found != by_code_.end()) return found->second;
  std::string id = id_of(result);
  const Object* object = library_.find(id);
  if (object != nullptr) id = id_of(*object);
  std::uint32_t out = number(std::move(id), object);
  if (!result.object_code.empty()) by_code_.emplace(result.object_code, out);
  return out;
}

std::optional<std::uint32_t> ObjectNumbers::of_drawn(std::string_view code_or_name) {
  const Object* object = library_.drawn(code_or_name);
  if (object == nullptr) return std::nullopt;
  return number(id_of(*object), object);
}

}  // namespace gongshi
