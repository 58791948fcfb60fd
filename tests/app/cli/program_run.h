#pragma once

#include <csignal>
#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace solopose::testing {

/// What a run of a program left.
struct ProgramRun {
  int exit_code = -1;  ///< 128 + N when signal N ended it
  std::string out;
  std::string err;

  nlohmann::json json() const { return nlohmann::json::parse(out); }
};

/// Run a program to its end. It gets a signal, Ctrl-C's, once `interrupt_when` says so.
ProgramRun run_program(const std::string& program, const std::vector<std::string>& arguments,
                       const std::function<bool()>& interrupt_when = {}, int signal = SIGINT);

/// `solopose` with these arguments.
ProgramRun run_solopose(const std::vector<std::string>& arguments);

/// Run a Python script with arguments; REQUIRE_PYTHON (tests/support/python.h) comes before.
ProgramRun python(const std::string& script, const std::vector<std::string>& arguments);

}  // namespace solopose::testing
