// items.xlsx: the lists of inspection items as they are printed, a sheet each, the newest year first.
#include "formats/template/view_digest.hpp"
#include "outputs/data/workbook.hpp"
#include "outputs/files.hpp"
#include "outputs/item_lists.hpp"
#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/reports/printed_table.hpp"

namespace gongshi {
namespace {

/// Issuer, number and day of the list.
std::string source(const ItemList& list) {
  std::string out(list.issuer);
  std::string published = list.published_on ? list.published_on->chinese() : "";
  for (std::string_view part : {list.document_number, std::string_view(published)})
    if (!part.empty()) out += (out.empty() ? "" : "　") + std::string(part);
  return out;
}

void write_list(Sheet& sheet, const ItemList& list) {
  std::vector<Column> columns = printed_columns(list);
  PrintedTable table{list.title, list.title, source(list), columns, {}, list.entries.size(), {}, {}};
  table.cell = [&](std::size_t row, std::string_view key) { return cell_values(list.entries[row], key); };
  table.remarks.assign(list.remarks.begin(), list.remarks.end());
  for (const Revision& revision : list.revisions) table.remarks.push_back(revision_text(revision));
  write_printed_table(sheet, table);
}

void write_lists(const Assessment& site, Sink& out) {
  std::vector<const ItemList*> lists = lists_by_year(site);
  Workbook book(workbook_info(site, "随机抽查事项清单", newest_fact(lists)));
  for (const ItemList* list : lists)
    write_list(book.add_sheet(list->year ? std::to_string(*list->year) + "年清单" : std::string("清单")), *list);
  book.write_to(out);
}

}  // namespace

void add_item_workbook(const Assessment& site, OutputPlan& plan) {
  if (site.items.empty()) return;
  std::vector<StreamFile> files(1);
  files[0].path = links::item_workbook();
  files[0].depends = [&site](QuickHasher& hasher) {
    hasher.add_part(site.site->organisation.name);
    for (const ItemList* list : lists_by_year(site)) hash_view(ItemList::shape(), list, hasher);
  };
  files[0].write = [&site](Sink& out) { write_lists(site, out); };
  plan.add(std::make_unique<StreamKind>("item-workbook", StreamKind::Weight::workbook, std::move(files)));
}

}  // namespace gongshi
