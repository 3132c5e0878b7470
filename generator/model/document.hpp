// Plans, item lists and notices as what they have in common: documents that become public on a day of their own and stand in the ledger.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/dataset.hpp"

namespace gongshi {

/// One of the three.
struct Document {
  std::string id;  ///< of its ledger entries: `plans/ID`, `items/ID`, `notices/SLUG`
  const Plan* plan = nullptr;
  const ItemList* items = nullptr;
  const Notice* notice = nullptr;

  std::string_view kind() const;  ///< 抽查计划, 抽查事项清单, 通知公告
  std::string_view title() const;
  std::span<const Revision> revisions() const;
  const Origin& origin() const;
  /// From this day on it is public; absent: from the start.
  std::optional<Date> public_from() const;
};

/// All of the dataset, by id.
std::vector<Document> documents_of(const Dataset& data);

/// RFC 8785 over all that the public sees of it: the keys of its record (a notice with `slug` and `body`, its Markdown) and, where it is
/// not empty, `salt`.
std::string canonical_content(const Document& document, std::string_view salt);

}  // namespace gongshi
