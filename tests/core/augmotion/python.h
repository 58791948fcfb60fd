#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/shared_data.h"

namespace solopose::testing {

inline std::string text_of(const std::filesystem::path& file) {
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

/// What a script prints that is told one file; "failed: …" when it fails.
inline std::string python(const std::string& script, const std::filesystem::path& argument) {
  const TemporaryFolder folder;
  std::ofstream(folder / "script.py") << script;
  const auto command = "/usr/bin/python3 " + (folder / "script.py").string() + " '" + argument.string() +
                       "' > " + (folder / "out.txt").string() + " 2>&1";
  if (std::system(command.c_str()) != 0) return "failed: " + text_of(folder / "out.txt");
  return text_of(folder / "out.txt");
}

}  // namespace solopose::testing
