// The ledger as the public downloads it, and what is needed to re-compute the entries of documents and draws:
//   data/ledger.ndjson     its lines
//   data/documents.json    plans, item lists and notices: {"documents": [PublishedDocument …]}, by id
//   data/draws.json        sealed draws: {"draws": [PublishedDraw …]}, by task; all digests of the list, opened objects with their salts
// The last two are missing where they would be empty.
#pragma once
#include "model/assessment.hpp"
#include "outputs/kinds.hpp"

namespace gongshi {

std::vector<StreamFile> ledger_files(const Assessment& site);

const Shape& published_document_shape();
const Shape& published_draw_shape();

}  // namespace gongshi
