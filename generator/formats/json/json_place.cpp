#include "formats/json/json_place.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text.hpp"
#include "formats/json/json_tokens.hpp"

namespace gongshi {
namespace {

/// After the line break at `at`, or `at` where there is none.
std::size_t past_break(std::string_view text, std::size_t at) {
  if (text[at] == '\r') return at + (at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1);
  return at + (text[at] == '\n' ? 1 : 0);
}

std::uint32_t column(std::string_view text, std::uint64_t start, std::uint64_t offset) {
  if (start == 0 && starts_with_bom(text)) start = std::min<std::uint64_t>(3, offset);
  return static_cast<std::uint32_t>(characters(text.substr(start, offset - start)) + 1);
}

/// Handler that follows the path of every value and stops at the one it looks for.
class FieldFinder {
 public:
  explicit FieldFinder(std::string_view wanted) : wanted_(wanted) {}
  json_detail::Tokens tokens;
  std::optional<std::uint64_t> found;

  bool null() { return value(); }
  bool boolean(bool /*value*/) { return value(); }
  bool number_integer(std::int64_t /*value*/) { return value(true); }
  bool number_unsigned(std::uint64_t /*value*/) { return value(true); }
  bool number_float(double /*value*/, const std::string& /*text*/) { return value(true); }
  bool string(std::string& /*value*/) { return value(); }
  bool binary(nlohmann::json::binary_t& /*value*/) { return true; }
  bool start_object(std::size_t /*size*/) { return open(false); }
  bool start_array(std::size_t /*size*/) { return open(true); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    path_.resize(levels_.back().length);
    if (!path_.empty()) path_ += '.';
    path_ += name;
    return true;
  }
  template <class Error>
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/, const Error& /*error*/) {
    return false;
  }

 private:
  struct Level {
    std::size_t length;  // of the path of the container
    bool list;
    std::size_t next;
  };

  bool value(bool number = false) {
    tokens.event(number);
    if (levels_.empty()) return false;
    if (Level& level = levels_.back(); level.list) {
      path_.resize(level.length);
      path_ += '[' + std::to_string(level.next++) + ']';
    }
    if (path_ == wanted_) found = tokens.token_offset();
    return !found;
  }
  bool open(bool list) {
    if (!levels_.empty() && !value()) return false;
    levels_.push_back({path_.size(), list, 0});
    return levels_.size() <= 64;
  }
  bool close() {
    path_.resize(levels_.back().length);
    levels_.pop_back();
    return true;
  }

  std::string_view wanted_;
  std::string path_;
  std::vector<Level> levels_;
};

}  // namespace

Place locate(std::string_view text, std::uint64_t offset) {
  offset = std::min<std::uint64_t>(offset, text.size());
  Place place;
  place.line = 1;
  std::size_t start = 0;
  for (std::size_t at = 0; (at = text.find_first_of("\r\n", at)) < offset;) {
    at = past_break(text, at);
    if (at > offset) break;  // between \r and \n
    start = at;
    ++place.line;
  }
  place.column = column(text, start, offset);
  return place;
}

Lines::Lines(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t at = 0; (at = text.find_first_of("\r\n", at)) != std::string_view::npos;) starts_.push_back(at = past_break(text, at));
}

Place Lines::locate(std::uint64_t offset) const {
  offset = std::min<std::uint64_t>(offset, text_.size());
  auto line = std::ranges::upper_bound(starts_, offset) - starts_.begin();
  Place place;
  place.line = static_cast<std::uint32_t>(line);
  place.column = column(text_, starts_[static_cast<std::size_t>(line) - 1], offset);
  return place;
}

std::optional<std::uint64_t> find_field(std::string_view text, std::uint64_t record_offset, std::string_view dotted_field) {
  if (record_offset >= text.size() || dotted_field.empty()) return std::nullopt;
  FieldFinder finder(dotted_field);
  finder.tokens.start(text.substr(record_offset), record_offset);
  nlohmann::json::sax_parse(finder.tokens.first(), finder.tokens.last(), &finder, nlohmann::json::input_format_t::json, false);
  return finder.found;
}

}  // namespace gongshi
