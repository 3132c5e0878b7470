// What the public sees of a source record before corrections: no person by name, and the department that the ledger kept.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "model/result.hpp"
#include "rules/ledger/ledger.hpp"

namespace gongshi {

/// `张三` → `张某某`; double surnames are kept whole (`欧阳某某`).
std::string masked_name(std::string_view name);

/// Where the record is of a person: name and code as the public may see them. Whether that changed anything.
bool mask_person(Result& record, std::deque<std::string>& texts);

/// A person is shown by the surname alone and without a code (it could only be a personal one). Where the source names no
/// department, it is the organisation at the time of publication, which the entry kept. nullopt: the source as it is.
/// `trail` may be null (not published yet); texts that are made go to `texts`, which must live as long as the record.
std::optional<Result> publicly(const Result& source, const Trail* trail, std::deque<std::string>& texts);

}  // namespace gongshi
