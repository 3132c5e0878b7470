#include <sys/stat.h>

#include <csignal>
#include <exception>
#include <vector>

#include "base/failure.hpp"
#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/messages.hpp"
#include "cli/print.hpp"

namespace gongshi {
namespace {

int run(const std::vector<std::string_view>& arguments, Language language) {
  auto parsed = parse_arguments(commands(), arguments, language);
  if (const auto* help = std::get_if<HelpText>(&parsed)) {
    print_line(help->text);
    return exit_good;
  }
  if (const auto* wrong = std::get_if<UsageError>(&parsed)) {
    print_error(wrong->text);
    return exit_usage;
  }
  const Call& call = std::get<Call>(parsed);
  if (!source_date_epoch().empty() && !epoch_day(source_date_epoch())) {  // a wrong clock is worse than none
    print_error(say(language, Say::wrong_epoch, {std::string(source_date_epoch())}));
    return exit_usage;
  }
  return call.command->run(call.options);
}

}  // namespace
}  // namespace gongshi

int main(int count, char** values) {
  using namespace gongshi;
  std::signal(SIGXFSZ, SIG_IGN);  // a file-size limit is then an error of the write, which names the file
  umask(022);                     // a site is there to be read by a web server, whatever the user's own habit
  Language language = language_of_locale();
  try {
    return run(std::vector<std::string_view>(values + 1, values + count), language);
  } catch (const Failure& failure) {
    print_error(say(language, Say::failure, {language == Language::chinese ? failure.chinese() : failure.what()}));
  } catch (const std::exception& error) {
    print_error(say(language, Say::failure, {error.what()}));
  }
  return exit_machine;
}
