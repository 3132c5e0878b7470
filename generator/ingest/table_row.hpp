// One row of a table into a record: each cell by its column's field, as meant (ingest/table_dates, table_values), or a diagnostic with its
// place.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/sources.hpp"
#include "ingest/table_dates.hpp"
#include "ingest/table_header.hpp"
#include "ingest/title_task.hpp"

namespace gongshi {

/// What the command line adds to a table.
struct TableOptions {
  std::string_view task;  ///< results: of the rows that name none; a table that names other tasks is told so, and one of them only
};

class RowReader {
 public:
  /// `file`: its number in the dataset; faults go to `intake.out`. All of these outlive it.
  RowReader(Intake& intake, std::uint32_t file, const Shape& shape, TextPool& pool, const TableOptions& options);
  ~RowReader();
  RowReader(const RowReader&) = delete;
  RowReader& operator=(const RowReader&) = delete;

  /// The header of the rows from here on: what each column is, by number.
  void header(std::string sheet, std::vector<ColumnUse> columns);
  /// The title of the rows from here on, which says the year of dates that name none.
  void title(const TitleYear& title);
  /// The task that the lines above name, for rows without one; none, where nothing is named.
  void task(const TitleTask& task);
  /// Whether the rows so far name two tasks where the command line names one for all: they cannot be told apart any more.
  bool two_tasks() const;
  /// A line between the rows: another year in it, and dates that name none cannot be read any more. True: what it says of years is new.
  bool line_between(std::string_view text);
  /// Fills a struct of the shape. `merged`: what cells of rows above say in this one, where it says nothing itself. False: the row has a
  /// fault; it was reported, with the id that the row gives.
  bool read(void* record, const SheetRow& row, const std::vector<SheetCell>& merged);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gongshi
