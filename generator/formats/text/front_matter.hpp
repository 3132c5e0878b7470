// What stands before the text of a Markdown file. A small part of YAML, with the meaning it has there:
//
//   ---
//   title: 2024年抽查公告
//   date: "2024-05-14"
//   tasks:
//     - LC-2024-01
//     - LC-2024-02
//   ---
//   The text begins here.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongshi {

/// Views are into the text that was read; lines count from 1.
struct FrontMatter {
  struct Item {
    std::string_view text;
    std::uint32_t line = 0;
  };
  struct Entry {
    std::string_view key;
    std::string_view value;   ///< without surrounding double quotes; empty for lists, and where there is none
    std::vector<Item> items;  ///< of a list
    std::uint32_t line = 0;
  };
  /// What is wrong, in both languages.
  struct Fault {
    std::uint32_t line = 0;
    std::string chinese, english;
  };

  std::vector<Entry> entries;  ///< in order; of equal keys the first
  std::string_view body;       ///< after the closing `---`; the whole text where there is no front matter
  std::uint32_t body_line = 1;
  std::vector<Fault> faults;

  /// The entry of that key, or null.
  const Entry* find(std::string_view key) const;
};

/// Reads the front matter of a file, which is valid UTF-8; a BOM and CRLF are accepted, blank lines skipped. Keys are
/// [A-Za-z][A-Za-z0-9_-]*, values are plain text: what YAML would read as something else (an inline list, an anchor, single quotes, ` #`,
/// `: ` …) is a fault, as are equal keys, comments, and a file that does not begin with `---` or never closes it.
FrontMatter read_front_matter(std::string_view text);

}  // namespace gongshi
