// 4xx: wordings and rules of the profile.
#include <array>

#include "base/catalogue/rows.hpp"

namespace gongshi::catalogue_rows {
namespace {

constexpr std::array rows{
    CatalogueRow{Code::unknown_wording,
                 "unknown_wording",
                 Severity::error,
                 {"{3?“{0}”是检查对象的状态，规则 {1} 没有把它归入哪一类检查结果|检查结果“{0}”不是规则 {1} 允许的用语}",
                  "{3?\"{0}\" is a status of the object, and the profile {1} puts it into no category of results|the result \"{0}\" is not "
                  "a wording "
                  "that the profile {1} allows}"},
                 {"{3?由本单位决定归入哪一类，写进规则的 allowed_results（site/profiles/），不要改写成别的结果|按实际情况选用：{2}}",
                  "{3?let the bureau decide on a category and write it into allowed_results of the profile (site/profiles/); do not turn "
                  "it into another "
                  "result|use one of: {2}}"}},
    CatalogueRow{Code::rule_not_countable,
                 "rule_not_countable",
                 Severity::error,
                 {"规则里的“{0}”算不出日子", "the rule \"{0}\" of the profile gives no day"},
                 {"期限写 days（1 到 366）、unit 和 from（从哪一天起算）；到某月底的，写 month（1 到 12）",
                  "a period has days (1 to 366), unit and from (what it counts from); the end of a month has month (1 to 12)"}},
    CatalogueRow{Code::wording_misprint,
                 "wording_misprint",
                 Severity::warning,
                 {"“{0}”是文件里的误字，按“{1}”计", "\"{0}\" is a misprint of the document, counted as {1}"},
                 {"改为“{1}”", "write {1}"}}};

}  // namespace

std::span<const CatalogueRow> wordings() { return rows; }

}  // namespace gongshi::catalogue_rows
