#include "outputs/feeds/atom.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>

#include "outputs/changes.hpp"
#include "outputs/data/published.hpp"
#include "outputs/feeds/xml.hpp"
#include "outputs/links.hpp"
#include "outputs/views.hpp"

namespace gongshi {
namespace {

constexpr std::size_t most = 50;

bool fit_for_feeds(const ShownResult& r) { return !r.withdrawn && r.record->object_type != ObjectType::person; }

/// Feeds want a time; no record has one.
std::string time_of(Date date) { return date.iso() + "T00:00:00+08:00"; }

std::string title_of(const Assessment& site, const FeedEntry& entry) {
  std::string out;
  if (entry.correction) {
    const ShownCorrection& c = site.corrections[entry.index];
    const ShownResult& r = site.results[c.result];
    return (c.pending ? "［待公示］" : "") + std::string(label(c.correction->kind)) + "：" + std::string(r.record->object_name);
  }
  const ShownResult& r = site.results[entry.index];
  if (r.pending) out += "［待公示］";
  out += std::string(r.record->object_name) + "：" + std::string(r.record->result);
  return out;
}

std::string summary_of(const Assessment& site, const FeedEntry& entry) {
  if (entry.correction) {
    const ShownCorrection& c = site.corrections[entry.index];
    std::string out = told_change(site, c);
    if (shows_values(site, c) && !c.correction->reason.empty()) out += (out.empty() ? "" : "。原因：") + std::string(c.correction->reason);
    return out;
  }
  const ShownResult& r = site.results[entry.index];
  std::string out = std::string(r.record->department);
  if (r.record->inspected_on) out += r.record->inspected_on->chinese() + "检查";
  if (!r.record->items.empty()) out += "，抽查事项：" + items_in_short(r.record->items);
  if (!r.wording.empty() && r.category != Category::none)
    out += "，结果类别：" + std::string(facts(r.category).name) + (r.approximate ? "（近似）" : "");
  return out;
}

/// The page of the result; a correction is a place on it.
std::string address_of(const Assessment& site, const FeedEntry& entry) {
  if (!entry.correction) return links::absolute(*site.site, links::result(site.results[entry.index].id));
  const ShownCorrection& c = site.corrections[entry.index];
  return links::absolute(*site.site, links::result(site.results[c.result].id)) + "#" + correction_anchor(site, c);
}

void append_entry(std::string& out, const Assessment& site, const FeedEntry& entry) {
  std::uint32_t result = entry.correction ? site.corrections[entry.index].result : entry.index;
  const ShownResult& r = site.results[result];
  std::string address = address_of(site, entry);
  out += "<entry>";
  append_element(out, "title", title_of(site, entry));
  append_element(out, "id", address);
  out += "<link href=\"";
  escape_html(out, address);
  out += "\"/>";
  append_element(out, "updated", time_of(entry.on));
  if (r.category != Category::none) {
    out += "<category term=\"";
    out += facts(r.category).slug;
    out += "\" label=\"";
    escape_html(out, facts(r.category).name);
    out += "\"/>";
  }
  append_element(out, "summary", summary_of(site, entry));
  out += "</entry>\n";
}

}  // namespace

std::vector<FeedEntry> feed_entries(const Assessment& site) {
  constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
  std::vector<std::tuple<Date, std::int64_t, bool, std::uint32_t>> all;
  for (std::uint32_t i = 0; i < site.results.size(); ++i)
    if (const ShownResult& r = site.results[i]; fit_for_feeds(r)) all.emplace_back(r.published_on, r.pending ? last : r.seq, false, i);
  for (std::uint32_t k = 0; k < site.corrections.size(); ++k)
    if (const ShownCorrection& c = site.corrections[k]; fit_for_feeds(site.results[c.result]))
      all.emplace_back(c.on, c.pending ? last : c.seq, true, k);
  auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(most, all.size()));
  std::partial_sort(all.begin(), end, all.end(), std::greater<>{});
  std::vector<FeedEntry> out;
  for (auto at = all.begin(); at != end; ++at) out.push_back({std::get<2>(*at), std::get<3>(*at), std::get<0>(*at)});
  return out;
}

void append_feed(std::string& out, const Assessment& site) {
  out += xml_declaration;
  out += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n";
  append_element(out, "title", site.site->site.name);
  if (site.site->sample) append_element(out, "subtitle", "演示数据，机构、企业和结果均为虚构");
  append_element(out, "id", links::absolute(*site.site, "index.html"));
  out += "\n<link rel=\"self\" type=\"application/atom+xml\" href=\"";
  escape_html(out, links::absolute(*site.site, "feed.xml"));
  out += "\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"";
  escape_html(out, links::absolute(*site.site, "index.html"));
  out += "\"/>\n";
  append_element(out, "updated", time_of(site.newest_fact));
  out += "\n<author>";
  append_element(out, "name", site.site->organisation.name);
  out += "</author>\n";
  for (const FeedEntry& entry : feed_entries(site)) append_entry(out, site, entry);
  out += "</feed>\n";
}

}  // namespace gongshi
