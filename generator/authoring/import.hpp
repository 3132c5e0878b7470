// Tables as clerks have them → content/results/*.ndjson. Each row becomes a record, a refusal with its reason, or a skip with its reason.
#pragma once
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/disk.hpp"
#include "ingest/table.hpp"

namespace gongshi {

struct ImportedTable {
  std::string path;  ///< as it was given
  TableReport report;
};

struct Replaced {
  bool there = false;
  bool ours = true;  ///< all of it are results with ids, as import writes them
  std::size_t records = 0;
  std::size_t gone = 0;  ///< of these, such as are in none of the tables
};

/// NDJSON that becomes a file only when `keep` is called: until then it stands beside it under another name, and goes with the object.
class NewFile {
 public:
  explicit NewFile(const std::filesystem::path& path);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  void write(std::string_view bytes);
  /// False where another file stands there already, with other bytes, and it is not to be replaced. One that is replaced stays beside
  /// it, as `before()`.
  bool keep(bool replace);
  std::filesystem::path before() const;
  bool replaced() const { return replaced_; }

 private:
  std::filesystem::path path_;
  disk::Folder folder_;
  std::string name_, temporary_;
  std::optional<disk::File> file_;
  std::string waiting_;
  bool kept_ = false, replaced_ = false;
};

/// Reads tables one after the other; memory does not grow with their rows, but for what tells equal rows.
class Importer {
 public:
  /// Adds what is wrong with a result by the rules of the root; then it is refused.
  using Judge = std::function<void(const Result&, Diagnostics&)>;
  /// Sees each record that was taken.
  using Taken = std::function<void(const Result&)>;
  /// `tasks` of the root, for numbers of documents in place of ids; `task` for rows without one; `out`: null, nothing is written;
  /// `judge`, `taken`: may be empty.
  Importer(std::vector<Task> tasks, std::string task, NewFile* out, Judge judge = {}, Taken taken = {});

  /// False where there is no such file.
  bool read(const std::string& path);

  const std::vector<ImportedTable>& tables() const { return tables_; }
  std::size_t records() const { return records_; }
  std::size_t refused() const { return refused_; }
  /// Of all tables, with their places.
  Diagnostics& diagnostics();
  /// Of what an earlier import wrote to `path`.
  Replaced replaced(const std::filesystem::path& path) const;

 private:
  void look_at_rest(const Result& r);
  bool take(Result& result, TextPool& pool);
  /// Where a record stands that was read before.
  std::string place_of(Origin origin) const;
  bool refuse(Code code, const Result& result, std::string_view field, std::vector<std::string> args);
  void look_at_task(const Result& result);

  Dataset data_;
  Diagnostics out_;
  std::string task_;
  NewFile* file_;
  Judge judge_;
  Taken taken_;
  std::vector<ImportedTable> tables_;
  std::unordered_map<std::uint64_t, std::uint64_t> seen_;  // by a hash of the id: the numbers of file and sheet, and the row
  std::set<std::string, std::less<>> known_tasks_, missed_tasks_;
  std::string line_;
  std::size_t records_ = 0, refused_ = 0;
};

}  // namespace gongshi
