#include "formats/table/sheet_file.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "formats/json/json_place.hpp"
#include "formats/table/xlsx_sheet.hpp"

namespace gongshi {
namespace {

SheetFault unsupported(std::string chinese, std::string english) {
  return {SheetFault::What::unsupported, std::move(chinese), std::move(english)};
}

/// Word, Excel and WPS of before 2007, and workbooks under a password, are one container: its folder of contents tells them apart.
SheetFault compound_file(std::string_view bytes) {
  constexpr std::string_view encrypted("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  if (bytes.find(encrypted) != std::string_view::npos) return {SheetFault::What::encrypted, "", ""};
  return unsupported("旧格式的二进制文件（.xls、.et）", "an old binary file (.xls, .et)");
}

/// By its first bytes; nullopt: a text, or not known.
std::optional<SheetFault> other_kind(std::string_view bytes) {
  struct Magic {
    std::string_view bytes, chinese, english;
  };
  constexpr std::array<Magic, 6> magics{{{"%PDF", "PDF 文件", "a PDF file"},
                                         {"\x89PNG", "图片", "a picture"},
                                         {"\xff\xd8\xff", "图片", "a picture"},
                                         {"Rar!", "压缩包", "an archive"},
                                         {"7z\xbc\xaf", "压缩包", "an archive"},
                                         {"\x1f\x8b", "压缩包", "an archive"}}};
  if (bytes.starts_with("\xd0\xcf\x11\xe0")) return compound_file(bytes);
  if (bytes.starts_with("MIME-Version:")) return unsupported("单个文件网页（.mht）", "a web page in one file (.mht)");
  for (const Magic& magic : magics)
    if (bytes.starts_with(magic.bytes)) return unsupported(std::string(magic.chinese), std::string(magic.english));
  return std::nullopt;
}

SheetFormat text_format(std::string_view text) {
  std::string head = lower_ascii(text.substr(0, 4096));
  if (!std::string_view(trimmed(head)).starts_with('<')) return SheetFormat::csv;
  if (head.find("urn:schemas-microsoft-com:office:spreadsheet") != std::string::npos && head.find("<html") == std::string::npos)
    return SheetFormat::spreadsheetml;
  for (std::string_view mark : {"<html", "<table", "<!doctype html", "<meta", "<body", "<div", "<style", "<tr"})
    if (head.find(mark) != std::string::npos) return SheetFormat::html;
  return head.starts_with("<?xml") ? SheetFormat::unsupported : SheetFormat::csv;
}

bool holds(std::string_view text, std::string_view lower) {
  auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; };
  return !std::ranges::search(text, lower, same).empty();
}

/// What Excel saves as a web page with frames holds no table itself.
std::optional<SheetFault> frames_alone(std::string_view page) {
  if (holds(page, "<table") || !holds(page, "<frameset")) return std::nullopt;
  return unsupported("分成几个文件的网页（数据在旁边的 .files 文件夹里）",
                     "a web page in several files (its data is in the folder .files beside it)");
}

SheetFault charset_fault(const CharsetFault& fault, std::string_view bytes) {
  Place place = locate(bytes.substr(0, fault.offset), fault.offset);
  SheetFault out;
  out.what = fault.what == CharsetFault::What::mixed ? SheetFault::What::mixed_encoding : SheetFault::What::not_text;
  if (fault.what == CharsetFault::What::no_tables) {
    out.chinese = "本机没有 GB18030 转换表（glibc 的 gconv）";
    out.english = "this machine has no conversion table for GB18030 (gconv of glibc)";
  }
  out.row = place.line;
  return out;
}

}  // namespace

SheetSource read_sheets(std::string_view bytes, SheetSink& sink) {
  SheetSource out;
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
    out.format = SheetFormat::xlsx;
    out.fault = read_xlsx(bytes, sink);
    if (out.fault && out.fault->what == SheetFault::What::unsupported) out.format = SheetFormat::unsupported;
    return out;
  }
  if (out.fault = other_kind(bytes); out.fault) return out;
  auto decoded = decode_text(bytes);
  if (const auto* fault = std::get_if<CharsetFault>(&decoded)) {
    out.fault = charset_fault(*fault, bytes);
    return out;
  }
  const auto& text = std::get<DecodedText>(decoded);
  out.charset = text.charset;
  if (holds(text.text().substr(0, 4096), "<office:document")) {
    out.fault = unsupported("ODF 文件（.fods 等）", "an OpenDocument file (.fods or the like)");
    return out;
  }
  out.format = text_format(text.text());
  switch (out.format) {
    case SheetFormat::html:
      out.fault = frames_alone(text.text());
      if (out.fault) out.format = SheetFormat::unsupported;
      if (!out.fault) out.fault = read_html_tables(text.text(), sink);
      break;
    case SheetFormat::spreadsheetml:
      out.fault = read_spreadsheetml(text.text(), sink);
      break;
    case SheetFormat::csv:
      out.fault = read_csv_sheet(text.text(), sink, out.separator);
      break;
    default:
      out.fault = unsupported("没有表格的 XML 文件", "an XML file that is no table");
  }
  return out;
}

}  // namespace gongshi
