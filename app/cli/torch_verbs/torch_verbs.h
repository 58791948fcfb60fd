#pragma once

#include "app/cli/verbs/verbs.h"

namespace solopose {

// Verbs that load torch, or speak of all verbs; each registers itself as those in verbs.h do.
void add_heatmap(CLI::App& program, Console& console);
void add_train(CLI::App& program, Console& console);
void add_evaluate(CLI::App& program, Console& console);
void add_predict(CLI::App& program, Console& console);
void add_compare(CLI::App& program, Console& console);
void add_export_model(CLI::App& program, Console& console);
void add_benchmark(CLI::App& program, Console& console);
void add_describe_program(CLI::App& program, Console& console);

inline void add_torch_verbs(CLI::App& program, Console& console) {
  add_heatmap(program, console);
  add_train(program, console);
  add_evaluate(program, console);
  add_predict(program, console);
  add_compare(program, console);
  add_export_model(program, console);
  add_benchmark(program, console);
  add_describe_program(program, console);
}

}  // namespace solopose
