#pragma once

namespace solopose {

/// `solopose VERB … [--json]`: result on stdout, log and progress on stderr. Returns the exit code: 0 done, 1
/// failed or cancelled, 2 wrong usage.
int run_program(int argc, char** argv);

}  // namespace solopose
