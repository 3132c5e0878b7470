// What every page shares: who publishes, the columns of the site and the current one, the trail of links above the title,
// the meta tags of 国办发〔2017〕47号, the footer. Templates find it under the name `frame`.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.hpp"
#include "model/assessment.hpp"

namespace gongshi {

/// The columns of the site (栏目). `none`: the home page and 404.html, which belong to no column.
enum class SiteColumn : std::uint8_t { none, results, plans, summaries, corrections, notices, guide, search };
inline constexpr std::size_t column_count = 8;

/// The 栏目标签 of a page, and where the column begins.
struct ColumnTags {
  std::string_view name, description, keywords, type;
  std::string path;
  std::string seal{};  ///< as the other shared ones: hashed once, not for each page
  static const Shape& shape();
};

/// One column in the navigation: two characters on a phone (`word`), four where there is room (`lead` and `word`).
struct NavItem {
  std::string_view path, lead, word;
  std::string_view current;  ///< `page`: this is its page; `true`: the page is in it; else empty
  static const Shape& shape();
};
struct Nav {
  std::vector<NavItem> items;
  std::string seal;
  static const Shape& shape();
};

/// What is the same on all pages.
struct SiteFrame {
  std::string_view publisher, organisation, site_name, domain, id_code, licence;
  std::string_view sponsor, operated_by, contact, address, postcode, icp, police, conac;
  std::string police_digits;     ///< of the police number: what its register is asked for
  std::string base;              ///< ends with `/`
  std::string base_escaped;      ///< for a query string
  std::string_view guide;        ///< path of the first guide page; empty: there is none
  std::string_view guide_title;  ///< its title
  bool sample = false;
  std::string seal;
  static const Shape& shape();
};

struct Crumb {
  std::string path;
  std::string name;
  static const Shape& shape();
};

/// The 内容页标签. `date` comes from the data, never from a clock; absent while it is not published.
struct ArticleTags {
  std::string title;
  std::optional<Date> date;
  static const Shape& shape();
};

struct PageFrame {
  const SiteFrame* site = nullptr;
  const Nav* nav = nullptr;
  const ColumnTags* column = nullptr;  ///< null: no 栏目标签
  std::string root;                    ///< before every path of the site: ``, `../`, `../../`; on 404.html the path of the base URL
  std::string path;                    ///< after the base URL: the page's own address
  std::string path_escaped;            ///< for a query string
  std::string title;
  std::string description;
  std::optional<ArticleTags> article;  ///< content pages
  bool trail_shown = false;
  std::vector<Crumb> trail;  ///< after 首页
  std::string here;          ///< end of the trail: the page's own name, where it is short
  bool indexed = true;
  std::optional<Date> until;  ///< 数据截至: the newest fact that this page holds
  std::string until_chinese;
  static const Shape& shape();

  void set_until(Date newest_fact);
  /// Ends the trail with `name`, unless it is too long for that: the heading stands right below.
  void set_here(std::string_view name);
};

/// Makes frames. Built once for a site, read from many threads; frames point into it.
class Frames {
 public:
  explicit Frames(const Assessment& site);
  Frames(const Frames&) = delete;
  Frames& operator=(const Frames&) = delete;

  /// The page at `path` in `column`; `own`: it is the page with which the column begins. `title` is its name.
  PageFrame page(SiteColumn column, bool own, std::string path, std::string title) const;
  const SiteFrame& site() const { return site_; }
  /// Whether the site has this column.
  bool has(SiteColumn column) const { return !columns_[static_cast<std::size_t>(column)].path.empty(); }

 private:
  void fill_site(const Assessment& site);
  void fill_columns(const Assessment& site);
  void fill_navigation();

  SiteFrame site_;
  std::string first_guide_;
  std::array<ColumnTags, column_count> columns_;
  std::array<std::string_view, column_count> leads_, words_;
  std::array<std::array<Nav, 2>, column_count> navigation_;  ///< by column, and whether the page is its own
};

/// Percent-encodes all but unreserved characters (RFC 3986).
std::string query_escaped(std::string_view text);

}  // namespace gongshi
