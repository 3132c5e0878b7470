// What `import` says about a table: what each column was taken for, what was left out, and what became of every row.
#pragma once
#include <string>

#include "authoring/import.hpp"
#include "base/catalogue.hpp"

namespace gongshi {

/// Several lines.
std::string table_words(const ImportedTable& table, Language language);

}  // namespace gongshi
