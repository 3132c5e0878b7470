// 7xx and 8xx: templates and addresses.
#include <array>

#include "base/catalogue/rows.hpp"

namespace gongshi::catalogue_rows {
namespace {

constexpr std::array rows{
    CatalogueRow{Code::template_syntax,
                 "template_syntax",
                 Severity::error,
                 {"模板写法有误：{0}", "the template is not valid: {1}"},
                 {"改正这里，或者删去这个模板，改用程序自带的", "correct it, or delete the template to use the program's own"}},
    CatalogueRow{Code::template_name,
                 "template_name",
                 Severity::error,
                 {"模板里没有“{0}”这个名字", "the template names \"{0}\", which does not exist here"},
                 {"{2}这里可用的名字：{1}", "{2}names here: {1}"}},
    CatalogueRow{Code::template_missing,
                 "template_missing",
                 Severity::error,
                 {"没有模板“{0}”", "there is no template \"{0}\""},
                 {"{1?是不是“{1}”？|在 templates/ 下写好它，或者去掉对它的引用}",
                  "{1?did you mean \"{1}\"?|write it below templates/, or take the reference out}"}},
    CatalogueRow{
        Code::template_unsafe,
        "template_unsafe",
        Severity::error,
        {"“{0}”不是程序生成的标记，不能用三重花括号", "\"{0}\" is not markup made by the program, so it cannot stand in triple braces"},
        {"改用双花括号", "use double braces"}},
    CatalogueRow{Code::address_clash,
                 "address_clash",
                 Severity::error,
                 {"{3?两个文件|两条记录}占用同一个地址 {0}：{1} 和 {2}", "two {3?files|records} claim the address {0}: {1} and {2}"},
                 {"{3?把其中一个改名，网址不区分大小写|给其中一条换一个编号}",
                  "{3?rename one of them: case does not count in an address|give one of them another id}"}}};

}  // namespace

std::span<const CatalogueRow> pages() { return rows; }

}  // namespace gongshi::catalogue_rows
