// The commands; each takes parsed options and gives an exit status (exit_status.hpp).
#pragma once
#include "cli/options.hpp"

namespace gongshi {

int run_build(const Options& options);
int run_check(const Options& options);
int run_status(const Options& options);
int run_report(const Options& options);
int run_publish(const Options& options);
int run_correct(const Options& options);
int run_verify(const Options& options);
int run_explain(const Options& options);
int run_serve(const Options& options);
int run_import(const Options& options);
int run_init(const Options& options);

std::span<const CommandRow> commands();

}  // namespace gongshi
