// The pages of the site, kind by kind: the table of contents of outputs/pages/.
#pragma once
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/output_plan.hpp"
#include "formats/template/template.hpp"
#include "model/assessment.hpp"
#include "outputs/frame.hpp"

namespace gongshi {

/// What every page kind is made from.
struct PageContext {
  const Assessment& site;
  const TemplateSet& templates;
  Diagnostics& diagnostics;  ///< of templates; a kind whose template is wrong adds nothing to the plan
  std::shared_ptr<const Frames> frames;

  /// The template of pages that show a View, in the layout; null where it is wrong, which is said.
  template <class View>
  std::shared_ptr<const Template> compile(std::string_view page) const {
    std::optional<Template> made = templates.compile("layout.html", page, View::shape(), diagnostics);
    return made ? std::make_shared<const Template>(std::move(*made)) : nullptr;
  }
};

void add_home_page(const PageContext& context, OutputPlan& plan);      // index.html
void add_plan_pages(const PageContext& context, OutputPlan& plan);     // plans.html, plans/ID.html
void add_item_page(const PageContext& context, OutputPlan& plan);      // items.html
void add_task_pages(const PageContext& context, OutputPlan& plan);     // tasks.html, tasks/page/N.html, tasks/ID.html, tasks/ID/page/N.html
void add_result_pages(const PageContext& context, OutputPlan& plan);   // results/ID.html (also of withdrawn ones)
void add_result_lists(const PageContext& context, OutputPlan& plan);   // results.html, results/page/N.html
void add_object_pages(const PageContext& context, OutputPlan& plan);   // objects/ID.html and pointers
void add_object_lists(const PageContext& context, OutputPlan& plan);   // objects.html, objects/by/N.html
void add_summary_pages(const PageContext& context, OutputPlan& plan);  // summaries.html, summaries/PERIOD.html
void add_category_pages(const PageContext& context, OutputPlan& plan);   // categories/SLUG.html, categories/SLUG/page/N.html
void add_correction_page(const PageContext& context, OutputPlan& plan);  // corrections.html, corrections/page/N.html
void add_notice_pages(const PageContext& context, OutputPlan& plan);     // notices.html, notices/page/N.html, notices/SLUG.html
void add_guide_pages(const PageContext& context, OutputPlan& plan);      // guide/SLUG.html
void add_search_page(const PageContext& context, OutputPlan& plan);      // search.html
void add_missing_page(const PageContext& context, OutputPlan& plan);     // 404.html

}  // namespace gongshi
