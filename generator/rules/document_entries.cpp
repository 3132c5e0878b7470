// Plans, item lists and notices in the ledger: a published one that changes needs a line in its revisions (CONTRACT §3), and none may
// vanish.
#include <algorithm>

#include "base/catalogue.hpp"
#include "rules/stages.hpp"

namespace gongshi {
namespace {

bool out_by(std::optional<Date> date, Date as_of) { return !date || *date <= as_of; }

void report_vanished(const Bench& bench, std::string_view id, const LedgerEntry& entry) {
  Diagnostic d{Code::document_vanished, {std::string(id)}};
  d.record = id;
  d.place = {"content/ledger.ndjson", "", static_cast<std::uint32_t>(entry.seq), 1};
  bench.out.add(std::move(d));
}

/// A published document against its newest entry.
void compare(const Bench& bench, const Trail& trail, ShownDocument& shown) {
  const LedgerEntry& latest = *trail.latest();
  shown.seq = trail.publish->seq;
  shown.latest_seq = latest.seq;
  shown.digest = latest.digest;
  shown.salt = bench.ledger.salts[static_cast<std::size_t>(latest.seq - 1)];
  const Document& document = shown.document;
  if (shown.salt.empty()) {
    bench.out.add(about(Code::salt_missing, document.origin(), document.id, "", {std::to_string(latest.seq)}));
  } else if (document_digest(document, shown.salt) != latest.digest) {
    shown.revised = static_cast<std::int64_t>(document.revisions().size()) > latest.revisions.value_or(0);
    if (!shown.revised) bench.out.add(about(Code::document_changed, document.origin(), document.id, "", {std::string(document.kind())}));
  }
}

/// What is not in the ledger yet goes there with the next publish.
void look_at_revisions(const Bench& bench, const Document& document, Date as_of) {
  for (const Revision& revision : document.revisions())
    if (revision.on && *revision.on > as_of)
      bench.out.add(about(Code::future_revision, document.origin(), document.id, "revisions", {revision.on->iso(), as_of.iso()}));
}

bool unread(const Dataset& data) {
  return !data.unread_of(Plan::shape()).empty() || !data.unread_of(ItemList::shape()).empty() || !data.unread_of(Notice::shape()).empty();
}

}  // namespace

void enter_documents(const Bench& bench, Assessment& site) {
  std::size_t known = 0;
  for (Document& document : documents_of(bench.data)) {
    if (!out_by(document.public_from(), site.as_of)) continue;
    const Trail* trail = bench.trails.document(document.id);
    ShownDocument& shown = site.documents.emplace_back();
    shown.document = std::move(document);
    shown.pending = trail == nullptr;
    if (trail != nullptr) {
      ++known;
      compare(bench, *trail, shown);
    }
    if (shown.pending || shown.revised) look_at_revisions(bench, shown.document, site.as_of);
  }
  if (known == bench.trails.documents().size() || unread(bench.data)) return;
  for (const auto& [id, trail] : bench.trails.documents())
    if (trail.publish != nullptr && trail.publish->on <= site.as_of &&  // else the as-of day lies before its publication
        !std::ranges::binary_search(site.documents, id, {}, [](const ShownDocument& d) -> std::string_view { return d.document.id; }))
      report_vanished(bench, id, *trail.publish);
}

}  // namespace gongshi
