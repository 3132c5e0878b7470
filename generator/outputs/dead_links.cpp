#include "outputs/dead_links.hpp"

#include <charconv>
#include <filesystem>
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
  std::string target;  ///< the file that the address names, from the root of the site
  Diagnostic fault;    ///< if that is not there
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

/// From the page of the text; an address of nothing but `?…` is the page itself.
std::string target_of(const std::string& page, std::string_view address) {
  std::string path = unescaped(address.substr(0, address.find_first_of("?#")));
  if (path.empty()) return page;
  return (std::filesystem::path(page).parent_path() / path).lexically_normal().generic_string();
}

class Collector {
 public:
  explicit Collector(const Assessment& site) : site_(site) {}

  /// A file of its own.
  template <class Page>
  void page(const Page& page, const std::string& address) {
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
    Diagnostic fault{.code = Code::dead_link, .args = {link.address, target}};
    return written.emplace_back(Written{std::move(target), std::move(fault)}).fault;
  }

  const Assessment& site_;
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
  for (Written& written : found.written)
    if (missing.contains(written.target)) out.add(std::move(written.fault));
}

}  // namespace gongshi
