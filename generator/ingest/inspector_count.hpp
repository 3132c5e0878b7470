// How many inspectors a row names. Their names are not kept.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/headers.hpp"
#include "ingest/table_values.hpp"

namespace gongshi {

/// Names in several columns under one merged header, or under equal headers, are added up. 检查人员 and 检查人员签字 are the same people:
/// the last header counts; so are equal names.
class InspectorCount {
 public:
  explicit InspectorCount(const std::vector<ColumnUse>& columns) : columns_(&columns) {}
  void begin_row() {
    named_.clear();
    told_.clear();
  }
  /// `text` lives until the next row.
  void add(std::size_t column, std::string_view text) {
    if (std::ranges::find(told_, std::pair(column_of(column), text)) != told_.end()) return;
    told_.emplace_back(column_of(column), text);
    named_.resize(columns_->size());
    named_[column_of(column)] += static_cast<std::int64_t>(count_names(text));
  }
  /// 0: none is named.
  std::int64_t count() const {
    auto last = std::find_if(named_.rbegin(), named_.rend(), [](std::int64_t names) { return names > 0; });
    return last == named_.rend() ? 0 : *last;
  }

 private:
  std::size_t column_of(std::size_t column) const { return (*columns_)[column].with.value_or(static_cast<std::uint32_t>(column)); }

  const std::vector<ColumnUse>* columns_;
  std::vector<std::pair<std::size_t, std::string_view>> told_;  // of the row
  std::vector<std::int64_t> named_;                             // by the first column of their header; empty where there is none in the row
};

}  // namespace gongshi
