// Which encoding a text file is in, decided once for the whole file: a byte-order mark says it; else it is UTF-16 where it has the
// zero bytes of that; else UTF-8 where all of it is valid; else GB18030, of which GBK and GB2312 are parts.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace gongshi {

enum class Charset : std::uint8_t { utf8, utf16le, utf16be, gb18030 };

std::string_view charset_name(Charset charset);

struct DecodedText {
  Charset charset = Charset::utf8;
  std::string_view given{};  ///< of the bytes, where nothing had to be converted
  std::string converted{};
  /// Valid UTF-8 without byte-order mark.
  std::string_view text() const { return charset == Charset::utf8 ? given : converted; }
};

struct CharsetFault {
  enum class What : std::uint8_t {
    not_text,   ///< this byte has no meaning in the encoding that the rest is in
    mixed,      ///< some of it is UTF-8 and some is not, from here on otherwise than before: two files were put together
    no_tables,  ///< this machine lacks the conversion tables of the C library (a system without glibc's gconv)
  };
  What what = What::not_text;
  std::uint64_t offset = 0;  ///< of the byte
};

/// `bytes` stay alive as long as the text. Nothing is replaced or dropped: all of it is readable, or there is a fault.
std::variant<DecodedText, CharsetFault> decode_text(std::string_view bytes);

}  // namespace gongshi
