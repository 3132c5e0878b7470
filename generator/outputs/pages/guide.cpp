// guide/SLUG.html: how to read the results, the legal basis, how to object.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "formats/text/markdown.hpp"
#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/pages.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

struct GuideView {
  PageFrame frame;
  std::string_view title;
  std::optional<Date> on;
  Html body;
  std::vector<Link> pages;  ///< of the guide
  bool several = false;
  static const Shape& shape() {
    using V = GuideView;
    static const Shape shape{"guide",
                             {field<&V::frame>("frame"), field<&V::title>("title"), field<&V::on>("on"), field<&V::body>("body"),
                              field<&V::pages>("pages"), field<&V::several>("several")}};
    return shape;
  }
};

GuideView guide_view(const Assessment& site, const Frames& frames, const GuidePage& page) {
  GuideView view;
  view.title = page.title;
  view.frame = frames.page(SiteColumn::guide, &page == site.guide.front(), links::guide(page.slug), std::string(page.title));
  view.frame.article = ArticleTags{std::string(page.title), page.date};
  view.frame.set_until(page.date.value_or(Date{}));
  view.on = page.date;
  std::vector<MarkdownFault> said_when_read;
  view.body = markdown(page.body, {.root = links::up(links::guide(page.slug))}, said_when_read);
  for (const GuidePage* other : site.guide) view.pages.push_back({links::guide(other->slug), std::string(other->title), other == &page});
  view.several = view.pages.size() > 1;
  return view;
}

}  // namespace

void add_guide_pages(const PageContext& context, OutputPlan& plan) {
  const Assessment& site = context.site;
  auto made = context.compile<GuideView>("pages/guide.html");
  if (made == nullptr) return;
  plan.add(std::make_unique<PageKind<GuideView>>(
      "guide", std::move(made), site.guide.size(), [&site](std::size_t i) { return links::guide(site.guide[i]->slug); },
      [&site, frames = context.frames](std::size_t i) { return guide_view(site, *frames, *site.guide[i]); }));
}

}  // namespace gongshi
