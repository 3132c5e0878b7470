#include "outputs/frame.hpp"

#include <utility>

#include "base/text.hpp"
#include "formats/template/view_digest.hpp"
#include "outputs/links.hpp"

namespace gongshi {
const Shape& ColumnTags::shape() {
  static const Shape shape{"column",
                           {field<&ColumnTags::name>("name"), field<&ColumnTags::description>("description"),
                            field<&ColumnTags::keywords>("keywords"), field<&ColumnTags::type>("type"), field<&ColumnTags::path>("path")},
                           [](const void* p) -> std::string_view { return static_cast<const ColumnTags*>(p)->seal; }};
  return shape;
}

const Shape& NavItem::shape() {
  static const Shape shape{
      "nav_item",
      {field<&NavItem::path>("path"), field<&NavItem::lead>("lead"), field<&NavItem::word>("word"), field<&NavItem::current>("current")}};
  return shape;
}

const Shape& Nav::shape() {
  static const Shape shape{
      "nav", {field<&Nav::items>("items")}, [](const void* p) -> std::string_view { return static_cast<const Nav*>(p)->seal; }};
  return shape;
}

const Shape& SiteFrame::shape() {
  static const Shape shape{"site",
                           {field<&SiteFrame::publisher>("publisher"),
                            field<&SiteFrame::organisation>("organisation"),
                            field<&SiteFrame::site_name>("site_name"),
                            field<&SiteFrame::domain>("domain"),
                            field<&SiteFrame::id_code>("id_code"),
                            field<&SiteFrame::licence>("licence"),
                            field<&SiteFrame::sponsor>("sponsor"),
                            field<&SiteFrame::operated_by>("operated_by"),
                            field<&SiteFrame::contact>("contact"),
                            field<&SiteFrame::address>("address"),
                            field<&SiteFrame::postcode>("postcode"),
                            field<&SiteFrame::icp>("icp"),
                            field<&SiteFrame::police>("police"),
                            field<&SiteFrame::police_digits>("police_digits"),
                            field<&SiteFrame::conac>("conac"),
                            field<&SiteFrame::base>("base"),
                            field<&SiteFrame::base_escaped>("base_escaped"),
                            field<&SiteFrame::guide>("guide"),
                            field<&SiteFrame::guide_title>("guide_title"),
                            field<&SiteFrame::sample>("sample")},
                           [](const void* p) -> std::string_view { return static_cast<const SiteFrame*>(p)->seal; }};
  return shape;
}

const Shape& Crumb::shape() {
  static const Shape shape{"crumb", {field<&Crumb::path>("path"), field<&Crumb::name>("name")}};
  return shape;
}

const Shape& ArticleTags::shape() {
  static const Shape shape{"article", {field<&ArticleTags::title>("title"), field<&ArticleTags::date>("date")}};
  return shape;
}

const Shape& PageFrame::shape() {
  static const Shape shape{
      "frame",
      {field<&PageFrame::site>("site"), field<&PageFrame::nav>("nav"), field<&PageFrame::column>("column"), field<&PageFrame::root>("root"),
       field<&PageFrame::path>("path"), field<&PageFrame::path_escaped>("path_escaped"), field<&PageFrame::title>("title"),
       field<&PageFrame::description>("description"), field<&PageFrame::article>("article"), field<&PageFrame::trail_shown>("trail_shown"),
       field<&PageFrame::trail>("trail"), field<&PageFrame::here>("here"), field<&PageFrame::indexed>("indexed"),
       field<&PageFrame::until>("until"), field<&PageFrame::until_chinese>("until_chinese")}};
  return shape;
}

void PageFrame::set_until(Date newest_fact) {
  if (newest_fact == no_fact) return;
  until = newest_fact;
  until_chinese = newest_fact.chinese();
}

void PageFrame::set_here(std::string_view name) {
  static constexpr std::size_t longest = 10;
  if (characters(name) <= longest) here = name;
}

Frames::Frames(const Assessment& site) {
  fill_site(site);
  fill_columns(site);
  fill_navigation();
  site_.seal = seal_of(SiteFrame::shape(), &site_);
  for (ColumnTags& column : columns_) column.seal = seal_of(ColumnTags::shape(), &column);
  for (auto& pair : navigation_)
    for (Nav& nav : pair) nav.seal = seal_of(Nav::shape(), &nav);
}

void Frames::fill_site(const Assessment& site) {
  const Site& from = *site.site;
  site_.organisation = from.organisation.name;
  site_.publisher = from.organisation.short_name.empty() ? from.organisation.name : from.organisation.short_name;
  site_.site_name = from.site.name;
  site_.domain = from.site.domain;
  site_.id_code = from.site.id_code;
  site_.licence = from.licence;
  site_.sponsor = from.organisation.name;
  if (const auto& footer = from.footer) {
    if (!footer->sponsor.empty()) site_.sponsor = footer->sponsor;
    site_.operated_by = footer->operated_by;
    site_.contact = footer->contact;
    site_.address = footer->address;
    site_.postcode = footer->postcode;
    site_.icp = footer->icp;
    site_.police = footer->police;
    site_.conac = footer->conac;
    for (char c : footer->police)
      if (c >= '0' && c <= '9') site_.police_digits += c;
  }
  site_.base = links::absolute(from, "");
  site_.base_escaped = query_escaped(site_.base);
  site_.sample = from.sample;
  if (!site.guide.empty()) {
    first_guide_ = links::guide(site.guide.front()->slug);
    site_.guide = first_guide_;
    site_.guide_title = site.guide.front()->title;
  }
}

/// A column without content has no page and no place in the navigation; results, corrections and the search are always there.
void Frames::fill_columns(const Assessment& site) {
  auto set = [&](SiteColumn column, ColumnTags tags, std::string_view lead, std::string_view word) {
    auto i = static_cast<std::size_t>(column);
    columns_[i] = std::move(tags);
    leads_[i] = lead;
    words_[i] = word;
  };
  set(SiteColumn::results, {"检查结果", "双随机抽查检查结果公示", "双随机,抽查结果,公示", "数据发布", "results.html"}, "检查", "结果");
  if (!site.plans.empty())
    set(SiteColumn::plans, {"抽查计划", "年度双随机抽查工作计划公告", "双随机,抽查计划", "信息公开", "plans.html"}, "抽查", "计划");
  else if (!site.tasks.empty())
    set(SiteColumn::plans, {"抽查任务", "双随机抽查任务公告", "双随机,抽查任务", "信息公开", "tasks.html"}, "抽查", "任务");
  else if (!site.items.empty())
    set(SiteColumn::plans, {"抽查事项", "随机抽查事项清单", "双随机,抽查事项", "信息公开", "items.html"}, "抽查", "事项");
  if (!site.periods.empty())
    set(SiteColumn::summaries, {"数据统计", "抽查结果分类汇总", "双随机,统计,汇总", "数据发布", "summaries.html"}, "数据", "统计");
  set(SiteColumn::corrections, {"结果更正", "已公示结果的更正和后续进展", "更正,后续进展", "数据发布", "corrections.html"}, "结果", "更正");
  if (!site.notices.empty())
    set(SiteColumn::notices, {"通知公告", "双随机抽查通知公告", "通知,公告", "工作动态", "notices.html"}, "通知", "公告");
  if (!first_guide_.empty())
    set(SiteColumn::guide, {"阅读指南", "怎样看懂检查结果", "阅读指南,法律依据", "政策解读", first_guide_}, "阅读", "指南");
  set(SiteColumn::search, {"名称查询", "按名称、代码或目录查找检查对象", "查询", "数据发布", "search.html"}, "名称", "查询");
}

void Frames::fill_navigation() {
  for (std::size_t current = 0; current < column_count; ++current)
    for (std::size_t own = 0; own < 2; ++own)
      for (std::size_t i = 1; i < column_count; ++i)
        if (!columns_[i].path.empty())
          navigation_[current][own].items.push_back(
              {columns_[i].path, leads_[i], words_[i], i != current ? "" : (own != 0 ? "page" : "true")});
}

PageFrame Frames::page(SiteColumn column, bool own, std::string path, std::string title) const {
  auto i = static_cast<std::size_t>(column);
  PageFrame frame;
  frame.site = &site_;
  frame.nav = &navigation_[i][own ? 1 : 0];
  frame.root = links::up(path);
  frame.title = std::move(title);
  if (path != "index.html") {
    frame.path_escaped = query_escaped(path);
    frame.path = std::move(path);
  }
  if (column == SiteColumn::none) return frame;
  frame.column = &columns_[i];
  frame.trail_shown = true;
  if (own)
    frame.here = columns_[i].name;
  else
    frame.trail.push_back({columns_[i].path, std::string(columns_[i].name)});
  return frame;
}

std::string query_escaped(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size() + 8);
  for (char c : text) {
    bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
      continue;
    }
    auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

}  // namespace gongshi
