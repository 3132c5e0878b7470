// What readers of sheets are held to, whatever the file is: sheets come in order, rows rise, cells stand by column, texts are UTF-8 and
// never blank; what was read, written in the same format by a writer of a few lines, is read again as the same; and so is any text.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/table/sheet.hpp"
#include "formats/table/sheet_file.hpp"

namespace gongshi::fuzz {

struct KeptCell {
  std::uint32_t column = 0;
  CellKind kind = CellKind::text;
  bool percent = false;
  Date date{};
  std::string text;
  bool operator==(const KeptCell&) const = default;
};
struct KeptRow {
  std::uint32_t row = 0;
  bool hidden = false;
  std::vector<KeptCell> cells;
  bool operator==(const KeptRow&) const = default;
};
struct KeptSheet {
  std::string name;
  bool hidden = false;
  std::vector<SheetArea> areas;
  std::vector<KeptRow> rows;
};

/// Keeps sheets, and ends the program where they are not as promised. Every fifth sheet is declined.
class Checking final : public SheetSink {
 public:
  std::vector<KeptSheet> sheets;
  bool sheet(const SheetHead& head) override;
  void row(const SheetRow& row) override;
  void end_sheet() override;
  bool open() const { return open_; }

 private:
  bool open_ = false;
};

using Reader = std::function<std::optional<SheetFault>(std::string_view, SheetSink&)>;

/// Reads, and where there was no fault writes (as `format`) and reads again.
void check_round_trip(std::string_view bytes, SheetFormat format, const Reader& reader);

/// The other way round: takes the input for what a table says (UTF-8; lines, in them cells between tabs, of which one that begins with #
/// is merged over two rows and columns), writes it without the numbers of cells, and reads it.
void check_data(std::string_view text, SheetFormat format, const Reader& reader);

/// The same sheets as a file of that format.
std::string written(const std::vector<KeptSheet>& sheets, SheetFormat format);

/// A zip archive that packs nothing: so there is no compressor to be run for each of ten million files.
struct Part {
  std::string_view name, bytes;
};
std::string archive(const std::vector<Part>& parts);

}  // namespace gongshi::fuzz
