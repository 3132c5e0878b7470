#include "formats/marking/marked_styles.hpp"

#include "formats/marking/sheet_walk.hpp"
#include "formats/marking/xml_edits.hpp"
#include "formats/marking/xml_tag.hpp"

namespace gongshi {
namespace {

class StyleMarks final : public XmlEdits {
 public:
  StyleMarks(const std::set<std::uint32_t>& wanted, std::map<std::uint32_t, std::uint32_t>& marked) : wanted_(wanted), marked_(marked) {}
  bool whole() const { return filled_ && marked_.size() == wanted_.size(); }

 private:
  /// A list of the root: its tag, and how many elements it has.
  struct List {
    std::size_t at = 0, length = 0;
    std::string tag{};
    std::uint32_t count = 0;
  };

  void open(std::string_view name, XmlAttributes attributes, std::string_view tag) override {
    constexpr int of_lists = 2;
    if (depth() == 1) expect_root(name, "styleSheet", spreadsheet_space, attributes, tag);
    if (depth() == of_lists) {
      list_ = name;
      if (name == "fills") fills_ = {at(), tag.size(), std::string(tag), 0};
      if (name == "cellXfs") formats_ = {at(), tag.size(), std::string(tag), 0};
      if ((name == "fills" || name == "cellXfs") && (is_closed(tag) || prefix_of(tag) != prefix())) bad();
    }
    if (depth() != of_lists + 1) return;
    if (list_ == "fills") {
      if (name != "fill") return bad();
      ++fills_.count;
    }
    if (list_ == "cellXfs") {
      if (name != "xf" || prefix_of(tag) != prefix()) return bad();
      begin_ = at();
      tag_ = tag;
    }
  }

  void close(std::string_view name) override {
    if (depth() == 3 && list_ == "cellXfs") take();
    if (depth() != 2) return;
    if (name == "fills") end_fills();
    if (name == "cellXfs") end_formats();
    list_.clear();
  }

  /// A style that is wanted: its copy, which may hold alignment and protection.
  void take() {
    std::uint32_t number = formats_.count++;
    if (!wanted_.contains(number)) return;
    std::string copy = with_attribute(with_attribute(tag_, "fillId", std::to_string(fills_.count)), "applyFill", "1");
    copies_ += copy;
    copies_ += document().substr(begin_ + tag_.size(), behind() - begin_ - tag_.size());
    taken_.push_back(number);
  }

  void end_fills() {
    if (filled_) return bad();
    filled_ = true;
    const std::string& x = prefix();
    insert(at(), "<" + x + "fill><" + x + "patternFill patternType=\"solid\"><" + x + "fgColor rgb=\"FFFFFF00\"/><" + x +
                     "bgColor indexed=\"64\"/></" + x + "patternFill></" + x + "fill>");
    replace(fills_.at, fills_.length, with_attribute(fills_.tag, "count", std::to_string(fills_.count + 1)));
  }

  void end_formats() {
    if (!filled_ || !marked_.empty()) return bad();  // fills come first, and each list once
    insert(at(), copies_);
    for (std::uint32_t number : taken_) marked_.emplace(number, formats_.count + static_cast<std::uint32_t>(marked_.size()));
    replace(formats_.at, formats_.length,
            with_attribute(formats_.tag, "count", std::to_string(formats_.count + static_cast<std::uint32_t>(taken_.size()))));
  }

  const std::set<std::uint32_t>& wanted_;
  std::map<std::uint32_t, std::uint32_t>& marked_;
  std::string list_, tag_, copies_;
  List fills_, formats_;
  std::vector<std::uint32_t> taken_;
  std::size_t begin_ = 0;  // of the style that is being told
  bool filled_ = false;
};

}  // namespace

bool mark_styles(std::string_view xml, const std::set<std::uint32_t>& styles, std::string& out,
                 std::map<std::uint32_t, std::uint32_t>& marked) {
  StyleMarks marks(styles, marked);
  return marks.run(xml, out) && marks.whole();
}

}  // namespace gongshi
