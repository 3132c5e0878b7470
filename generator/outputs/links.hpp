// Every address of the site (CONTRACT §4). Paths are relative to the site's root, without a leading slash: `results/R1.html`.
#pragma once
#include <string>
#include <string_view>

#include "model/assessment.hpp"

namespace gongshi::links {

std::string result(std::string_view id);
std::string object(std::string_view id);
std::string task(std::string_view id);
std::string plan(std::string_view id);
std::string plan_workbook(std::string_view id);
std::string item_workbook();
std::string notice(std::string_view slug);
std::string guide(std::string_view slug);
std::string category(Category category);
std::string summary(const Period& period);
std::string report(const Period& period);
/// Page `number` (from 1, the oldest rows) of the list whose plain address is `list` (`results.html` → `results/page/3.html`).
std::string page(std::string_view list, std::size_t number);

/// What to put before a path on the page at `from` so that it is found from there: ``, `../`, `../../`.
std::string_view up(std::string_view from);
/// The link from the page at `from` to the path `to`.
std::string relative(std::string_view from, std::string_view to);
/// The absolute address: base URL and path; `index.html` is the base URL itself.
std::string absolute(const Site& site, std::string_view path);

/// The same from the host on: `/gongshi/results.html`. Good at any depth, also in a copy under another host and the same path.
std::string from_host(const Site& site, std::string_view path);

inline constexpr std::size_t rows_per_page = 50;
/// Numbered pages of a list of `rows` rows: none up to fifty.
std::size_t pages(std::size_t rows);

}  // namespace gongshi::links
