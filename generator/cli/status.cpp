#include "rules/status.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/messages.hpp"
#include "cli/pipeline.hpp"
#include "cli/print.hpp"
#include "report/status_out.hpp"

namespace gongshi {

int run_status(const Options& options) {
  if (options.format == "sarif") {
    print_error(say(options.language, Say::no_format, {options.format, "text|json"}));
    return exit_usage;
  }
  auto loaded = load(options);
  if (!loaded->good) {
    print_check(loaded->diagnostics, loaded->as_of, options);
    return exit_content;
  }
  auto now = status(*loaded->data, loaded->data->ledger, loaded->as_of, options.explain ? Behind::listed : Behind::counted);
  bool json = options.format == "json";
  print_line(json ? status_json(*now, options.explain) : status_text(*now, loaded->data->site, options.language, options.explain));
  return exit_good;
}

}  // namespace gongshi
