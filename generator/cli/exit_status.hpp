#pragma once

namespace gongshi {

/// CONTRACT §3.
enum ExitStatus : int { exit_good = 0, exit_content = 1, exit_usage = 2, exit_machine = 3, exit_interrupted = 130 };

}  // namespace gongshi
