// How many inspectors a row names. Their names are not kept.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "ingest/headers.hpp"

namespace gongshi {

/// Names in several columns under one merged header, or under equal headers, are added up. 检查人员 and 检查人员签字 are the same people:
/// the last header counts.
class InspectorCount {
 public:
  explicit InspectorCount(const std::vector<ColumnUse>& columns) : columns_(&columns) {}
  void begin_row() { named_.clear(); }
  void add(std::size_t column, std::size_t names) {
    named_.resize(columns_->size());
    named_[(*columns_)[column].with.value_or(static_cast<std::uint32_t>(column))] += static_cast<std::int64_t>(names);
  }
  /// 0: none is named.
  std::int64_t count() const {
    auto last = std::find_if(named_.rbegin(), named_.rend(), [](std::int64_t names) { return names > 0; });
    return last == named_.rend() ? 0 : *last;
  }

 private:
  const std::vector<ColumnUse>* columns_;
  std::vector<std::int64_t> named_;  // by the first column of their header; empty where there is none in the row
};

}  // namespace gongshi
