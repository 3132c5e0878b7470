#include "outputs/feeds/sitemap.hpp"

#include <algorithm>

#include "outputs/data/rows.hpp"
#include "outputs/feeds/xml.hpp"
#include "outputs/links.hpp"

namespace gongshi {
namespace {

bool is_page(std::string_view path) { return path.ends_with(".html"); }

/// `results/R1.html` in folder `results/`: `R1`; nothing for paths elsewhere or deeper.
std::string_view name_in(std::string_view path, std::string_view folder) {
  if (!path.starts_with(folder) || !is_page(path)) return {};
  std::string_view name = path.substr(folder.size(), path.size() - folder.size() - std::string_view(".html").size());
  return name.find('/') == std::string_view::npos ? name : std::string_view{};
}

Date latest(std::optional<Date> first, const std::vector<Revision>& revisions, Date as_of) {
  Date out = first.value_or(Date{});
  for (const Revision& revision : revisions)
    if (revision.on && *revision.on <= as_of) out = std::max(out, *revision.on);
  return out;
}

}  // namespace

Sitemap::Sitemap(const Assessment& site, const OutputPlan& plan) : site_(site) {
  for (std::size_t k = 0; k < plan.kinds(); ++k) {
    const OutputKind& kind = plan.kind(k);
    if (kind.count() == 0 || !is_page(kind.path(0)) || kind.path(0) == "404.html") continue;
    kinds_.push_back(&kind);
    pages_ += kind.count();
  }
  for (const ShownTask& task : site.tasks) dated_[links::task(task.task->id)] = task.newest_fact;
  for (const PeriodSummary& summary : site.periods) dated_[links::summary(summary.period)] = summary.newest_fact;
  for (const Plan* of : site.plans)
    dated_[links::plan(of->id)] = latest(of->published_on ? of->published_on : of->issued_on, of->revisions, site.as_of);
  for (const Notice* notice : site.notices) dated_[links::notice(notice->slug)] = latest(notice->date, notice->revisions, site.as_of);
  for (const GuidePage* page : site.guide) dated_[links::guide(page->slug)] = page->date.value_or(Date{});
  dated_["index.html"] = site.newest_fact;
}

bool Sitemap::left_out(std::string_view path) const {
  if (!is_page(path) || path == "404.html") return true;
  std::string_view id = name_in(path, "objects/");
  if (id.empty()) return false;
  return std::ranges::binary_search(site_.pointers, id, {}, [](const ObjectPointer& p) -> std::string_view { return p.id; });
}

std::optional<Date> Sitemap::last_change(std::string_view path) const {
  Date date;
  if (std::string_view id = name_in(path, "results/"); !id.empty()) {
    if (const ShownResult* r = site_.find_result(id)) date = r->newest_fact;
  } else if (std::string_view object = name_in(path, "objects/"); !object.empty()) {
    auto found = std::ranges::lower_bound(site_.objects, object, {}, [](const ShownObject& o) -> std::string_view { return o.id; });
    if (found != site_.objects.end() && found->id == object) date = found->newest_fact;
  } else if (auto named = dated_.find(std::string(path)); named != dated_.end()) {
    date = named->second;
  }
  return date == Date{} ? std::nullopt : std::optional(date);
}

template <class Visit>
void Sitemap::each(std::size_t part, const Visit& visit) const {
  std::size_t from = part * most;
  std::size_t to = std::min(pages_, from + most);
  std::size_t base = 0;
  for (const OutputKind* kind : kinds_) {
    std::size_t count = kind->count();
    for (std::size_t i = std::max(base, from); i < std::min(base + count, to); ++i)
      if (std::string path = kind->path(i - base); !left_out(path)) visit(path);
    base += count;
  }
}

void Sitemap::hash_part(std::size_t part, QuickHasher& hasher) const {
  hasher.add_part(site_.site->base_url);
  each(part, [&](const std::string& path) {
    hasher.add_part(path);
    hasher.add_part(static_cast<std::uint64_t>(last_change(path).value_or(Date{}) - Date{}));
  });
}

void Sitemap::write_part(std::size_t part, Sink& out) const {
  Pieces pieces(out);
  std::string& to = pieces.buffer;
  to += xml_declaration;
  to += "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  each(part, [&](const std::string& path) {
    to += "<url>";
    append_element(to, "loc", links::absolute(*site_.site, path));
    if (auto date = last_change(path); date && *date != no_fact) append_element(to, "lastmod", date->iso());
    to += "</url>\n";
    pieces.pass();
  });
  to += "</urlset>\n";
  pieces.flush();
}

std::string Sitemap::index() const {
  std::string out(xml_declaration);
  out += "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (std::size_t part = 1; part <= parts(); ++part) {
    out += "<sitemap>";
    append_element(out, "loc", links::absolute(*site_.site, "sitemap-" + std::to_string(part) + ".xml"));
    out += "</sitemap>\n";
  }
  out += "</sitemapindex>\n";
  return out;
}

std::string robots(const Site& site) {
  // Rules name paths from the host: a site below a prefix names its own. (It only counts where the host serves it as /robots.txt.)
  std::string out = "User-agent: *\n";
  out += (site.sample ? "Disallow: " : "Allow: ") + links::from_host(site, "index.html") + "\n";
  out += "Sitemap: " + links::absolute(site, "sitemap.xml") + "\n";
  return out;
}

}  // namespace gongshi
