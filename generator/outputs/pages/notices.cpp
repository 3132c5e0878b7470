// notices.html, notices/page/N.html and notices/SLUG.html: announcements.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "formats/text/markdown.hpp"
#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/pager.hpp"
#include "outputs/pages.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

constexpr std::string_view address = "notices.html";

struct NoticeRow {
  Link notice;
  std::optional<Date> on;
  static const Shape& shape() {
    static const Shape shape{"notice_row", {field<&NoticeRow::notice>("notice"), field<&NoticeRow::on>("on")}};
    return shape;
  }
};

struct NoticesView {
  PageFrame frame;
  std::string heading;
  std::vector<NoticeRow> notices;
  std::optional<Pager> pager;
  static const Shape& shape() {
    using V = NoticesView;
    static const Shape shape{
        "notices", {field<&V::frame>("frame"), field<&V::heading>("heading"), field<&V::notices>("notices"), field<&V::pager>("pager")}};
    return shape;
  }
};

struct NoticeView {
  PageFrame frame;
  std::string_view title, index_number, category, issuer, document_number, valid;
  std::optional<Day> on;
  std::vector<std::string> revisions;
  bool has_revisions = false;
  Html body;
  std::vector<Link> attachments;
  bool has_attachments = false;
  static const Shape& shape() {
    using V = NoticeView;
    static const Shape shape{
        "notice",
        {field<&V::frame>("frame"), field<&V::title>("title"), field<&V::index_number>("index_number"), field<&V::category>("category"),
         field<&V::issuer>("issuer"), field<&V::document_number>("document_number"), field<&V::valid>("valid"), field<&V::on>("on"),
         field<&V::revisions>("revisions"), field<&V::has_revisions>("has_revisions"), field<&V::body>("body"),
         field<&V::attachments>("attachments"), field<&V::has_attachments>("has_attachments")}};
    return shape;
  }
};

Date newest_fact(const Notice& notice) {
  Date newest = notice.date.value_or(Date{});
  for (const Revision& revision : notice.revisions)
    if (revision.on) newest = std::max(newest, *revision.on);
  return newest;
}

NoticesView notices_view(const Assessment& site, const Frames& frames, std::size_t number) {
  NoticesView view;
  view.heading = list_title("通知公告", number);
  view.frame = frames.page(SiteColumn::notices, number == 0, list_path(address, number), view.heading);
  if (number != 0) view.frame.set_here("第" + std::to_string(number) + "页");
  std::size_t all = site.notices.size();
  ListPart part = list_part(all, number);
  Date newest;
  for (std::size_t i = part.last; i-- > part.first;) {
    const Notice& notice = *site.notices[all - 1 - i];  // newest first there, oldest first in numbered lists
    view.notices.push_back({{links::notice(notice.slug), std::string(notice.title)}, notice.date});
    newest = std::max(newest, newest_fact(notice));
  }
  view.frame.set_until(newest);
  view.pager = pager(address, all, number);
  return view;
}

/// `检查表（XLSX，9 KB）`: the ending and the size, where the file is known.
std::string attachment_name(const Assessment& site, std::string_view path) {
  std::string name(path.substr(path.rfind('/') + 1));
  std::size_t dot = name.rfind('.');
  std::string kind = dot == std::string::npos ? std::string() : upper_ascii(name.substr(dot + 1));
  std::string size;
  for (const StaticFile* file : site.statics)
    if (file->path == path) size = std::to_string((file->size + 1023) / 1024) + " KB";
  if (kind.empty() && size.empty()) return name;
  std::string between = kind.empty() || size.empty() ? "" : "，";
  return name.substr(0, dot) + "（" + kind + between + size + "）";
}

NoticeView notice_view(const Assessment& site, const Frames& frames, const Notice& notice) {
  NoticeView view;
  view.title = notice.title;
  view.frame = frames.page(SiteColumn::notices, false, links::notice(notice.slug), std::string(notice.title));
  view.frame.article = ArticleTags{std::string(notice.title), notice.date};
  view.index_number = notice.index_number;
  view.category = notice.category;
  view.issuer = notice.issuer.empty() ? frames.site().publisher : notice.issuer;
  view.document_number = notice.document_number;
  view.valid = notice.valid;
  view.on = day(notice.date);
  for (const Revision& revision : notice.revisions)
    view.revisions.push_back((revision.on ? revision.on->chinese() + "：" : std::string()) + std::string(revision.note));
  view.has_revisions = !view.revisions.empty();
  view.frame.set_until(newest_fact(notice));
  std::vector<MarkdownFault> said_when_read;
  view.body = markdown(notice.body, {.root = links::up(links::notice(notice.slug))}, said_when_read);
  for (std::string_view file : notice.attachments) {
    std::string path = attachment_path(file);
    std::string name = attachment_name(site, path);
    view.attachments.push_back({std::move(path), std::move(name)});
  }
  view.has_attachments = !view.attachments.empty();
  return view;
}

}  // namespace

void add_notice_pages(const PageContext& context, OutputPlan& plan) {
  const Assessment& site = context.site;
  if (site.notices.empty()) return;
  if (auto made = context.compile<NoticesView>("pages/notices.html"))
    plan.add(std::make_unique<PageKind<NoticesView>>(
        "notice lists", std::move(made), 1 + links::pages(site.notices.size()), [](std::size_t i) { return list_path(address, i); },
        [&site, frames = context.frames](std::size_t i) { return notices_view(site, *frames, i); }));
  if (auto made = context.compile<NoticeView>("pages/notice.html"))
    plan.add(std::make_unique<PageKind<NoticeView>>(
        "notices", std::move(made), site.notices.size(), [&site](std::size_t i) { return links::notice(site.notices[i]->slug); },
        [&site, frames = context.frames](std::size_t i) { return notice_view(site, *frames, *site.notices[i]); }));
}

}  // namespace gongshi
