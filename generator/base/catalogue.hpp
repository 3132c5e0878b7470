// Every diagnostic there is: its stable code, how grave it is, what is said in each language, and what to do.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"

namespace gongshi {

/// The number is printed as `R0203` and never changes its meaning.
///   1xx files and their syntax · 2xx fields of records · 3xx references · 4xx wordings · 5xx what is not public
///   6xx corrections and ledger · 7xx templates · 8xx addresses
enum class Code : std::uint16_t {
  site_missing = 101,
  json_syntax = 102,
  not_utf8 = 103,
  csv_syntax = 104,
  csv_header = 105,
  csv_header_missing = 106,
  csv_no_header = 107,
  stray_file = 108,
  format_unsupported = 109,
  symbolic_link = 110,
  markdown_link = 111,
  front_matter = 112,
  too_deep = 113,
  not_a_record = 114,
  json_cut_short = 115,
  json_trailing_comma = 116,
  file_name = 117,
  csv_after_quote = 118,
  one_record = 119,
  same_file_name = 120,
  column_left_out = 121,
  encrypted_file = 122,
  mixed_encoding = 123,
  damaged_file = 124,
  table_limit = 125,
  sheet_left_out = 126,
  hidden_rows = 127,
  table_encoding = 128,
  refused_rows = 129,
  attachment_missing = 130,
  dead_link = 131,
  markdown_cells = 132,
  headless_cell = 133,
  hidden_parts = 134,
  unknown_key = 201,
  wrong_type = 202,
  bad_character = 203,
  duplicate_key = 204,
  missing_key = 205,
  empty_value = 206,
  bad_date = 207,
  not_in_choices = 208,
  bad_format = 209,
  duplicate_id = 210,
  equal_rows = 211,
  date_order = 212,
  half_pair = 213,
  date_outside_task = 214,
  person_needs_id = 215,
  two_names = 216,
  duplicate_year = 217,
  number_range = 218,
  undated = 219,
  undated_ended = 220,
  calendar_other_year = 221,
  calendar_day_twice = 222,
  name_without_code = 223,
  ground_missing = 224,
  future_date = 225,
  future_revision = 226,
  as_of_real = 227,
  object_twice = 228,
  drawn_count = 229,
  code_check = 230,
  organisation_check = 231,
  registration_check = 232,
  code_character = 233,
  code_lost = 234,
  code_length = 235,
  personal_code = 236,
  code_words = 237,
  two_codes = 238,
  no_code = 239,
  date_two_readings = 240,
  date_as_number = 241,
  digits_lost = 242,
  cell_error = 243,
  formula_uncalculated = 244,
  date_without_year = 245,
  task_replaced = 246,
  two_tasks = 247,
  task_not_there = 248,
  library_double = 249,
  target_threshold = 260,
  target_not_public = 261,
  unknown_task = 301,
  unknown_plan = 302,
  unknown_plan_entry = 303,
  unknown_result = 304,
  unknown_profile = 305,
  unknown_wording = 401,
  rule_not_countable = 402,
  wording_misprint = 403,
  column_dropped = 501,
  phone_number = 502,
  identity_number = 503,
  bank_card = 504,
  home_address = 505,
  number_plate = 506,
  person_named = 507,
  person_told = 508,
  person_in_library = 509,
  perhaps_person = 510,
  withheld_reason = 511,
  secret_object_named = 512,
  correction_old = 601,
  correction_field = 602,
  correction_incomplete = 603,
  withheld_published = 604,
  published_vanished = 605,
  published_changed = 606,
  ledger_broken = 607,
  ledger_torn = 608,
  salt_missing = 609,
  correction_role = 610,
  correction_category = 611,
  progress_field = 612,
  investigation_missing = 613,
  correction_future = 614,
  document_changed = 615,
  document_vanished = 616,
  draw_changed = 617,
  result_not_drawn = 618,
  drawn_without_result = 619,
  published_set_back = 620,
  withdrawn_id_used = 621,
  repair_field = 622,
  start_changed = 623,
  correct_unpublished = 630,
  correct_withdrawn = 631,
  correct_same = 632,
  ledger_edited = 633,
  ledger_removed = 634,
  ledger_reordered = 635,
  ledger_cut = 636,
  ledger_forked = 637,
  ledger_rolled_back = 638,
  site_differs = 639,
  uncovered_change = 640,
  template_syntax = 701,
  template_name = 702,
  template_missing = 703,
  template_unsafe = 704,
  address_clash = 801,
};

enum class Language : std::uint8_t { chinese, english };

struct CatalogueRow {
  Code code;
  std::string_view name;  ///< of the enumerator, for tests
  Severity severity;
  std::string_view message[2];  ///< by Language; {0}, {1} … are the diagnostic's args
  std::string_view hint[2];     ///< what to do; may be empty
};

/// The row of `code`.
const CatalogueRow& catalogue_row(Code code);
/// All rows, by code.
struct CatalogueRange {
  const CatalogueRow* first;
  const CatalogueRow* last;
  const CatalogueRow* begin() const { return first; }
  const CatalogueRow* end() const { return last; }
};
CatalogueRange catalogue();

/// `{0}`, `{1}` … replaced by the arguments; a number without an argument stays empty. `{1?this|else that}`, which may hold others of
/// its kind, is the one where argument 1 is not empty, else the other.
std::string filled(std::string_view text, const std::vector<std::string>& args);

/// Words as one argument; a message puts `、` between them in Chinese, a comma in English.
std::string list_argument(std::span<const std::string_view> words);

std::string code_name(Code code);  ///< `R0203`
std::string message_of(const Diagnostic& diagnostic, Language language);
std::string hint_of(const Diagnostic& diagnostic, Language language);  ///< empty: nothing to add

}  // namespace gongshi
