// Which results a data file holds, and how its bytes reach the sink.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/output_plan.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// All results, or those published in one year, in publication order. Shared by the files of one folder.
class RowSet {
 public:
  RowSet(const Assessment& site, std::string folder, std::vector<std::uint32_t> rows, Date newest_fact)
      : site_(site), folder_(std::move(folder)), rows_(std::move(rows)), newest_fact_(newest_fact) {}
  const Assessment& site() const { return site_; }
  const std::string& folder() const { return folder_; }  ///< `data/`, `data/2024/`
  const std::vector<std::uint32_t>& rows() const { return rows_; }
  /// Of the whole site; of a year, of its rows alone, so that its files rest when the year is over.
  Date newest_fact() const { return newest_fact_; }
  /// Over the fingerprints of the rows and what else every data file shows; worked out once, by whoever asks first.
  const Digest& digest() const;

 private:
  const Assessment& site_;
  std::string folder_;
  std::vector<std::uint32_t> rows_;
  Date newest_fact_;
  mutable std::once_flag once_;
  mutable Digest digest_;
};

/// `data/` and one folder for each year that a result was published in.
std::vector<std::shared_ptr<const RowSet>> row_sets(const Assessment& site);

/// Gathers small writes into pieces of about 64 KB.
class Pieces {
 public:
  explicit Pieces(Sink& out) : out_(out) { buffer.reserve(size + size / 4); }
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;
  std::string buffer;  ///< append here, then `pass`
  void pass() {
    if (buffer.size() >= size) flush();
  }
  void flush() {
    if (!buffer.empty()) out_.write(buffer);
    buffer.clear();
  }

 private:
  static constexpr std::size_t size = 64UL * 1024;
  Sink& out_;
};

/// The writers of one row set each; see the files of the same name.
void write_results_json(const RowSet& set, Sink& out);
void write_results_ndjson(const RowSet& set, Sink& out);
void write_results_csv(const RowSet& set, Sink& out);
void write_results_workbook(const RowSet& set, Sink& out);
/// data/datapackage.json: every table of the folders `sets`, with the type of each field, and the files of the ledger, by their paths.
std::string datapackage(const Assessment& site, const std::vector<std::shared_ptr<const RowSet>>& sets,
                        const std::vector<std::string>& ledger);

}  // namespace gongshi
