#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/console.h"

namespace solopose {

/// Registers the verbs a program has.
using AddVerbs = void (*)(CLI::App& program, Console& console);

/// `solopose VERB … [--json]`: result on stdout, log and progress on stderr. Returns the exit code: 0 done, 1
/// failed or cancelled, 2 wrong usage.
int run_program(int argc, char** argv, AddVerbs add_verbs);

/// Whether the first argument is one of these verbs; starts no thread and takes no signal.
bool begins_with_verb(int argc, char** argv, AddVerbs add_verbs);

}  // namespace solopose
