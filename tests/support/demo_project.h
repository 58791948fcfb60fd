#pragma once

#include <cstdlib>
#include <filesystem>

#include "core/demo/demo.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {

/// The demo project with some of its films. ctest has it made once for all tests that say DEMO in their
/// CMakeLists.txt; a test that is run by hand makes its own. Only to be read: copy it.
inline const std::filesystem::path& demo_project() {
  static const TemporaryFolder own;
  static const std::filesystem::path there = [] {
    if (const char* made = std::getenv("SOLOPOSE_DEMO_PROJECT")) return std::filesystem::path(made);
    make_demo_project(own / "demo", JobContext{});
    return own / "demo";
  }();
  return there;
}

}  // namespace solopose::testing
