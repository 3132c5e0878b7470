#include "outputs/dead_links.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/catalogue.hpp"
#include "formats/text/markdown.hpp"
#include "outputs/links.hpp"

namespace gongshi {
namespace {

struct Written {
  std::string target;    ///< the file that the address names, from the root of the site
  std::string fragment;  ///< the place in it; empty: none is named
  Diagnostic fault;      ///< if that is not there
};

/// `%E9%99%84` → 附; what is no such pair stands for itself.
std::string unescaped(std::string_view address) {
  std::string out;
  for (std::size_t i = 0; i < address.size(); ++i) {
    unsigned value = 0;
    std::string_view pair = address.substr(i + 1, 2);
    bool escaped = address[i] == '%' && pair.size() == 2 && std::from_chars(pair.data(), pair.data() + 2, value, 16).ptr == pair.data() + 2;
    out += escaped ? static_cast<char>(value) : address[i];
    if (escaped) i += 2;
  }
  return out;
}

/// From the page of the text; an address of nothing but `?…` or `#…` is the page itself.
std::string target_of(const std::string& page, std::string_view address) {
  std::string path = unescaped(address.substr(0, address.find_first_of("?#")));
  if (path.empty()) return page;
  if (path == "/") return "index.html";
  if (path.front() == '/') return std::filesystem::path(path.substr(1)).lexically_normal().generic_string();
  return (std::filesystem::path(page).parent_path() / path).lexically_normal().generic_string();
}

std::string fragment_of(std::string_view address) {
  std::size_t mark = address.find('#');
  return mark == std::string_view::npos ? "" : unescaped(address.substr(mark + 1));
}

class Collector {
 public:
  explicit Collector(const Assessment& site) : site_(site) {}

  /// A file of its own.
  template <class Page>
  void page(const Page& page, const std::string& address) {
    texts.emplace(address, page.body);
    for (const MarkdownLink& link : links_of(page.body, page.body_line)) {
      Diagnostic& fault = add(link, address);
      fault.place.file = site_.data->files[page.origin.file];
      fault.place.line = link.line;
      fault.place.column = link.column;
    }
  }

  void preamble(const Plan& plan) {
    for (const MarkdownLink& link : links_of(plan.preamble, 1)) {
      Diagnostic& fault = add(link, links::plan(plan.id));
      fault.record = plan.id;
      fault.field = "preamble";
      fault.origin = plan.origin;
    }
  }

  std::vector<Written> written;
  std::map<std::string, std::string_view> texts;  ///< by the page on which one stands alone

 private:
  static std::vector<MarkdownLink> links_of(std::string_view text, std::uint32_t first_line) {
    std::vector<MarkdownLink> links;
    std::vector<MarkdownFault> said_when_read;
    MarkdownOptions options;
    options.first_line = first_line;
    options.links = &links;
    if (text.find("](") != std::string_view::npos || text.find("]:") != std::string_view::npos) markdown(text, options, said_when_read);
    return links;
  }

  Diagnostic& add(const MarkdownLink& link, const std::string& page) {
    std::string target = target_of(page, link.address);
    std::string fragment = fragment_of(link.address);
    Diagnostic fault{.code = Code::dead_link, .args = {link.address, target}};
    return written.emplace_back(Written{std::move(target), std::move(fragment), std::move(fault)}).fault;
  }

  const Assessment& site_;
};

/// Whether a heading of the text has this id.
class Anchors {
 public:
  explicit Anchors(const std::map<std::string, std::string_view>& texts) : texts_(texts) {}
  /// Also for pages that are more than a text: what places they have is known to their templates.
  bool there(const std::string& page, const std::string& id) {
    auto text = texts_.find(page);
    if (text == texts_.end()) return true;
    auto [known, fresh] = ids_.try_emplace(page);
    std::vector<MarkdownFault> said_when_read;
    if (fresh) markdown(text->second, {.ids = &known->second}, said_when_read);
    return std::ranges::find(known->second, id) != known->second.end();
  }

 private:
  const std::map<std::string, std::string_view>& texts_;
  std::map<std::string, std::vector<std::string>> ids_;
};

}  // namespace

void report_dead_links(const Assessment& site, const OutputPlan& plan, Diagnostics& out) {
  Collector found(site);
  for (const Notice* notice : site.notices) found.page(*notice, links::notice(notice->slug));
  for (const GuidePage* page : site.guide) found.page(*page, links::guide(page->slug));
  for (const Plan* document : site.plans) found.preamble(*document);
  if (found.written.empty()) return;
  std::unordered_set<std::string> missing;
  for (const Written& written : found.written) missing.insert(written.target);
  for (OutputRef ref : plan.all()) missing.erase(plan.path(ref));
  Anchors anchors(found.texts);
  for (Written& written : found.written) {
    bool page = !missing.contains(written.target);
    if (page && (written.fragment.empty() || anchors.there(written.target, written.fragment))) continue;
    if (page) written.fault.args.back() += "#" + written.fragment;
    out.add(std::move(written.fault));
  }
}

}  // namespace gongshi
