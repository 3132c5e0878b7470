#include "formats/table/merged_cells.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "formats/package/xml_reader.hpp"
#include "formats/table/cell_name.hpp"

namespace gongshi {
namespace {

constexpr std::string_view mark = "sheetData";
constexpr std::size_t longest_tag = 64 + mark.size();  // as far as its name: `</x:sheetData`

/// Where the tag `<sheetData` or `</sheetData` begins, whatever the prefix of its name; the word alone may stand in any text.
std::size_t find_tag(std::string_view xml, std::string_view begin) {
  constexpr std::string_view blanks = " \t\r\n";
  for (std::size_t at = 0; (at = xml.find(mark, at)) != std::string_view::npos; at += mark.size()) {
    std::size_t end = at + mark.size();
    if (end == xml.size() || (xml[end] != '>' && xml[end] != '/' && blanks.find(xml[end]) == std::string_view::npos)) continue;
    std::size_t from = end - std::min(end, longest_tag);
    std::string_view tag = xml.substr(from, at - from);
    std::size_t open = tag.rfind('<');
    if (open == std::string_view::npos || !tag.substr(open).starts_with(begin)) continue;
    std::string_view prefix = tag.substr(open + begin.size());
    if (prefix.empty() || (prefix.ends_with(':') && prefix.find_first_of("/!?>\"' \t\r\n") == std::string_view::npos)) return from + open;
  }
  return std::string_view::npos;
}

/// The merged cells of a sheet, which stand behind its rows: the rows are unpacked, but not read.
class MergeCells final : public XmlEvents {
 public:
  MergeCells() : reader_(*this, false) {}
  std::vector<SheetArea> found;
  bool too_many = false;

  /// Whether all was seen as it should be. Else the word stood somewhere else, in a comment, or not in these bytes, as in UTF-16.
  bool understood() const { return part_ == Part::tail && !reader_.stopped(); }
  void read_all() { part_ = Part::tail; }
  bool feed(std::string_view piece) {
    if (part_ == Part::tail) return reader_.feed(piece);
    kept_ += piece;
    if (part_ == Part::head && !find_begin()) return true;
    return part_ == Part::tail ? reader_.feed(std::exchange(kept_, {})) : skip_rows();
  }
  void start(std::string_view name, XmlAttributes a) override {
    if (name != "mergeCell") return;
    too_many = too_many || found.size() >= SheetLimits::areas;
    auto one = cell_area(a.find("ref").value_or(""));
    if (one && !too_many) found.push_back(*one);
  }
  void end(std::string_view /*name*/) override {}
  void text(std::string_view /*piece*/) override {}

 private:
  enum class Part : std::uint8_t { head, rows, tail };

  /// All up to the begin of the rows goes to the reader.
  bool find_begin() {
    std::size_t open = find_tag(kept_, "<");
    std::size_t close = open == std::string::npos ? open : kept_.find('>', open);
    if (close == std::string::npos) {
      if (kept_.size() > SheetLimits::token_bytes) part_ = Part::tail;  // the second time says what is wrong
      return part_ == Part::tail;
    }
    part_ = kept_[close - 1] == '/' ? Part::tail : Part::rows;
    reader_.feed(std::string_view(kept_).substr(0, close + 1));
    kept_.erase(0, close + 1);
    return true;
  }
  bool skip_rows() {
    std::size_t open = find_tag(kept_, "</");
    if (open == std::string::npos) {
      if (kept_.size() > 2 * longest_tag) kept_.erase(0, kept_.size() - longest_tag);
      return true;
    }
    kept_.erase(0, open);
    part_ = Part::tail;
    return reader_.feed(std::exchange(kept_, {}));
  }

  XmlReader reader_;
  Part part_ = Part::head;
  std::string kept_;
};

}  // namespace

std::vector<SheetArea> read_merged_cells(ZipReader& zip, std::string_view part, std::optional<SheetFault>& fault) {
  MergeCells quick;
  std::optional<MergeCells> slow;  // few sheets need it
  zip.read(part, [&](std::string_view piece) { return quick.feed(piece); });
  if (!zip.fault() && !quick.understood()) {
    slow.emplace().read_all();
    zip.read(part, [&](std::string_view piece) { return slow->feed(piece); });
  }
  MergeCells& cells = slow ? *slow : quick;
  if (zip.fault())
    fault = zip.fault();
  else if (cells.too_many)
    fault = SheetFault{SheetFault::What::limit, "合并的单元格太多", "it has too many merged cells"};
  std::ranges::sort(cells.found, {}, [](const SheetArea& a) { return std::pair(a.row, a.column); });
  return std::move(cells.found);
}

CellName SeenCells::seen(CellName cell) {
  for (; next_ < areas_.size() && areas_[next_].row <= cell.row; ++next_) open_[areas_[next_].column] = areas_[next_];
  for (auto at = open_.upper_bound(cell.column); at != open_.begin();) {
    const SheetArea& area = (--at)->second;
    if (area.last_row >= cell.row) return area.last_column >= cell.column ? CellName{area.row, area.column} : cell;
    at = open_.erase(at);
  }
  return cell;
}

}  // namespace gongshi
