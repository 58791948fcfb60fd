#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace solopose {

/// The verbs that people are told of.
std::vector<const CLI::App*> shown_verbs(const CLI::App& program);

/// An option or a positional argument of a verb, as manual and shells need it.
struct DescribedOption {
  std::vector<std::string> names;  ///< "-h", "--help"; none of a positional argument
  std::string argument;            ///< "DIR", "FLOAT in [1 - 8]"; empty where the option takes none
  std::vector<std::string> choices;
  std::string description;

  bool takes_value() const { return !argument.empty(); }
};

std::vector<DescribedOption> described_options(const CLI::App& verb);
std::vector<DescribedOption> described_arguments(const CLI::App& verb);

}  // namespace solopose
