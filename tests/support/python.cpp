#include "tests/support/python.h"

#include <cstdlib>
#include <map>

#include <fmt/format.h>

namespace solopose::testing {

bool python_has(const std::string& modules) {
  static std::map<std::string, bool> known;
  const auto [place, is_new] = known.try_emplace(modules, false);
  if (is_new) {
    const auto command = fmt::format("{} -c 'import {}' >/dev/null 2>&1", python_program, modules);
    place->second = std::system(command.c_str()) == 0;
  }
  return place->second;
}

}  // namespace solopose::testing
