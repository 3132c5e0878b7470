#include "rules/judge_result.hpp"

#include "base/catalogue.hpp"
#include "rules/secrecy/text_search.hpp"

namespace gongshi {

ResultJudge::ResultJudge(const Dataset& root) : root_(root), wordings_(*root.profile) {
  for (std::string_view phone : root.site.public_phones) add_public_phones(phone, phones_);
  if (root.site.footer) add_public_phones(root.site.footer->contact, phones_);
}

void ResultJudge::judge(const Result& result, Diagnostics& out) const {
  Diagnostics found;
  if (!result.result.empty() && !wordings_.meaning(result.result))
    found.add(
        about(Code::unknown_wording, result.origin, result.id, "result", unknown_wording_args(result.result, *root_.profile, wordings_)));
  // One for each result: a search remembers texts by their address, and the texts of a long table go as it is read.
  TextSearch search(phones_, root_.site.accepted_codes, found);
  search.about_record(result.origin, result.id);
  search.read(Result::shape(), &result);
  std::erase_if(found.items(), [](const Diagnostic& d) { return catalogue_row(d.code).severity != Severity::error; });
  out.take(std::move(found));
}

}  // namespace gongshi
