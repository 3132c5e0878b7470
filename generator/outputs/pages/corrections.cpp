// corrections.html and corrections/page/N.html: the public correction log.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "outputs/changes.hpp"
#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/pager.hpp"
#include "outputs/pages.hpp"

namespace gongshi {
namespace {

constexpr std::string_view address = "corrections.html";

struct CorrectionRow {
  std::string path;
  std::string_view id;
  std::string_view name;  ///< empty: the result was withdrawn
  bool gone = false;
  std::optional<Date> on;
  ChangeView change;
  static const Shape& shape() {
    static const Shape shape{
        "correction_row",
        {field<&CorrectionRow::path>("path"), field<&CorrectionRow::id>("id"), field<&CorrectionRow::name>("name"),
         field<&CorrectionRow::gone>("gone"), field<&CorrectionRow::on>("day"), field<&CorrectionRow::change>("change")}};
    return shape;
  }
};

struct CorrectionTable {
  std::vector<CorrectionRow> rows;
  static const Shape& shape() {
    static const Shape shape{"correction_table", {field<&CorrectionTable::rows>("rows")}};
    return shape;
  }
};

struct CorrectionsView {
  PageFrame frame;
  std::string heading;
  bool newest = true;
  std::optional<CorrectionTable> table;
  std::optional<Pager> pager;
  static const Shape& shape() {
    using V = CorrectionsView;
    static const Shape shape{"corrections",
                             {field<&V::frame>("frame"), field<&V::heading>("heading"), field<&V::newest>("newest"),
                              field<&V::table>("table"), field<&V::pager>("pager")}};
    return shape;
  }
};

CorrectionRow correction_row(const Assessment& site, const ShownCorrection& shown) {
  const ShownResult& result = site.results[shown.result];
  CorrectionRow row;
  row.path = links::result(result.id);
  row.id = result.id;
  row.gone = result.withdrawn;
  if (!result.withdrawn) row.name = result.record->object_name;
  row.change = change_view(site, shown);
  if (row.change.on) row.on = row.change.on->iso;
  return row;
}

CorrectionsView corrections_view(const Assessment& site, const Frames& frames, std::size_t number) {
  CorrectionsView view;
  view.newest = number == 0;
  view.heading = list_title("更正记录", number);
  view.frame = frames.page(SiteColumn::corrections, number == 0, list_path(address, number), view.heading);
  if (number != 0) view.frame.set_here("第" + std::to_string(number) + "页");
  ListPart part = list_part(site.corrections.size(), number);
  CorrectionTable table;
  Date newest;
  for (std::size_t i = part.last; i-- > part.first;) {
    table.rows.push_back(correction_row(site, site.corrections[i]));
    if (table.rows.back().on) newest = std::max(newest, *table.rows.back().on);
  }
  // Where there is nothing, the page says of which day that is true.
  view.frame.set_until(site.corrections.empty() ? site.newest_fact : newest);
  if (!table.rows.empty()) view.table = std::move(table);
  view.pager = pager(address, site.corrections.size(), number);
  return view;
}

}  // namespace

void add_correction_page(const PageContext& context, OutputPlan& plan) {
  auto made = context.compile<CorrectionsView>("pages/corrections.html");
  if (made == nullptr) return;
  const Assessment& site = context.site;
  plan.add(std::make_unique<PageKind<CorrectionsView>>(
      "corrections", std::move(made), 1 + links::pages(site.corrections.size()), [](std::size_t i) { return list_path(address, i); },
      [&site, frames = context.frames](std::size_t i) { return corrections_view(site, *frames, i); }));
}

}  // namespace gongshi
