#include "model/category.hpp"

#include <algorithm>

namespace gongshi {
namespace {

constexpr std::array<CategoryFacts, category_count> table{{
    {Category::no_problem, "no-problem", "未发现问题", "", "检查当日、抽查事项范围内，没有发现违反所列规定的情况。"},
    {Category::undisclosed, "undisclosed", "未按规定公示应当公示的信息", "bad", "应当向社会公示的信息没有按规定公示。"},
    {Category::false_disclosure, "false-disclosure", "公示信息隐瞒真实情况弄虚作假", "bad", "公示的信息与真实情况不符。"},
    {Category::unreachable, "unreachable", "通过登记的住所（经营场所）无法联系", "bad", "按登记的住所或者经营场所联系不上检查对象。"},
    {Category::ordered_corrected, "ordered-corrected", "发现问题已责令改正", "warn",
     "检查中发现问题，经指导、提示或告诫，已经改正或已责令限期改正。不等于行政处罚。"},
    {Category::uncooperative, "uncooperative", "不配合检查情节严重", "bad",
     "拒绝进入、拒绝询问、拒绝提供材料或者不如实提供，致使检查无法进行。"},
    {Category::not_operating, "not-operating", "未发现开展本次抽查涉及的经营活动", "idle", "检查时没有开展这次抽查涉及的经营活动。"},
    {Category::follow_up, "follow-up", "发现问题待后续处理", "wait",
     "发现的问题不能当场改正，需要进一步调查处理。处理完毕前，这里不预设结论。"},
    {Category::qualified, "qualified", "合格", "", "被抽查的产品、项目等符合所检项目的要求。"},
    {Category::unqualified, "unqualified", "不合格", "bad", "被抽查的产品、项目等有不符合所检项目要求的。"},
}};

constexpr std::array<Choice, category_count + 1> words = [] {
  std::array<Choice, category_count + 1> out{};
  for (std::size_t i = 0; i < category_count; ++i) out.at(i + 1) = {table.at(i).slug, table.at(i).name};
  return out;
}();

}  // namespace

std::span<const CategoryFacts, category_count> categories() { return table; }

const CategoryFacts& facts(Category category) { return table.at(static_cast<std::size_t>(category) - 1); }

std::optional<Category> category_by_slug(std::string_view slug) {
  auto found = std::ranges::find(table, slug, &CategoryFacts::slug);
  return found == table.end() ? std::nullopt : std::optional(found->category);
}

template <>
std::span<const Choice> choices_of<Category>() {
  return words;
}

}  // namespace gongshi
