// 5xx: what is not public.
#include <array>

#include "base/catalogue/rows.hpp"

namespace gongshi::catalogue_rows {
namespace {

constexpr std::array rows{
    CatalogueRow{Code::column_dropped,
                 "column_dropped",
                 Severity::note,
                 {"“{0}”列不公开，已略去{1?；只记检查人数|}",
                  "the column \"{0}\" is not public and was left out{1?; the names in it were counted|}"},
                 {"", ""}},
    CatalogueRow{Code::phone_number,
                 "phone_number",
                 Severity::error,
                 {"含有电话号码 {0}，不得公开", "it holds the phone number {0}, which must not be published"},
                 {"删去号码；已经公示了的，先撤回（kind 为 withdrawal）；可以公开的办公电话，写进 site/site.json 的 public_phones",
                  "delete it; if it was published, withdraw the result first (kind withdrawal); an office phone that is meant to be public "
                  "goes into public_phones of site/site.json"}},
    CatalogueRow{
        Code::identity_number,
        "identity_number",
        Severity::error,
        {"含有公民身份号码 {0}（GB 11643），不得公开", "it holds the personal ID number {0} (GB 11643), which must not be published"},
        {"删去号码；已经公示了的，先撤回（kind 为 withdrawal）",
         "delete it; if it was published, withdraw the result first (kind withdrawal)"}},
    CatalogueRow{Code::bank_card,
                 "bank_card",
                 Severity::error,
                 {"含有银行卡号 {0}，不得公开", "it holds the bank card number {0}, which must not be published"},
                 {"删去号码；已经公示了的，先撤回（kind 为 withdrawal）",
                  "delete it; if it was published, withdraw the result first (kind withdrawal)"}},
    CatalogueRow{Code::home_address,
                 "home_address",
                 Severity::error,
                 {"含有个人住址“{0}”，不得公开", "it holds the home address \"{0}\", which must not be published"},
                 {"删去住址，或只写到乡镇、街道；已经公示了的，先撤回（kind 为 withdrawal）",
                  "delete it, or give no more than the township; if it was published, withdraw the result first (kind withdrawal)"}},
    CatalogueRow{Code::number_plate,
                 "number_plate",
                 Severity::error,
                 {"含有车辆号牌 {0}，不得公开", "it holds the number plate {0}, which must not be published"},
                 {"删去号牌；已经公示了的，先撤回（kind 为 withdrawal）",
                  "delete it; if it was published, withdraw the result first (kind withdrawal)"}},
    CatalogueRow{Code::person_named,
                 "person_named",
                 Severity::error,
                 {"含有人员姓名“{0}”，不得公开", "it names a person, \"{0}\", who must not be named in public"},
                 {"删去姓名，或写成“张某某”的样子；已经公示了的，先撤回（kind 为 withdrawal）",
                  "delete the name, or write the surname and 某某; if it was published, withdraw the result first (kind withdrawal)"}},
    CatalogueRow{Code::person_told,
                 "person_told",
                 Severity::error,
                 {"检查对象是个人，公开时称“{0}”，这里却写出了姓名", "the inspected is a person, shown as {0}, but is named in full here"},
                 {"删去姓名，或写成“{0}”", "delete the name, or write {0}"}},
    CatalogueRow{Code::person_in_library,
                 "person_in_library",
                 Severity::error,
                 {"名录库里“{0}”是个人，这条结果却没有写明，姓名会被公开",
                  "{0} is a person in the library of objects, but not in this result: the name would be published"},
                 {"在这条结果里写明对象类型为个人（object_type 为 person）", "say so here: object_type is person"}},
    CatalogueRow{Code::perhaps_person,
                 "perhaps_person",
                 Severity::warning,
                 {"检查对象“{0}”像是个人姓名，会全名公开", "the inspected, {0}, reads like a person, and would be named in full"},
                 {"是个人的，写明对象类型为个人（object_type 为 person）；不是的，写明它的类型",
                  "if a person, say so (object_type is person); if not, give its type"}},
    CatalogueRow{Code::withheld_reason,
                 "withheld_reason",
                 Severity::error,
                 {"不予公开的理由是“其他”，却没有说明依据", "withheld on the ground \"other\", without saying which"},
                 {"在 withheld 的 note 里写明依据的法律、法规条文", "name the article of the law in the note of withheld"}},
    CatalogueRow{Code::secret_object_named,
                 "secret_object_named",
                 Severity::error,
                 {"这里写出了“{0}”，{2?它的结果 {2} {3?不予公开|检查尚未结束}|它在任务 {1} 的抽取名单里，检查尚未结束}，还不能公开",
                  "it names {0}, {2?whose result {2} is {3?withheld|of an inspection that has not ended}|which task {1} has drawn and not "
                  "finished inspecting}: that must not be told yet"},
                 {"删去这个名称（代码），或等检查结束以后再公开；名称与抽查无关、本来就要公开的，写进 site/site.json 的 public_names",
                  "delete it, or publish this after the inspection; a name that is public anyway and has nothing to do with the inspection "
                  "goes into public_names of site/site.json"}}};

}  // namespace

std::span<const CatalogueRow> secrecy() { return rows; }

}  // namespace gongshi::catalogue_rows
