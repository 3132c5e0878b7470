#include "formats/marking/xlsx_marks.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "base/text.hpp"
#include "formats/marking/marked_comments.hpp"
#include "formats/marking/marked_styles.hpp"
#include "formats/marking/sheet_marking.hpp"
#include "formats/marking/xml_edits.hpp"
#include "formats/marking/xml_tag.hpp"
#include "formats/package/xlsx_parts.hpp"
#include "formats/package/zip_reader.hpp"
#include "formats/package/zip_stream.hpp"
#include "formats/table/merged_cells.hpp"
#include "formats/table/xlsx_book.hpp"

namespace gongshi {
namespace {

constexpr std::string_view types_part = "[Content_Types].xml";
constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view relations_space = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr std::string_view office_relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// Elements at the end of a list that is the whole document: relations, types of parts.
class Appended final : public XmlEdits {
 public:
  Appended(std::string_view root, std::string_view space) : root_(root), space_(space) {}
  /// With the prefix of the root, `<x:Override …`, come these.
  std::function<std::string(const std::string& prefix)> more;

 private:
  void open(std::string_view name, XmlAttributes attributes, std::string_view tag) override {
    if (depth() == 1) expect_root(name, root_, space_, attributes, tag);
  }
  void close(std::string_view /*name*/) override {
    if (depth() == 1) insert(at(), more(prefix()));
  }
  std::string_view root_, space_;
};

/// One workbook: first all that is to be changed is made sure of, then it is written from front to back.
class Marking {
 public:
  Marking(std::string_view bytes, Sink& out) : bytes_(bytes.size()), zip_(bytes), out_(out) {}

  bool plan(const std::map<std::string, CellMarks>& sheets) {
    std::optional<SheetFault> fault;
    auto book = read_xlsx_book(zip_, fault);
    if (!book) return false;
    for (const XlsxBook::Sheet& sheet : book->sheets) {
      sheet_parts_.insert(lower_ascii(sheet.part));
      auto marks = sheets.find(sheet.name);
      if (marks != sheets.end() && !marks->second.empty() && !plan_sheet(sheet.part, marks->second)) return false;
    }
    return sheets_.empty() || (plan_styles(book->styles_part) && plan_types());
  }

  bool write() {
    ZipStream zip(out_);
    for (const std::string& name : zip_.names()) {
      constexpr std::size_t longest = 1000;
      if (name.size() > longest) return false;
      if (name.ends_with('/')) continue;  // a folder, which is no part
      zip.begin(name);
      auto changed = changed_.find(lower_ascii(name));
      if (changed == changed_.end() ? !copy(name, zip) : !changed->second(zip)) return false;
    }
    for (const auto& [name, content] : added_) {
      zip.begin(name);
      if (!content(zip)) return false;
    }
    zip.finish();
    return true;
  }

 private:
  using Content = std::function<bool(ZipStream&)>;  // false: it cannot be done
  struct MarkedSheet {
    CellMarks marks{};
    std::vector<MarkedCell> cells{};
    std::optional<MarkedComments> comments{};
    std::string new_drawing{};  // id of its relation; empty: the sheet has one
  };

  /// Each part is changed once: what is named twice was made for something else.
  bool change(std::string_view part, Content content) { return changed_.emplace(lower_ascii(part), std::move(content)).second; }
  static Content whole(std::string text) {
    return [text = std::move(text)](ZipStream& zip) {
      zip.write(text);
      return true;
    };
  }
  static MarkedComments::Take into(ZipStream& zip) {
    return [&zip](std::string_view piece) { zip.write(piece); };
  }

  /// All of a part that is no sheet.
  bool read(std::string_view part, std::string& out) {
    bool there = zip_.read(part, [&](std::string_view piece) {
      out += piece;
      return out.size() <= SheetLimits::shared_bytes;
    });
    return there && !zip_.fault() && out.size() <= SheetLimits::shared_bytes;
  }

  bool pass(std::string_view part, XmlEditor& editor, const XmlSplice::Take& out) {
    XmlSplice splice(editor, out);
    bool good = true;
    bool there = zip_.read(part, [&](std::string_view piece) {
      good = counted(piece.size()) && splice.feed(piece);
      return good;
    });
    return there && good && !zip_.fault() && splice.feed({}, true);
  }

  bool plan_sheet(const std::string& part, const CellMarks& marks) {
    MarkedSheet& sheet = sheets_.emplace_back();
    std::optional<SheetFault> fault;
    std::vector<SheetArea> areas = read_merged_cells(zip_, part, fault);
    if (fault) return false;
    SeenCells seen(areas);
    for (const auto& [cell, words] : marks) {
      std::string& said = sheet.marks[seen.seen(cell)];
      if (said.find(words) == std::string::npos) said += (said.empty() ? "" : "\n") + words;
    }
    for (const auto& [cell, words] : sheet.marks) sheet.cells.push_back({cell});
    MarkLooker looker(sheet.cells);
    if (!pass(part, looker, [](std::string_view /*piece*/) {}) || !looker.whole()) return false;
    for (const MarkedCell& cell : sheet.cells) styles_.insert(cell.style);
    return plan_comments(part, sheet, looker.drawing()) && change(part, [this, part, &sheet](ZipStream& zip) {
             for (MarkedCell& cell : sheet.cells) cell.style = marked_styles_.at(cell.style);
             MarkWriter writer(sheet.cells, sheet.new_drawing);
             return pass(part, writer, into(zip));
           });
  }

  bool plan_comments(const std::string& part, MarkedSheet& sheet, const std::string& drawing_id) {
    std::optional<SheetFault> fault;
    std::string relations_part = relations_of(part);
    bool related = zip_.holds(relations_part);
    std::vector<XlsxRelation> relations;
    if (related) relations = read_relations(zip_, part, fault).value_or(relations);
    if (fault) return false;
    std::string comments;  // their parts; empty: none
    std::string drawing;
    for (const XlsxRelation& one : relations) {
      if (one.type == std::string(office_relation) + "comments") comments = one.target;
      if (one.id == drawing_id) drawing = one.target;
    }
    if (drawing.empty() != drawing_id.empty()) return false;
    sheet.comments.emplace(sheet.marks);
    std::string more;
    std::string text;
    if (!comments.empty()) {
      if (!read(comments, text) || !sheet.comments->add_to_comments(text)) return false;
      if (!change(comments, comments_of(sheet))) return false;
    } else {
      more += add("xl/comments", ".xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml", "comments", relations,
                  comments_of(sheet));
    }
    text.clear();
    if (!drawing.empty()) {
      if (!read(drawing, text) || !sheet.comments->add_to_drawing(text)) return false;
      if (!change(drawing, drawing_of(sheet))) return false;
    } else {
      more += add("xl/drawings/vmlDrawing", ".vml", "application/vnd.openxmlformats-officedocument.vmlDrawing", "vmlDrawing", relations,
                  drawing_of(sheet));
      sheet.new_drawing = relations.back().id;
    }
    return more.empty() || relate(relations_part, related, more);
  }

  static Content comments_of(const MarkedSheet& sheet) {
    return [&sheet](ZipStream& zip) {
      sheet.comments->write_comments(into(zip));
      return true;
    };
  }
  static Content drawing_of(const MarkedSheet& sheet) {
    return [&sheet](ZipStream& zip) {
      sheet.comments->write_drawing(into(zip));
      return true;
    };
  }

  /// A new part: the attributes of the relation to it, which is the last of `relations` then.
  std::string add(std::string_view name, std::string_view ending, std::string_view type, std::string_view kind,
                  std::vector<XlsxRelation>& relations, Content content) {
    auto taken = [&](const std::string& part) {
      return zip_.holds(part) || std::ranges::any_of(added_, [&](const auto& one) { return one.first == part; });
    };
    std::string part;
    for (int n = 1; part.empty() || taken(part); ++n) part = std::string(name) + std::to_string(n) + std::string(ending);
    std::string id;
    for (int n = 1; id.empty() || std::ranges::find(relations, id, &XlsxRelation::id) != relations.end(); ++n)
      id = "rId" + std::to_string(n);
    added_.emplace_back(part, std::move(content));
    types_.emplace_back(part, type);
    relations.push_back({id, std::string(office_relation) + std::string(kind), std::string(kind), part});
    return "Relationship Id=\"" + id + "\" Type=\"" + relations.back().type + "\" Target=\"/" + part + "\"/>\n";
  }

  /// `more`: lines of relations without `<`.
  bool relate(const std::string& part, bool there, const std::string& more) {
    auto lines = [&more](const std::string& prefix) {
      std::string out;
      for (std::string_view rest = more; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1))
        out += "<" + prefix + std::string(rest.substr(0, rest.find('\n')));
      return out;
    };
    if (!there) {
      added_.emplace_back(part, whole(std::string(declaration) + "<Relationships xmlns=\"" + std::string(relations_space) + "\">" +
                                      lines("") + "</Relationships>"));
      return true;
    }
    Appended edits("Relationships", relations_space);
    edits.more = lines;
    std::string text;
    std::string out;
    return read(part, text) && edits.run(text, out) && change(part, whole(std::move(out)));
  }

  bool plan_styles(const std::string& part) {
    std::string text;
    std::string out;
    return !part.empty() && read(part, text) && mark_styles(text, styles_, out, marked_styles_) && change(part, whole(std::move(out)));
  }

  bool plan_types() {
    Appended edits("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
    edits.more = [&](const std::string& prefix) {
      std::string out;
      for (const auto& [part, type] : types_)
        out.append("<").append(prefix).append("Override PartName=\"/").append(part).append("\" ContentType=\"").append(type).append("\"/>");
      return out;
    };
    std::string text;
    std::string out;
    if (!read(types_part, text) || !edits.run(text, out)) return false;
    // Excel opens neither under the name of a plain workbook.
    if (text.find("macroEnabled") != std::string::npos || text.find("template.main") != std::string::npos) return false;
    return types_.empty() || change(types_part, whole(std::move(out)));
  }

  /// What comes out of the archive, all in all: the same share as of one part.
  bool counted(std::size_t bytes) {
    unpacked_ += bytes;
    return unpacked_ < SheetLimits::ratio_from + 2 * SheetLimits::packed_ratio * bytes_;  // sheets are unpacked twice
  }

  bool copy(const std::string& name, ZipStream& zip) {
    bool sheet = sheet_parts_.contains(lower_ascii(name));
    std::uint64_t size = 0;
    bool good = true;
    zip_.read(name, [&](std::string_view piece) {
      size += piece.size();
      good = counted(piece.size()) && (sheet || size <= SheetLimits::part_bytes);
      if (good) zip.write(piece);
      return good;
    });
    return good && !zip_.fault();
  }

  std::uint64_t bytes_, unpacked_ = 0;
  ZipReader zip_;
  Sink& out_;
  std::set<std::string> sheet_parts_;
  std::deque<MarkedSheet> sheets_;
  std::set<std::uint32_t> styles_;  // in use at marked cells
  std::map<std::uint32_t, std::uint32_t> marked_styles_;
  std::map<std::string, Content> changed_;  // part in lower case → how it is written
  std::vector<std::pair<std::string, Content>> added_;
  std::vector<std::pair<std::string, std::string_view>> types_;  // of added parts
};

}  // namespace

bool mark_workbook(std::string_view bytes, const std::map<std::string, CellMarks>& sheets, Sink& out) {
  Marking marking(bytes, out);
  return marking.plan(sheets) && marking.write();
}

}  // namespace gongshi
