#include "app/cli/program.h"

#include <cstdio>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"

namespace solopose {
namespace {

constexpr int failed = 1;
constexpr int wrong_usage = 2;

constexpr const char* version_text =
    "solopose " SOLOPOSE_VERSION
    "\n"
    "Licence GPL-3.0-or-later: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>.\n"
    "This is free software: you are free to change and redistribute it. There is no warranty, to the extent "
    "permitted by "
    "law.";

int complain(const std::string& message, int code) {
  fmt::print(stderr, "solopose: {}\n", message);
  return code;
}

}  // namespace

int run_program(int argc, char** argv) {
  const Interrupt interrupt;  // before anything starts a thread
  Console console(interrupt.token());

  CLI::App program("3D human-pose datasets in one universal frame, from the command line", "solopose");
  program.set_version_flag("--version", version_text, "Print version and licence");
  program.require_subcommand(1);
  program.get_formatter()->column_width(34);
  add_verbs(program, console);

  try {
    program.parse(argc, argv);
    return 0;
  } catch (const CLI::ParseError& usage) {
    return program.exit(usage) == 0 ? 0 : wrong_usage;
  } catch (const Cancelled&) {
    return complain("cancelled", failed);
  } catch (const std::exception& failure) {
    return complain(failure.what(), failed);
  }
}

}  // namespace solopose
