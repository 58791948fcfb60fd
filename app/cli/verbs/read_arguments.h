#pragma once

#include <CLI/CLI.hpp>

#include "core/formats/read_options.h"

namespace solopose {

/// --mapping, --calibration, --with-ignored, --universal, --fps, --unit and --up, for the verbs that read
/// files, and what a mapping file looks like in the verb's footer. `options` must outlive the parse.
void add_read_options(CLI::App& verb, ReadOptions& options);

}  // namespace solopose
