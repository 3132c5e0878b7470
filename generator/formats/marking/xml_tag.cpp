#include "formats/marking/xml_tag.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace gongshi {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/// Where an attribute stands: from the blanks before it to its last quote.
struct Found {
  std::size_t begin = 0, value = 0, end = 0;
};

std::size_t end_of_name(std::string_view tag) { return tag.find_first_of(" \t\r\n/>"); }

std::optional<Found> find(std::string_view tag, std::string_view name) {
  for (std::size_t at = end_of_name(tag); at != std::string_view::npos;) {
    std::size_t from = tag.find_first_not_of(blanks, at);
    std::size_t equal = tag.find('=', at);
    if (equal == std::string_view::npos) return std::nullopt;
    std::size_t quote = tag.find_first_of("\"'", equal);
    std::size_t close = quote == std::string_view::npos ? quote : tag.find(tag[quote], quote + 1);
    if (close == std::string_view::npos) return std::nullopt;
    std::string_view found = tag.substr(from, tag.find_first_of(" \t\r\n=", from) - from);
    if (found == name) return Found{at, quote + 1, close + 1};
    at = close + 1;
  }
  return std::nullopt;
}

}  // namespace

std::string_view prefix_of(std::string_view tag) {
  std::string_view name = tag.substr(1, end_of_name(tag) - 1);
  return name.substr(0, name.rfind(':') + 1);  // without a colon npos + 1: nothing
}

bool is_closed(std::string_view tag) { return tag.ends_with("/>"); }

std::string opened(std::string_view tag) { return is_closed(tag) ? std::string(tag.substr(0, tag.size() - 2)) + ">" : std::string(tag); }

std::string with_attribute(std::string_view tag, std::string_view name, std::string_view value) {
  std::string out(tag);
  if (auto found = find(tag, name)) return out.replace(found->value, found->end - 1 - found->value, value);
  std::string attribute(" ");
  attribute.append(name).append("=\"").append(value).append("\"");
  return out.insert(end_of_name(tag), attribute);
}

std::string without_attribute(std::string_view tag, std::string_view name) {
  std::string out(tag);
  if (auto found = find(tag, name)) out.erase(found->begin, found->end - found->begin);
  return out;
}

bool says_utf8(std::string_view document) {
  constexpr std::size_t most = 1024;
  constexpr std::string_view nul("\0", 1);
  bool wide =
      document.starts_with("\xff\xfe") || document.starts_with("\xfe\xff") || document.substr(0, 4).find(nul) != std::string_view::npos;
  if (wide) return false;  // UTF-16, which a reader takes whatever it was told
  std::string head = lower_ascii(document.substr(0, std::min(document.find("?>"), most)));
  bool declares = head.starts_with("<?xml") || head.starts_with("\xef\xbb\xbf<?xml");
  std::size_t said = declares ? head.find("encoding") : std::string::npos;
  std::size_t quote = head.find_first_of("\"'", said);
  if (said == std::string::npos || quote == std::string::npos) return true;
  return std::string_view(head).substr(quote + 1).starts_with(std::string("utf-8") + head[quote]);
}

}  // namespace gongshi
