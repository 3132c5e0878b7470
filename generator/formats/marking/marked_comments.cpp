#include "formats/marking/marked_comments.hpp"

#include <algorithm>
#include <charconv>

#include "formats/marking/sheet_walk.hpp"
#include "formats/marking/xml_edits.hpp"
#include "formats/marking/xml_tag.hpp"
#include "formats/table/xlsx_text.hpp"
#include "formats/text/display_width.hpp"
#include "formats/text/html.hpp"

namespace gongshi {
namespace {

constexpr std::string_view author = "gongshi";
constexpr std::string_view shape_mark = "_x0000_s";
constexpr std::string_view note_type = "_x0000_t202";
constexpr std::uint64_t shapes_of_a_block = 1024;  // Excel gives their numbers away in blocks

std::string escaped(std::string_view text) {
  std::string whole(text);
  for (std::size_t at = 0; (at = whole.find("_x", at)) != std::string::npos; at += 2)
    if (like_notation(std::string_view(whole).substr(at))) whole.insert(at, "_x005F"), at += 6;
  std::string out;
  escape_html(out, fits_cell(whole) ? whole : cut_for_cell(whole));
  return out;
}

/// Into the comments that are there.
class CommentEdits final : public XmlEdits {
 public:
  CommentEdits(const CellMarks& marks, std::set<CellName>& had) : marks_(marks), had_(had) {}
  std::uint32_t authors() const { return authors_; }
  const std::string& its_prefix() const { return prefix(); }
  bool whole() const { return listed_ && authored_; }

 private:
  static constexpr int of_lists = 2, of_comments = 3, of_texts = 4, of_runs = 5;

  void open(std::string_view name, XmlAttributes attributes, std::string_view tag) override {
    if (depth() == 1) expect_root(name, "comments", spreadsheet_space, attributes, tag);
    if (depth() == of_lists) {
      in_list_ = name == "commentList";
      in_authors_ = name == "authors";
      if ((in_list_ || in_authors_) && (is_closed(tag) || prefix_of(tag) != prefix())) bad();
    }
    if (depth() == of_comments && in_authors_) ++authors_;
    if (!in_list_) return;
    if (depth() == of_comments) begin_comment(attributes);
    if (marked_ == nullptr) return;
    if (depth() == of_texts && name == "text" && (is_closed(tag) || prefix_of(tag) != prefix())) bad();
    if (depth() == of_runs && name == "t") insert(at(), "<" + prefix() + "r>");
    if (depth() == of_runs && (name == "rPh" || name == "phoneticPr")) add();
  }

  void close(std::string_view name) override {
    if (marked_ != nullptr && in_list_) {
      if (depth() == of_runs && name == "t") insert(behind(), "</" + prefix() + "r>");
      if (depth() == of_texts && name == "text") add();
      if (depth() == of_comments) marked_ = nullptr;
    }
    if (depth() != of_lists) return;
    if (in_list_) {
      listed_ = !listed_ && authored_;
      split_at(at());
    }
    if (in_authors_) {
      authored_ = !authored_;
      insert(at(), "<" + prefix() + "author>" + std::string(author) + "</" + prefix() + "author>");
    }
    in_list_ = in_authors_ = false;
  }

  void begin_comment(XmlAttributes attributes) {
    auto cell = cell_name(attributes.exact("ref").value_or(""));
    auto found = cell ? marks_.find(*cell) : marks_.end();
    marked_ = found == marks_.end() ? nullptr : &*found;
    added_ = false;
  }

  void add() {
    if (added_) return;
    added_ = true;
    had_.insert(marked_->first);
    insert(at(), "<" + prefix() + "r><" + prefix() + "t xml:space=\"preserve\">\n" + escaped(marked_->second) + "</" + prefix() + "t></" +
                     prefix() + "r>");
  }

  const CellMarks& marks_;
  std::set<CellName>& had_;
  const CellMarks::value_type* marked_ = nullptr;  // the cell whose comment is being told
  std::uint32_t authors_ = 0;
  bool in_list_ = false, in_authors_ = false, listed_ = false, authored_ = false, added_ = false;
};

/// The greatest number of a shape.
std::uint64_t last_shape(std::string_view vml) {
  std::uint64_t last = shapes_of_a_block;
  for (std::size_t at = 0; (at = vml.find(shape_mark, at)) != std::string_view::npos;) {
    at += shape_mark.size();
    std::uint32_t number = 0;
    std::from_chars(vml.data() + at, vml.data() + vml.size(), number);
    last = std::max<std::uint64_t>(last, number);
  }
  return last;
}

/// The kind of box that a comment has. It brings its namespaces, wherever it is put.
std::string note_shape_type() {
  return "<v:shapetype xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" id=\"" +
         std::string(note_type) +
         "\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
         "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>\n";
}

/// Beside the cell, as many rows high as its text needs.
std::string note_shape(std::uint64_t number, CellName cell, std::string_view words) {
  constexpr std::uint32_t columns = 4;
  constexpr double width = 36;  // half-width characters in so many columns
  constexpr double least = 4;
  constexpr double most = 25;
  auto rows = static_cast<std::uint32_t>(std::clamp(lines_of(words, width) + 1, least, most));
  std::uint32_t left = std::min(cell.column + 1, SheetLimits::columns - columns - 1);
  std::uint32_t top = std::min(cell.row < 2 ? 0 : cell.row - 2, SheetLimits::rows - rows - 1);
  std::string out =
      "<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\""
      " xmlns:x=\"urn:schemas-microsoft-com:office:excel\" id=\"";
  out += shape_mark;
  out += std::to_string(number) + "\" type=\"#" + std::string(note_type) +
         "\" style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:200pt;height:80pt;z-index:1;visibility:hidden\""
         " fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>"
         "<v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>"
         "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>";
  out += std::to_string(left) + ", 15, " + std::to_string(top) + ", 2, " + std::to_string(left + columns) + ", 15, " +
         std::to_string(top + rows) + ", 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>" + std::to_string(cell.row - 1) +
         "</x:Row><x:Column>" + std::to_string(cell.column) + "</x:Column></x:ClientData></v:shape>\n";
  return out;
}

}  // namespace

MarkedComments::MarkedComments(const CellMarks& marks)
    : marks_(marks),
      comments_head_("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"" + std::string(spreadsheet_space) +
                     "\"><authors><author>" + std::string(author) + "</author></authors><commentList>"),
      comments_tail_("</commentList></comments>"),
      drawing_tail_("</xml>\n") {}

bool MarkedComments::add_to_comments(std::string_view xml) {
  CommentEdits edits(marks_, had_);
  std::string whole;
  if (!edits.run(xml, whole) || !edits.whole()) return false;
  comments_head_ = whole.substr(0, edits.split());
  comments_tail_ = whole.substr(edits.split());
  prefix_ = edits.its_prefix();
  author_ = edits.authors();
  return true;
}

bool MarkedComments::add_to_drawing(std::string_view vml) {
  std::size_t end = vml.rfind("</xml>");  // VML need not be well-formed, and often is not
  if (end == std::string_view::npos || vml.find('\0') != std::string_view::npos) return false;
  first_shape_ = last_shape(vml) + 1;
  drawing_head_ = vml.substr(0, end);
  drawing_tail_ = vml.substr(end);
  if (vml.find("id=\"" + std::string(note_type)) == std::string_view::npos) drawing_head_ += note_shape_type();
  return true;
}

template <class Each>
void MarkedComments::for_new(const Each& each) const {
  std::uint64_t number = 0;
  for (const auto& [cell, words] : marks_)
    if (!had_.contains(cell)) each(cell, words, number++);
}

void MarkedComments::write_comments(const Take& out) const {
  out(comments_head_);
  for_new([&](CellName cell, const std::string& words, std::uint64_t /*number*/) {
    out("<" + prefix_ + "comment ref=\"" + name_of(cell) + "\" authorId=\"" + std::to_string(author_) + "\"><" + prefix_ + "text><" +
        prefix_ + "t xml:space=\"preserve\">" + escaped(words) + "</" + prefix_ + "t></" + prefix_ + "text></" + prefix_ + "comment>");
  });
  out(comments_tail_);
}

void MarkedComments::write_drawing(const Take& out) const {
  if (first_shape_ == 0) {
    std::string blocks = "1";
    for (std::uint64_t n = 2; n <= marks_.size() / shapes_of_a_block + 1; ++n) blocks += "," + std::to_string(n);
    out("<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\""
        " xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\n<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"" +
        blocks + "\"/></o:shapelayout>\n" + note_shape_type());
  }
  out(drawing_head_);
  std::uint64_t first = first_shape_ == 0 ? shapes_of_a_block + 1 : first_shape_;
  for_new([&](CellName cell, const std::string& words, std::uint64_t number) { out(note_shape(first + number, cell, words)); });
  out(drawing_tail_);
}

}  // namespace gongshi
