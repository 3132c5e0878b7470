// The lists of inspection items, for their page and their workbook.
#pragma once
#include <vector>

#include "model/assessment.hpp"

namespace gongshi {

/// The newest year first; those of one year in the order of the site.
std::vector<const ItemList*> lists_by_year(const Assessment& site);
/// The columns of its document; a list that names none has all.
std::vector<Column> printed_columns(const ItemList& list);
/// The latest date in the lists; `no_fact` where there is none.
Date newest_fact(const std::vector<const ItemList*>& lists);

}  // namespace gongshi
