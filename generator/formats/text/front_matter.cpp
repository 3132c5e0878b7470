#include "formats/text/front_matter.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace gongshi {
namespace {

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool valid_key(std::string_view key) {
  auto good = [](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  return !key.empty() && letter(key.front()) && std::ranges::all_of(key, good);
}

std::string_view without_trailing_blanks(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
  return line;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {
    if (starts_with_bom(rest_)) rest_.remove_prefix(3);
  }

  FrontMatter read() {
    out_.body = rest_;
    auto first = next_line();
    if (!first || *first != "---") {
      line_ = 1;
      fault("文件应以一行 --- 开始", "the file must begin with a line ---");
      return std::move(out_);
    }
    while (auto line = next_line()) {
      if (*line == "---") {
        out_.body = rest_;
        out_.body_line = line_ + 1;
        return std::move(out_);
      }
      take(*line);
    }
    out_.body = {};
    out_.body_line = line_ + 1;
    line_ = 1;
    out_.faults.clear();  // what was taken for entries may be the body
    fault("开头的 --- 没有第二行 --- 与之对应", "the --- at the beginning is never closed by another");
    return std::move(out_);
  }

 private:
  std::optional<std::string_view> next_line() {
    if (rest_.empty()) return std::nullopt;
    std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++line_;
    return without_trailing_blanks(line);
  }

  void fault(std::string chinese, std::string english) { out_.faults.push_back({line_, std::move(chinese), std::move(english)}); }
  void strange(std::string_view line) { fault("不认识的写法：" + std::string(line), "not understood: " + std::string(line)); }
  void not_plain(std::string_view line) {
    fault("值不是普通文字，应加双引号，列表应分行：" + std::string(line),
          "the value is not plain text; put it in double quotes, a list on lines of its own: " + std::string(line));
  }

  void take(std::string_view line) {
    if (line.empty()) return;
    if (line.front() == ' ') return take_item(line);
    entry_ = false;
    std::size_t colon = line.find(':');
    if (std::size_t wide = line.find("："); wide < colon && valid_key(line.substr(0, wide)))
      return fault("冒号应是英文的（:），后面空一格：" + std::string(line),
                   "the colon must be a plain one (:), with a blank behind it: " + std::string(line));
    if (colon == std::string_view::npos || !valid_key(line.substr(0, colon))) return strange(line);
    bool apart = colon + 1 == line.size() || line[colon + 1] == ' ';
    if (!apart) return fault("冒号后面应有一个空格：" + std::string(line), "a blank must follow the colon: " + std::string(line));
    std::string_view key = line.substr(0, colon);
    auto value = plain(trimmed(line.substr(colon + 1)));
    if (const FrontMatter::Entry* known = out_.find(key)) {
      std::string number = std::to_string(known->line);
      fault("“" + std::string(key) + "”重复，已见于第 " + number + " 行", "\"" + std::string(key) + "\" was given in line " + number);
      spare_.emplace();
      entry_ = list_ = true;  // its items, if any, go nowhere
      return;
    }
    if (!value) return not_plain(line);
    out_.entries.push_back({key, *value, {}, line_});
    entry_ = true;
    list_ = colon + 1 == line.size();
    spare_.reset();
  }

  void take_item(std::string_view line) {
    std::string_view text = trimmed(line);
    if (!text.starts_with("- ") || !entry_ || !list_) return strange(line);
    auto value = plain(trimmed(text.substr(2)));
    if (!value) return not_plain(line);
    if (value->empty()) return strange(line);
    (spare_ ? *spare_ : out_.entries.back()).items.push_back({*value, line_});
  }

  /// The text that a value stands for; nullopt where YAML would read something else than text.
  static std::optional<std::string_view> plain(std::string_view value) {
    if (value.empty()) return value;
    if (value.front() == '"') {
      bool whole = value.size() >= 2 && value.back() == '"';
      if (!whole) return std::nullopt;
      value = value.substr(1, value.size() - 2);
      if (value.find_first_of("\"\\") != std::string_view::npos) return std::nullopt;
      return value;
    }
    bool sign = std::string_view("[]{}|>&*!'%@`#,?").find(value.front()) != std::string_view::npos;
    bool dash = value == "-" || value.starts_with("- ");
    bool inside = value.find(" #") != std::string_view::npos || value.find(": ") != std::string_view::npos || value.ends_with(':');
    if (sign || dash || inside) return std::nullopt;
    return value;
  }

  std::string_view rest_;
  std::uint32_t line_ = 0;
  FrontMatter out_;
  bool entry_ = false;                       ///< the line above belongs to an entry
  bool list_ = false;                        ///< that has no value, so that items may follow
  std::optional<FrontMatter::Entry> spare_;  ///< takes the items of an entry that does not count
};

}  // namespace

const FrontMatter::Entry* FrontMatter::find(std::string_view key) const {
  auto at = std::ranges::find(entries, key, &Entry::key);
  return at == entries.end() ? nullptr : &*at;
}

FrontMatter read_front_matter(std::string_view text) { return Reader(text).read(); }

}  // namespace gongshi
