// Where commands say things: results and lists to standard output, what is wrong to standard error.
#pragma once
#include <string>
#include <string_view>

#include "base/diagnostics.hpp"
#include "cli/diagnostics_out.hpp"
#include "cli/options.hpp"
#include "publish/builder.hpp"

namespace gongshi {

void print_line(std::string_view text);
void print_error(std::string_view text);
/// All of them, with a last line that counts; empty where there are none.
std::string diagnostics_text(const Diagnostics& diagnostics, Language language, Rest rest_by = Rest::check);
/// The same, to standard error.
void print_diagnostics(const Diagnostics& diagnostics, Language language, Rest rest_by = Rest::check);
/// What `check` says of a root, in the format that was asked for, to standard output.
void print_check(const Diagnostics& diagnostics, Date as_of, const Options& options);
/// One line for each change that the report keeps: why, path.
void print_changes(const publish::BuildReport& report, Language language);
/// The last line of a build: files, written, unchanged, removed, time.
void print_report(const publish::BuildReport& report, const std::string& folder, const Options& options, const std::string& seconds);

}  // namespace gongshi
