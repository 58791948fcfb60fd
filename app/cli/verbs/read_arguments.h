#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "core/formats/reader.h"

namespace solopose {

/// What a person states about files, for the verbs that read them.
struct ReadArguments {
  ReadOptions options;
  std::string unit;
  double frames_per_second = 0;
  std::string up;

  /// Of a parsed command line.
  ReadOptions stated() const;
};

/// --mapping, --fps, --unit and --up, and what a mapping file looks like in the verb's footer.
void add_read_options(CLI::App& verb, ReadArguments& arguments);

}  // namespace solopose
