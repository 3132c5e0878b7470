// The parts of a workbook (.xlsx): the XML of each, and how they refer to each other.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/package/xml_reader.hpp"
#include "formats/package/zip_reader.hpp"
#include "formats/table/sheet.hpp"

namespace gongshi {

/// Feeds a part to `events`; false where it stopped with a fault, which then names `sheet`. A part that is missing is a fault.
bool read_xml_part(ZipReader& zip, std::string_view part, XmlEvents& events, std::string_view sheet, std::optional<SheetFault>& fault);

struct XlsxRelation {
  std::string id, type;
  std::string kind;    ///< the last word of its type: `worksheet`, `comments`
  std::string target;  ///< the part; what is outside of the archive stays as it is written
};

/// Where the relations of a part stand; of the archive itself: empty.
std::string relations_of(std::string_view part);
/// The relations of a part, in the order of the file; nullopt: `fault` says why, also where it has none.
std::optional<std::vector<XlsxRelation>> read_relations(ZipReader& zip, std::string_view part, std::optional<SheetFault>& fault);

}  // namespace gongshi
