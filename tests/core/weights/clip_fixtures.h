#pragma once

#include <filesystem>
#include <string>

namespace solopose::testing {

/// What make_clip_fixtures.py wrote.
inline std::filesystem::path clip_fixture(const std::string& name) {
  return std::filesystem::path(SOLOPOSE_CLIP_FIXTURES) / name;
}

/// CLIP has a head for every 64 numbers of width; the fixture is narrower than one.
inline constexpr int fixture_heads = 3;

}  // namespace solopose::testing
