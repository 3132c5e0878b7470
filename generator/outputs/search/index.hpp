// The static search index: which texts are found, in which file of search/ each of them is, and what a hit shows.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "model/assessment.hpp"
#include "outputs/search/postings.hpp"

namespace gongshi::search {

/// Objects are numbered in the order of their first publication, so that a new one changes only its own grams and the last file of
/// rows. Withdrawn results and persons have no object, and so are not in here.
///
///   meta.json       sizes, words, and which object each former name belongs to
///   objects-N.json  [id, name, code, district, category, date, results] of `rows` objects each; code 1: the id is the code;
///                   district and category are numbers in the lists of meta.json, -1: none; date: of the latest inspection
///   aliases-N.json  [text, 1 for a code] of former names and codes
///   tasks-N.json    [id, name]
///   N.json          the grams of bucket N (postings.hpp)
class Index {
 public:
  Index(const Assessment& site, unsigned jobs);
  const Sizes& sizes() const { return sizes_; }
  std::size_t object_files() const { return files(site_.objects.size(), sizes_.rows); }
  std::size_t alias_files() const { return files(aliases_, short_rows); }
  std::size_t task_files() const { return files(site_.tasks.size(), short_rows); }

  std::string meta() const;
  std::string object_rows(std::size_t file) const;
  std::string alias_rows(std::size_t file) const;
  std::string task_rows(std::size_t file) const;
  std::string bucket(std::size_t number) const;
  /// Over all that `bucket` looks at, without making it.
  void hash_bucket(std::size_t number, QuickHasher& hasher) const;

 private:
  struct Alias {
    std::uint32_t object;  ///< slot
    std::string_view text;
    bool code;
  };
  struct Made;

  static std::size_t files(std::size_t rows, std::size_t per_file) { return (rows + per_file - 1) / per_file; }
  /// Numbers texts and deals them out to buckets: at the first call, the others wait.
  const Made& made() const;
  void make() const;
  void fill_buckets(Made& made, Space space) const;

  const Assessment& site_;
  unsigned jobs_;
  Sizes sizes_;
  std::size_t aliases_ = 0;
  mutable std::once_flag once_;
  mutable std::shared_ptr<Made> made_;
};

}  // namespace gongshi::search
