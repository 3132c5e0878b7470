#include "formats/package/xml_reader.hpp"

#include <expat.h>

#include <algorithm>
#include <new>

#include "formats/table/sheet.hpp"

namespace gongshi {

std::string_view local_name(std::string_view name) {
  std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const char* const* at = list_; *at != nullptr; at += 2)
    if (local_name(*at) == name) return at[1];
  return std::nullopt;
}

std::optional<std::string_view> XmlAttributes::exact(std::string_view name) const {
  for (const char* const* at = list_; *at != nullptr; at += 2)
    if (*at == name) return at[1];
  return std::nullopt;
}

struct XmlReader::Parser {
  explicit Parser(const char* encoding) : handle(XML_ParserCreate(encoding)) {
    if (handle == nullptr) throw std::bad_alloc();
  }
  ~Parser() { XML_ParserFree(handle); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  XML_Parser handle;
};

struct XmlReader::Handlers {
  static XmlReader& of(void* user) { return *static_cast<XmlReader*>(user); }
  static void start(void* user, const char* name, const char** attributes) {
    XmlReader& reader = of(user);
    if (reader.stop_) return;
    if (++reader.depth_ > SheetLimits::depth) return reader.stop({true, "嵌套太深", "it is nested too deeply"});
    reader.events_.start(local_name(name), XmlAttributes(attributes));
  }
  static void end(void* user, const char* name) {
    XmlReader& reader = of(user);
    if (reader.stop_) return;
    --reader.depth_;
    reader.events_.end(local_name(name));
  }
  static void text(void* user, const char* piece, int size) {
    XmlReader& reader = of(user);
    if (!reader.stop_) reader.events_.text({piece, static_cast<std::size_t>(size)});
  }
  static void doctype(void* user, const char* /*name*/, const char* /*system*/, const char* /*open*/, int /*internal*/) {
    of(user).stop({false, "含有 DTD（文档类型声明），表格文件里不应当有", "it has a document type (DTD), which no table needs"});
  }
};

XmlReader::XmlReader(XmlEvents& events, bool utf8) : parser_(std::make_unique<Parser>(utf8 ? "UTF-8" : nullptr)), events_(events) {
  XML_SetUserData(parser_->handle, this);
  XML_SetElementHandler(parser_->handle, Handlers::start, Handlers::end);
  XML_SetCharacterDataHandler(parser_->handle, Handlers::text);
  XML_SetStartDoctypeDeclHandler(parser_->handle, Handlers::doctype);
}

XmlReader::~XmlReader() = default;

void XmlReader::stop(XmlStop why) {
  if (!stop_) stop_ = std::move(why);
  XML_StopParser(parser_->handle, XML_FALSE);
}

std::uint64_t XmlReader::at() const { return static_cast<std::uint64_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(parser_->handle))); }

std::size_t XmlReader::length() const { return static_cast<std::size_t>(XML_GetCurrentByteCount(parser_->handle)); }

bool XmlReader::feed(std::string_view piece, bool last) {
  constexpr std::size_t most = 65536;  // at once: expat counts in int, and looks again at what is not whole
  do {
    if (stop_) return false;
    std::string_view now = piece.substr(0, most);
    piece.remove_prefix(now.size());
    fed_ += now.size();
    if (XML_Parse(parser_->handle, now.data(), static_cast<int>(now.size()), last && piece.empty() ? 1 : 0) == XML_STATUS_ERROR && !stop_) {
      std::string where = std::to_string(XML_GetCurrentLineNumber(parser_->handle));
      std::string what = XML_ErrorString(XML_GetErrorCode(parser_->handle));
      stop_ = {false, "XML 写法有误（第 " + where + " 行：" + what + "）", "its XML is not well-formed (line " + where + ": " + what + ")"};
    }
    XML_Index seen = XML_GetCurrentByteIndex(parser_->handle);
    if (!stop_ && seen >= 0 && fed_ - static_cast<std::uint64_t>(seen) > SheetLimits::token_bytes)
      stop_ = {true, "有一个标签过长", "a tag in it is too long"};
  } while (!piece.empty());
  return !stop_;
}

}  // namespace gongshi
