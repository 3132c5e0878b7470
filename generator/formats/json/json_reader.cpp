#include "formats/json/json_reader.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "formats/json/json_fill.hpp"
#include "formats/json/quick_lines.hpp"
#include "formats/json/value_check.hpp"

namespace gongshi {
namespace {

using What = JsonFault::What;

/// The first surrogate escape of a string's source that has no other half.
char32_t lone_surrogate(std::string_view source) {
  char32_t high = 0;
  for (std::size_t at = 0; at + 1 < source.size();) {
    bool escape = source[at] == '\\' && source[at + 1] == 'u' && at + 6 <= source.size();
    auto code = escape ? static_cast<char32_t>(std::strtoul(std::string(source.substr(at + 2, 4)).c_str(), nullptr, 16)) : U'\0';
    bool low = code >= 0xdc00 && code <= 0xdfff;
    if ((high != 0) != low) return high != 0 ? high : code;
    high = code >= 0xd800 && code <= 0xdbff ? code : 0;
    at += escape ? 6 : source[at] == '\\' ? 2 : 1;
  }
  return high;
}

/// What nlohmann could not parse, told by the words of its message and by what stands there.
void syntax_fault(json_detail::Fill& fill, std::string_view message) {
  const json_detail::Tokens& tokens = fill.tokens;
  const char* from = tokens.offender();
  auto says = [&](std::string_view words) { return message.find(words) != std::string_view::npos; };
  auto add = [&](What what, const char* at, std::string detail) {
    fill.fault(what, tokens.offset_of(at), std::move(detail)).field.clear();
  };
  auto upto = [&](const char* to) { return std::string_view(from, to); };
  const char* ahead = tokens.at() + std::min<std::ptrdiff_t>(3, tokens.end() - tokens.at());
  if (says("unexpected end of input")) {
    if (tokens.stopped_at_nul())
      add(What::syntax, tokens.at() - 1, code_point_name(0));
    else
      add(What::cut_short, tokens.end(), {});
  } else if (auto bad = bad_utf8(upto(ahead)); bad && from + *bad < tokens.at()) {
    auto byte = static_cast<unsigned char>(from[*bad]);
    add(What::not_utf8, from + *bad, {'0', 'x', "0123456789ABCDEF"[byte >> 4U], "0123456789ABCDEF"[byte & 0xfU]});
  } else if (says("missing closing quote")) {
    add(What::cut_short, from, shown(upto(tokens.end()), 20));
  } else if (says("surrogate")) {
    add(What::bad_value, from, code_point_name(lone_surrogate(upto(tokens.at()))));
  } else if (says("control character")) {
    add(What::bad_value, from, code_point_name(static_cast<unsigned char>(tokens.at()[-1])));
  } else if ((*from == '}' || *from == ']') && tokens.before(from) == ',') {
    add(What::trailing_comma, from, {});
  } else {
    std::string_view rest = upto(tokens.end());
    add(What::syntax, from, shown(rest.substr(0, std::min(rest.find_first_of("\r\n"), rest.size())), 20));
  }
}

/// nlohmann's events.
struct Handler {
  json_detail::Fill& fill;

  template <class Give>
  bool at(const Give& give, bool number = false) {
    fill.tokens.event(number);
    give();
    return true;
  }
  bool null() {
    return at([&] { fill.null(); });
  }
  bool boolean(bool value) {
    return at([&] { fill.flag(value); });
  }
  bool number_integer(std::int64_t value) {
    return at([&] { fill.integer(value); }, true);
  }
  bool number_unsigned(std::uint64_t value) {
    if (value <= std::uint64_t{INT64_MAX}) return number_integer(static_cast<std::int64_t>(value));
    return at([&] { fill.real(static_cast<double>(value), true); }, true);
  }
  bool number_float(double value, const std::string& text) {
    return at([&] { fill.real(value, text.find_first_of(".eE") == std::string::npos); }, true);
  }
  bool string(std::string& value) {
    return at([&] { fill.text(value); });
  }
  bool binary(nlohmann::json::binary_t& /*value*/) { return true; }
  bool start_object(std::size_t /*size*/) {
    fill.tokens.event();
    return fill.open(true);
  }
  bool start_array(std::size_t /*size*/) {
    fill.tokens.event();
    return fill.open(false);
  }
  bool key(std::string& name) {
    return at([&] { fill.key(name); });
  }
  bool end_object() {
    return at([&] { fill.close(); });
  }
  bool end_array() { return end_object(); }
  template <class Error>
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/, const Error& error) {
    constexpr int number_overflow = 406;
    if (error.id == number_overflow)
      at([&] { fill.infinite(); }, true);
    else
      syntax_fault(fill, error.what());
    return false;
  }
};

/// False after a syntax error.
bool parse(json_detail::Fill& fill, std::string_view text, std::uint64_t base) {
  fill.tokens.start(text, base);
  bool good = false;
  if (starts_with_bom(text)) {  // only before the whole file, and passed over there; nlohmann would pass over another one
    fill.fault(What::syntax, base, code_point_name(0xfeff));
  } else {
    Handler handler{fill};
    good = nlohmann::json::sax_parse(fill.tokens.first(), fill.tokens.last(), &handler);
    if (good && fill.tokens.stopped_at_nul()) {
      fill.fault(What::syntax, fill.tokens.offset_of(fill.tokens.at() - 1), code_point_name(0));
      good = false;
    }
  }
  fill.end();
  return good;
}

}  // namespace

struct JsonReader::Impl {
  json_detail::Fill fill;
  json_detail::QuickLines quick{};
};

JsonReader::JsonReader(const Shape& shape, TextPool& pool) : impl_(new Impl{{shape, pool}}) {}
JsonReader::~JsonReader() = default;
std::vector<JsonFault>& JsonReader::faults() { return impl_->fill.faults; }

void JsonReader::read_file(std::string_view text, JsonRecords& records) {
  std::size_t bom = starts_with_bom(text) ? 3 : 0;
  impl_->fill.begin(records, true);
  parse(impl_->fill, text.substr(bom), bom);
}

void JsonReader::read_lines(std::string_view text, JsonRecords& records, std::uint64_t base) {
  for (std::size_t at = base == 0 && starts_with_bom(text) ? 3 : 0, end = 0; at < text.size(); at = end + 1) {
    end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (impl_->quick.read(impl_->fill, records, line, base + at, text.data() + text.size())) continue;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    impl_->fill.begin(records, false);
    parse(impl_->fill, line, base + at);
  }
}

bool read_field(const Shape& shape, std::string_view field, std::string_view json, void* record, TextPool& pool) {
  const Field* found = shape.find(field);
  bool readable = found != nullptr &&
                  (found->set_text != nullptr || found->set_number != nullptr || found->set_real != nullptr || found->open != nullptr);
  if (!readable) return false;
  json_detail::Fill fill(shape, pool);
  fill.begin(*found, record);
  return parse(fill, json, 0) && fill.faults.empty();
}

}  // namespace gongshi
