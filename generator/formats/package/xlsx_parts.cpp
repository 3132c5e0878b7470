#include "formats/package/xlsx_parts.hpp"

namespace gongshi {
namespace {

/// Targets of relations stand relative to the folder of their part; a first slash means the root of the archive.
std::string resolved(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    std::size_t slash = folder.find_last_of('/', folder.size() < 2 ? 0 : folder.size() - 2);
    folder = slash == std::string_view::npos ? std::string_view{} : folder.substr(0, slash + 1);
  }
  return std::string(folder) + std::string(target);
}

std::string_view folder_of(std::string_view part) { return part.substr(0, part.rfind('/') + 1); }

class Relations final : public XmlEvents {
 public:
  explicit Relations(std::string_view folder) : folder_(folder) {}
  std::vector<XlsxRelation> all;
  void start(std::string_view name, XmlAttributes a) override {
    if (name != "Relationship" || all.size() >= SheetLimits::parts) return;
    std::string_view type = a.find("Type").value_or("");
    std::string_view target = a.find("Target").value_or("");
    bool outside = a.find("TargetMode") == "External";
    all.push_back({std::string(a.find("Id").value_or("")), std::string(type), std::string(type.substr(type.rfind('/') + 1)),
                   outside ? std::string(target) : resolved(folder_, target)});
  }
  void end(std::string_view /*name*/) override {}
  void text(std::string_view /*piece*/) override {}

 private:
  std::string_view folder_;
};

}  // namespace

bool read_xml_part(ZipReader& zip, std::string_view part, XmlEvents& events, std::string_view sheet, std::optional<SheetFault>& fault) {
  XmlReader reader(events);
  std::uint64_t bytes = 0;
  bool there = zip.read(part, [&](std::string_view piece) {
    bytes += piece.size();
    if (bytes > SheetLimits::part_bytes) reader.stop({true, std::string(part) + " 太大", std::string(part) + " in it is too long"});
    return reader.feed(piece);
  });
  if (!there && !zip.fault())
    fault = SheetFault{SheetFault::What::damaged, "缺少 " + std::string(part), std::string(part) + " is missing"};
  else if (zip.fault())
    fault = zip.fault();
  else if (!reader.stopped())
    reader.feed("", true);
  if (!fault && reader.stopped()) {
    const XmlStop& stop = *reader.stopped();
    fault = SheetFault{stop.limit ? SheetFault::What::limit : SheetFault::What::damaged, stop.chinese, stop.english};
  }
  if (fault) fault->sheet = sheet;
  return !fault;
}

std::string relations_of(std::string_view part) {
  std::string_view folder = folder_of(part);
  return std::string(folder) + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
}

std::optional<std::vector<XlsxRelation>> read_relations(ZipReader& zip, std::string_view part, std::optional<SheetFault>& fault) {
  Relations relations(folder_of(part));
  if (!read_xml_part(zip, relations_of(part), relations, "", fault)) return std::nullopt;
  return std::move(relations.all);
}

}  // namespace gongshi
