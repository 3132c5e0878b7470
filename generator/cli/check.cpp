#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/pipeline.hpp"
#include "cli/print.hpp"

namespace gongshi {

int run_check(const Options& options) {
  auto loaded = load(options);
  print_check(loaded->diagnostics, loaded->as_of, options);
  return loaded->good ? exit_good : exit_content;
}

}  // namespace gongshi
