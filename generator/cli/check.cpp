#include "cli/commands.hpp"
#include "cli/diagnostics_out.hpp"
#include "cli/exit_status.hpp"
#include "cli/messages.hpp"
#include "cli/pipeline.hpp"
#include "cli/print.hpp"

namespace gongshi {

int run_check(const Options& options) {
  auto loaded = load(options);
  const Diagnostics& found = loaded->diagnostics;
  if (options.format == "json") {
    print_line(as_json(found, loaded->as_of, options.language));
  } else if (options.format == "sarif") {
    print_line(as_sarif(found, loaded->as_of, options.language));
  } else {
    Tally count = tally(found);
    if (!found.empty()) print_line(as_text(found, options.language));
    std::string sum = count.errors == 0 && count.warnings == 0
                          ? say(options.language, Say::nothing_wrong)
                          : say(options.language, Say::found, {std::to_string(count.errors), std::to_string(count.warnings)});
    print_line(say(options.language, Say::as_of, {loaded->as_of.iso(), sum}));
  }
  return loaded->good ? exit_good : exit_content;
}

}  // namespace gongshi
