// What is not a page: data, workbooks, feeds, the search index and the static files.
#pragma once
#include "base/output_plan.hpp"
#include "model/assessment.hpp"

namespace gongshi {

void add_data_files(const Assessment& site,
                    OutputPlan& plan);  // data/results.*, data/YYYY/…, data/ledger.ndjson, data/schema/, data/datapackage.json
void add_report_files(const Assessment& site, OutputPlan& plan);                 // reports/PERIOD.xlsx
void add_item_workbook(const Assessment& site, OutputPlan& plan);                // items.xlsx
void add_plan_workbooks(const Assessment& site, OutputPlan& plan);               // plans/ID.xlsx
void add_feeds(const Assessment& site, OutputPlan& plan);                        // feed.xml, sitemap.xml, robots.txt
void add_search_index(const Assessment& site, unsigned jobs, OutputPlan& plan);  // search/…
void add_static_files(const Assessment& site, OutputPlan& plan);                 // static/…

}  // namespace gongshi
