// plans/ID.xlsx: the annexes of a plan as they are printed, a sheet each: columns in their order, one or two header rows, cells that
// go on over several rows, remarks below.
#include <algorithm>

#include "base/text.hpp"
#include "formats/template/view_digest.hpp"
#include "formats/workbook/xlsx_writer.hpp"
#include "outputs/data/workbook.hpp"
#include "outputs/files.hpp"
#include "outputs/kinds.hpp"
#include "outputs/links.hpp"
#include "outputs/reports/printed_table.hpp"

namespace gongshi {
namespace {

/// Issuer, number and day of the document.
std::string source(const Plan& plan) {
  std::string out(plan.issuer);
  std::string issued = plan.issued_on ? plan.issued_on->chinese() : "";
  for (std::string_view part : {plan.document_number, std::string_view(issued)})
    if (!part.empty()) out += (out.empty() ? "" : "　") + std::string(part);
  return out;
}

void write_section(Sheet& sheet, const Plan& plan, const PlanSection& section, Date as_of) {
  PrintedTable table{plan.title, section.title, source(plan), section.columns, section.merged, section.entries.size(), {}, {}};
  table.cell = [&](std::size_t row, std::string_view key) { return cell_values(section.entries[row], key); };
  table.remarks.assign(section.remarks.begin(), section.remarks.end());
  for (const Revision& revision : plan.revisions)
    if (revision.on && *revision.on <= as_of) table.remarks.push_back(revision_text(revision));
  write_printed_table(sheet, table);
}

Date newest_fact(const Assessment& site, const Plan& plan) {
  Date newest = plan.published_on.value_or(plan.issued_on.value_or(site.newest_fact));
  for (const Revision& revision : plan.revisions)
    if (revision.on && *revision.on <= site.as_of) newest = std::max(newest, *revision.on);
  return newest;
}

void write_plan(const Assessment& site, const Plan& plan, Sink& out) {
  Workbook book(workbook_info(site, std::string(plan.title), newest_fact(site, plan)));
  for (const PlanSection& section : plan.sections) {
    // `附件1　……` gives a short name; others go by their kind.
    std::string_view first = section.title.substr(0, section.title.find("　"));
    bool annex = first.size() < section.title.size() && characters(first) <= 8;
    std::string_view name = annex ? first : choices_of<SectionKind>()[static_cast<std::size_t>(section.kind)].label;
    write_section(book.add_sheet(name), plan, section, site.as_of);
  }
  book.write_to(out);
}

}  // namespace

void add_plan_workbooks(const Assessment& site, OutputPlan& plan) {
  std::vector<StreamFile> files;
  for (const Plan* of : site.plans) {
    StreamFile file;
    file.path = links::plan_workbook(of->id);
    file.depends = [&site, of](QuickHasher& hasher) {
      hasher.add_part(site.site->organisation.name);
      hasher.add_part(static_cast<std::uint64_t>(newest_fact(site, *of) - Date{}));
      hash_view(Plan::shape(), of, hasher);
    };
    file.write = [&site, of](Sink& out) { write_plan(site, *of, out); };
    files.push_back(std::move(file));
  }
  plan.add(std::make_unique<StreamKind>("plan-workbooks", StreamKind::Weight::workbook, std::move(files)));
}

}  // namespace gongshi
