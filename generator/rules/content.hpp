// What is wrong with the content whatever the ledger says: codes, and personal data where something public may come of them.
#pragma once
#include "base/diagnostics.hpp"
#include "model/dataset.hpp"

namespace gongshi {

/// Codes (identifiers.hpp) and personal data (privacy.hpp) of all records, also of faulty results; what is embargoed or withheld is
/// looked at too, since it may be public one day. Not looked at: what never is (withheld, approved_by, inspector_count), and results
/// that are withdrawn by `as_of`, of which nothing is shown any more.
void check_content(const Dataset& data, Date as_of, unsigned jobs, Diagnostics& out);

/// What diagnostics quote of the content is cut short where it holds personal data (`repeatable`): whoever reads a log sees less than
/// who reads the file. The file is named as it is, or nobody would find it.
void hide_personal(Diagnostics& diagnostics);

}  // namespace gongshi
