// Announcements and guide pages: Markdown with front matter.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/shape.hpp"
#include "model/plan.hpp"

namespace gongshi {

struct Notice {
  Origin origin;
  std::string_view slug;  ///< the file's name without ending; its address
  std::string_view title;
  std::optional<Date> date;
  std::string_view document_number, category, issuer, index_number, valid;
  std::vector<std::string_view> attachments;  ///< files below site/static/
  std::vector<Revision> revisions;            ///< in the file: `- 2024-05-06 what changed`
  std::string_view body;                      ///< Markdown
  std::string_view shown;                     ///< what a page shows of it, on the same lines (MarkdownOptions::shown)
  std::uint32_t body_line = 1;                ///< where it begins in the file
  /// The front matter: all but slug and body.
  static const Shape& shape();
};

struct GuidePage {
  Origin origin;
  std::string_view slug, title;
  std::optional<Date> date;
  std::optional<std::int64_t> order;  ///< in lists of guide pages; those without come last, by slug
  std::string_view body, shown;
  std::uint32_t body_line = 1;
  static const Shape& shape();
};

/// Where the site has an attachment: `a.pdf` and `static/a.pdf` are both written for static/a.pdf.
std::string attachment_path(std::string_view written);

}  // namespace gongshi
