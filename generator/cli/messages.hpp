// What commands say besides diagnostics, in both languages.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/catalogue.hpp"

namespace gongshi {

enum class Say : std::uint8_t {
  reading,
  nothing_wrong,
  as_of,
  found,  ///< errors, warnings
  nothing_written,
  unchanged,     ///< folder, files, seconds
  built,         ///< folder, files, written, unchanged, removed, seconds
  would_change,  ///< written, removed
  pending,       ///< results that wait for publication
  published,     ///< results, corrections, withdrawals, release number, folder, documents, draws
  nothing_to_publish,
  would_publish,  ///< results, corrections, withdrawals, digest, documents, draws
  sheet_of_a_list,
  closed_batch,       ///< entries of an interrupted publish
  would_close_batch,  ///< the same
  ledger_lost,
  name_not_set,
  set_back,       ///< date, last date
  not_today,      ///< date, today
  other_list,     ///< digest now, digest approved
  serving,        ///< address
  serving_open,   ///< host: others can reach it
  changed_again,  ///< seconds
  wrong_now,      ///< errors
  root_made,
  sheet_written,
  profile_taken,      ///< folder
  root_not_empty,     ///< folder
  no_root,            ///< folder
  option_missing,     ///< option
  option_not_here,    ///< option, kind
  unknown_word,       ///< option, word, nearest, known
  wrong_field_value,  ///< field, value, what it should be
  approved_later,     ///< date, as-of date
  correction_refused,
  correction_written,  ///< file
  correction_shows,    ///< result, kind, change
  report_of_what,
  report_period,    ///< word
  report_task,      ///< id, nearest
  report_named,     ///< file
  report_written,   ///< file, as-of date
  report_kind,      ///< file, kind of task
  report_internal,  ///< task
  report_due,       ///< last day, not empty: provisional
  report_missing,   ///< parts
  no_saved_site,    ///< folder
  no_live_site,
  site_partial,
  files_left_out,  ///< names
  records_not_compared,
  list_needs_root,
  list_released,  ///< entry, day
  list_unknown,   ///< digest
  other_errors,   ///< how many
  no_known_head,
  head_memory,  ///< file
  head_not_kept,
  ledger_is,  ///< entries, head
  verified,
  verified_with_site,  ///< files
  not_verified,        ///< faults, first entry, its kind
  no_explanation,      ///< word, nearest, rules
  wrong_epoch,         ///< SOURCE_DATE_EPOCH
  failure,
  no_profile,       ///< id, known ones
  no_format,        ///< format, those of the command
  serving_status,   ///< address of the status page
  build_into,       ///< folder
  import_what,      ///< no file was named
  import_gone,      ///< file
  import_sum,       ///< records, refused
  import_undated,   ///< records, header, key, article, not empty: the task may have the day
  import_written,   ///< file, records
  import_exists,    ///< file
  import_unlike,    ///< file, its records, not empty: import did not write it
  import_replaced,  ///< records before; those of them that are in the new table no more, or empty; where they are now, empty: still there
  import_there,     ///< file
  import_into,      ///< file
  import_dry,       ///< records
  import_refused,   ///< refused
  import_refusals,  ///< file, refused, task of the command line
  import_marked,    ///< file, not empty: the workbook had to be written anew
  import_one_file,  ///< option
  import_over_source,  ///< file
  template_alone,
  file_there,        ///< file
  template_written,  ///< file
};

/// `{0}`, `{1}` … are the arguments.
std::string say(Language language, Say what, const std::vector<std::string>& arguments = {});

}  // namespace gongshi
