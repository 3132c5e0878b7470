// Which results, drawn entries and rows of the library are of one object: by code, former codes, name and former names, so that none is
// counted twice.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/result.hpp"

namespace gongshi {

/// Every address that an object of the library has or had → the object. What an object is called now goes before what another was
/// called.
class Library {
 public:
  explicit Library(const std::vector<Object>& objects);
  /// By the id of an address; null: not in the library.
  const Object* find(const std::string& id) const;
  /// By what a drawn list says: a code, or a name where there is no code. Null also where several objects bear the name (bore it, where
  /// none is called so now).
  const Object* drawn(std::string_view code_or_name) const;

 private:
  std::unordered_map<std::string, const Object*> by_id_;
  std::unordered_map<std::string, const Object*> by_name_;  // compared; null: several
};

std::string id_of(const Object& object);
std::string id_of(const Result& result);

/// Numbers objects from 0, in the order in which they come up. Views of the results' codes are kept: the records live as long.
class ObjectNumbers {
 public:
  explicit ObjectNumbers(const Library& library) : library_(library) {}
  /// Room for the objects of so many results.
  void reserve(std::size_t results);
  std::uint32_t of(const Result& result);
  /// Of an entry of a drawn list that the library knows; nullopt: it does not.
  std::optional<std::uint32_t> of_drawn(std::string_view code_or_name);
  std::size_t size() const { return ids_.size(); }
  /// Of its address: as the library has it, else as the results have it.
  const std::string& id(std::uint32_t number) const { return *ids_[number]; }
  const Object* known(std::uint32_t number) const { return known_[number]; }  ///< null: not in the library

 private:
  std::uint32_t number(std::string id, const Object* object);
  const Library& library_;
  std::unordered_map<std::string, std::uint32_t> by_id_;
  std::unordered_map<std::string_view, std::uint32_t> by_code_;  // most results share a code: hashed once
  std::vector<const std::string*> ids_;
  std::vector<const Object*> known_;
};

}  // namespace gongshi
