#pragma once

#include <string>

#include <gtest/gtest.h>

namespace solopose::testing {

/// The Python whose libraries are oracles: Debian's.
inline constexpr const char* python_program = "/usr/bin/python3";

/// It is here and has these modules: "numpy, h5py". Asked once for each list.
bool python_has(const std::string& modules);

}  // namespace solopose::testing

/// First line of a test that asks it.
#define REQUIRE_PYTHON(modules)                \
  if (!solopose::testing::python_has(modules)) \
  GTEST_SKIP() << solopose::testing::python_program << " with " << (modules) << " is not here"
