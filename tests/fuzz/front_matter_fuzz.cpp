// Any UTF-8 as a Markdown file: what its front matter says, written again, is read as the same, with the same text behind it.
#include <string>

#include "base/text.hpp"
#include "formats/text/front_matter.hpp"
#include "require.hpp"

using namespace gongshi;

namespace {

/// In quotes, but where it holds what may not stand in them.
std::string value_written(std::string_view value) {
  std::string quote = value.find_first_of("\"\\") == std::string_view::npos ? "\"" : "";
  return quote + std::string(value) + quote;
}

std::string written(const FrontMatter& read) {
  std::string out = "---\n";
  for (const FrontMatter::Entry& entry : read.entries) {
    out.append(entry.key).append(":");
    if (!entry.value.empty()) out.append(" ").append(value_written(entry.value));
    out += '\n';
    for (const FrontMatter::Item& item : entry.items) out.append("  - ").append(value_written(item.text)).append("\n");
  }
  return out.append("---\n").append(read.body);
}

void check_places(const FrontMatter& read, std::string_view text) {
  std::uint32_t line = 1;
  for (const FrontMatter::Entry& entry : read.entries) {
    require(entry.line > line && !entry.key.empty() && (entry.value.empty() || entry.items.empty()) && read.find(entry.key) != nullptr);
    line = entry.line;
    for (const FrontMatter::Item& item : entry.items) {
      require(item.line > line);
      line = item.line;
    }
  }
  require(text.ends_with(read.body) && (read.entries.empty() || read.body_line > line || !read.faults.empty()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  if (bad_utf8(text)) return 0;
  FrontMatter read = read_front_matter(text);
  check_places(read, text);
  if (!read.faults.empty()) return 0;
  std::string file = written(read);
  FrontMatter again = read_front_matter(file);
  require(again.faults.empty() && again.body == read.body && again.entries.size() == read.entries.size());
  for (std::size_t i = 0; i < read.entries.size(); ++i) {
    const FrontMatter::Entry &a = read.entries[i], &b = again.entries[i];
    require(a.key == b.key && a.value == b.value && a.items.size() == b.items.size());
    for (std::size_t k = 0; k < a.items.size(); ++k) require(a.items[k].text == b.items[k].text);
  }
  return 0;
}
