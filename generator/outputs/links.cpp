#include "outputs/links.hpp"

#include <algorithm>

namespace gongshi::links {
namespace {

std::string html(std::string_view folder, std::string_view name) {
  std::string out;
  out.reserve(folder.size() + name.size() + 6);
  out += folder;
  out += '/';
  out += name;
  out += ".html";
  return out;
}

}  // namespace

std::string result(std::string_view id) { return html("results", id); }
std::string object(std::string_view id) { return html("objects", id); }
std::string task(std::string_view id) { return html("tasks", id); }
std::string plan(std::string_view id) { return html("plans", id); }
std::string plan_workbook(std::string_view id) { return "plans/" + std::string(id) + ".xlsx"; }
std::string item_workbook() { return "items.xlsx"; }
std::string notice(std::string_view slug) { return html("notices", slug); }
std::string guide(std::string_view slug) { return html("guide", slug); }
std::string category(Category category) { return html("categories", facts(category).slug); }
std::string summary(const Period& period) { return html("summaries", period.name()); }
std::string report(const Period& period) { return "reports/" + period.name() + ".xlsx"; }

std::string page(std::string_view list, std::size_t number) {
  list.remove_suffix(list.ends_with(".html") ? 5 : 0);
  return html(std::string(list) + "/page", std::to_string(number));
}

std::string_view up(std::string_view from) {
  static constexpr std::string_view steps = "../../../../";
  return steps.substr(0, 3 * std::min<std::size_t>(4, static_cast<std::size_t>(std::ranges::count(from, '/'))));
}

std::string relative(std::string_view from, std::string_view to) {
  std::string out(up(from));
  out += to;
  return out;
}

std::string absolute(const Site& site, std::string_view path) {
  std::string out(site.base_url);
  if (!out.ends_with('/')) out += '/';
  if (path != "index.html") out += path;
  return out;
}

std::string from_host(const Site& site, std::string_view path) {
  std::string whole = absolute(site, path);
  std::size_t host = whole.find("://");
  std::size_t at = host == std::string::npos ? 0 : whole.find('/', host + 3);
  return whole.substr(at);  // the base URL, and with it the whole, has a slash behind the host
}

std::size_t pages(std::size_t rows) { return rows <= rows_per_page ? 0 : (rows + rows_per_page - 1) / rows_per_page; }

}  // namespace gongshi::links
