#include "app/cli/program.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/console.h"
#include "app/cli/described_options.h"
#include "app/cli/interrupt.h"
#include "core/base/error.h"
#include "core/base/kept_memory.h"

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
  const std::string line = fmt::format("solopose: {}\n", message);
  std::fwrite(line.data(), 1, line.size(), stderr);  // a terminal that is gone changes no result
  return code;
}

std::vector<std::string> verbs_of(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* verb : shown_verbs(program)) names.push_back(verb->get_name());
  return names;
}

/// What stands where a verb should; empty for nothing, or an option.
std::string verb_asked_for(int argc, char** argv) {
  const std::string first = argc > 1 ? argv[1] : "";
  return first.starts_with('-') ? std::string() : first;
}

bool has_verb(const CLI::App& program, const std::string& name) {
  return std::ranges::any_of(program.get_subcommands({}),
                             [&](const CLI::App* verb) { return verb->check_name(name); });
}

}  // namespace

int run_program(int argc, char** argv, AddVerbs add_verbs) {
  const Interrupt interrupt;  // before anything starts a thread
  keep_freed_memory();
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may grow no further is an error like a full disk
  Console console(interrupt.token());

  CLI::App program("3D human-pose datasets in one universal frame, from the command line", "solopose");
  program.set_version_flag("--version", version_text, "Print version and licence");
  program.require_subcommand(1);
  program.get_formatter()->column_width(34);
  add_verbs(program, console);
  if (const std::string verb = verb_asked_for(argc, argv); !verb.empty() && !has_verb(program, verb)) {
    return complain(fmt::format("\"{}\" is no verb; there are {}", verb, fmt::join(verbs_of(program), ", ")),
                    wrong_usage);
  }

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

bool begins_with_verb(int argc, char** argv, AddVerbs add_verbs) {
  Console console{std::stop_token()};
  CLI::App program;
  add_verbs(program, console);
  return has_verb(program, verb_asked_for(argc, argv));
}

}  // namespace solopose
