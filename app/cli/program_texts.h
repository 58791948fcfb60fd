#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace solopose {

/// A manual page (roff, man(7)) of the program and all its verbs.
std::string man_page(const CLI::App& program);

/// Completion of verbs, options and options' choices, for a shell to source.
std::string bash_completion(const CLI::App& program);
std::string zsh_completion(const CLI::App& program);
std::string fish_completion(const CLI::App& program);

}  // namespace solopose
