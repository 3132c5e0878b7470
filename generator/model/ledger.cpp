#include "model/ledger.hpp"

#include <algorithm>
#include <array>

namespace gongshi {
namespace {
constexpr std::array<Choice, 6> kinds{
    {{"", ""}, {"publish", "公示"}, {"correct", "更正"}, {"withdraw", "撤回"}, {"draw", "抽取"}, {"release", "发布"}}};
}

template <>
std::span<const Choice> choices_of<EntryKind>() {
  return kinds;
}

const Shape& LedgerEntry::shape() {
  static const Shape shape{
      "ledger_entry",
      {field<&LedgerEntry::seq>("seq").means("序号").must(), field<&LedgerEntry::on>("on").means("日期").must(),
       field<&LedgerEntry::kind>("kind").means("种类").must(), field<&LedgerEntry::id>("id").means("编号").must(),
       field<&LedgerEntry::digest>("digest").means("数据摘要").as(Format::hex64).must(),
       field<&LedgerEntry::department>("department").means("检查机关"), field<&LedgerEntry::field_name>("field").means("更正的字段"),
       field<&LedgerEntry::correction>("correction").means("更正的种类"),
       field<&LedgerEntry::approver_role>("approver_role").means("批准人职务"),
       field<&LedgerEntry::approved_on>("approved_on").means("批准日期"), field<&LedgerEntry::drawn>("drawn").means("抽取的对象数"),
       field<&LedgerEntry::revisions>("revisions").means("当时的修订次数（计划、清单、公告）"),
       field<&LedgerEntry::reported>("reported").means("他处公示日期的摘要（加盐）").as(Format::hex64),
       field<&LedgerEntry::started>("started").means("任务完成日期的摘要（加盐）").as(Format::hex64),
       field<&LedgerEntry::told>("told").means("更正本身的摘要（加盐），连同原因、批准人和调查结论").as(Format::hex64),
       field<&LedgerEntry::approved>("approved").means("签批清单的摘要，加盐").as(Format::hex64),
       field<&LedgerEntry::prev>("prev").means("上一条的哈希").as(Format::hex64).must(),
       field<&LedgerEntry::hash>("hash").means("本条的哈希").as(Format::hex64).must()}};
  return shape;
}

const Shape& Salt::shape() {
  static const Shape shape{
      "salt", {field<&Salt::seq>("seq").means("台账序号").must(), field<&Salt::salt>("salt").means("盐值").as(Format::hex32).must()}};
  return shape;
}

const Shape& KeptPlace::shape() {
  static const Shape shape{
      "kept_place",
      {field<&KeptPlace::place>("place").means("网站上保留的位置：tasks/编号、categories/类别、summaries/年月、objects/编号").must(),
       field<&KeptPlace::seq>("seq").means("台账序号：结果由这一条登记进入该处；对象网址没有")}};
  return shape;
}

std::string_view Ledger::head() const { return entries.empty() ? no_hash : entries.back().hash; }

Ledger ledger_until(const Ledger& ledger, Date day) {
  Ledger out;
  auto after = std::ranges::find_if(ledger.entries, [&](const LedgerEntry& entry) { return entry.on && *entry.on > day; });
  out.entries.assign(ledger.entries.begin(), after);
  out.salts.assign(ledger.salts.begin(),
                   ledger.salts.begin() + static_cast<std::ptrdiff_t>(std::min(ledger.salts.size(), out.entries.size())));
  return out;
}

}  // namespace gongshi
