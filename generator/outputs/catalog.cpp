#include "outputs/catalog.hpp"

#include <memory>
#include <set>
#include <tuple>
#include <utility>

#include "base/catalogue.hpp"
#include "base/text.hpp"
#include "formats/template/template.hpp"
#include "outputs/dead_links.hpp"
#include "outputs/files.hpp"
#include "outputs/frame.hpp"
#include "outputs/pages.hpp"

namespace gongshi {
namespace {

void add_pages(const PageContext& context, OutputPlan& plan) {
  add_home_page(context, plan);
  add_plan_pages(context, plan);
  add_item_page(context, plan);
  add_task_pages(context, plan);
  add_result_pages(context, plan);
  add_result_lists(context, plan);
  add_object_pages(context, plan);
  add_object_lists(context, plan);
  add_summary_pages(context, plan);
  add_category_pages(context, plan);
  add_correction_page(context, plan);
  add_notice_pages(context, plan);
  add_guide_pages(context, plan);
  add_search_page(context, plan);
  add_missing_page(context, plan);
}

void add_files(const Assessment& site, unsigned jobs, OutputPlan& plan) {
  add_search_index(site, jobs, plan);  // before the data files, for many small ones wait for it
  add_data_files(site, plan);
  add_report_files(site, plan);
  add_plan_workbooks(site, plan);
  add_item_workbook(site, plan);
  add_feeds(site, plan);
  add_static_files(site, plan);
}

/// Objects have addresses made of what their records say, so that two may have one: they are told by name, at a record of the second.
void name_objects(const Assessment& site, Diagnostic& clash) {
  std::vector<const ShownObject*> claim;
  for (const ShownObject& object : site.objects)
    if (lower_ascii("objects/" + object.id + ".html") == lower_ascii(clash.args.front())) claim.push_back(&object);
  if (claim.size() < 2) return;
  for (std::size_t i = 0; i < 2; ++i) clash.args[i + 1] = "“" + std::string(claim[i]->name) + "”";
  const Result& record = *site.results[claim[1]->results.front()].record;
  clash.origin = record.origin;
  clash.record = record.id;
}

/// Files of site/static/ whose names differ in case only, which some computers take for one.
void name_statics(const Assessment& site, Diagnostic& clash) {
  std::vector<const StaticFile*> claim;
  for (const StaticFile* file : site.statics)
    if (lower_ascii(file->path) == lower_ascii(clash.args.front())) claim.push_back(file);
  if (claim.size() < 2) return;
  for (std::size_t i = 0; i < 2; ++i) clash.args[i + 1] = "site/" + std::string(claim[i]->path);
  clash.args.emplace_back("files");
  clash.place.file = clash.args[2];
}

void report_clashes(const Assessment& site, const OutputPlan& plan, unsigned jobs, Diagnostics& out) {
  for (const OutputPlan::Clash& clash : plan.clashes(jobs)) {
    Diagnostic& told =
        out.add({.code = Code::address_clash,
                 .args = {clash.path, std::string(plan.kind(clash.first.kind).name()), std::string(plan.kind(clash.second.kind).name())}});
    name_objects(site, told);
    name_statics(site, told);
  }
}

/// A partial that several pages take in is compiled for each of them: what is wrong in it is said once.
void say_once(Diagnostics& found) {
  std::set<std::tuple<std::string, std::uint32_t, std::uint32_t, Code, std::string>> said;
  std::erase_if(found.items(), [&](const Diagnostic& d) {
    return !said.emplace(d.place.file, d.place.line, d.place.column, d.code, d.args.empty() ? std::string() : d.args.front()).second;
  });
}

/// All pages of the site go into `plan`; what is wrong in their templates into `found`.
void plan_pages(const Assessment& assessment, OutputPlan& plan, Diagnostics& found) {
  TemplateSet templates;
  for (const TemplateFile& file : assessment.data->templates) templates.add(file.name, file.text);
  add_pages({assessment, templates, found, std::make_shared<const Frames>(assessment)}, plan);
  say_once(found);
}

}  // namespace

std::optional<OutputPlan> plan_site(const Assessment& assessment, unsigned jobs, Diagnostics& out) {
  Diagnostics found;
  OutputPlan plan;
  plan_pages(assessment, plan, found);
  add_files(assessment, jobs, plan);
  if (!found.errors()) report_dead_links(assessment, plan, found);  // a page whose template is wrong is in no plan
  report_clashes(assessment, plan, jobs, found);
  bool wrong = found.errors();
  out.take(std::move(found));
  if (wrong) return std::nullopt;
  return plan;
}

void check_templates(const Assessment& assessment, Diagnostics& out) {
  Diagnostics found;
  OutputPlan of_no_use;
  plan_pages(assessment, of_no_use, found);
  out.take(std::move(found));
}

}  // namespace gongshi
