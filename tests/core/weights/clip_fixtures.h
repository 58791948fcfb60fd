#pragma once

#include <filesystem>
#include <string>

#include "core/models/options.h"

namespace solopose::testing {

/// What make_clip_fixtures.py wrote.
inline std::filesystem::path clip_fixture(const std::string& name) {
  return std::filesystem::path(SOLOPOSE_CLIP_FIXTURES) / name;
}

/// CLIP has a head for every 64 numbers of width; the fixture is narrower than one.
inline constexpr int fixture_heads = 3;

/// Its vision transformer.
inline ClipSize fixture_clip(ClipActivation activation) {
  return {.image_size = 18,
          .patch = 6,
          .width = 24,
          .layers = 2,
          .heads = fixture_heads,
          .mlp_width = 56,
          .activation = activation};
}

}  // namespace solopose::testing
