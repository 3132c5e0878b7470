// results.json and results.ndjson: the same records, in the same bytes, one a line.
#include "base/canonical_json.hpp"
#include "outputs/data/published.hpp"
#include "outputs/data/rows.hpp"

namespace gongshi {

void write_results_json(const RowSet& set, Sink& out) {
  const Assessment& site = set.site();
  Pieces pieces(out);
  std::string& to = pieces.buffer;
  bool none = set.newest_fact() == no_fact;
  to += "{\"data_until\":" + (none ? std::string("null") : "\"" + set.newest_fact().iso() + "\"") + ",\"publisher\":";
  append_json_string(to, site.site->organisation.name);
  to += ",\"results\":[";
  bool first = true;
  for (std::uint32_t row : set.rows()) {
    to += first ? "\n" : ",\n";
    first = false;
    append_published(to, site, row);
    pieces.pass();
  }
  to += first ? "]}\n" : "\n]}\n";
  pieces.flush();
}

void write_results_ndjson(const RowSet& set, Sink& out) {
  Pieces pieces(out);
  for (std::uint32_t row : set.rows()) {
    append_published(pieces.buffer, set.site(), row);
    pieces.buffer += '\n';
    pieces.pass();
  }
  pieces.flush();
}

}  // namespace gongshi
