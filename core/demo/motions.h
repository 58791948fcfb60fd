#pragma once

#include <cstdint>
#include <string_view>

#include "core/demo/body.h"

namespace solopose::demo {

enum class Motion : std::uint8_t {
  walk,
  squat,
  wave,
  reach,
  jump,
  jumping_jack,
  house_dance,
  hip_hop,
  kata,
  tai_chi,
};
inline constexpr int motion_count = 10;
std::string_view motion_name(Motion motion);

/// One person's way of doing it.
struct Style {
  double tempo = 1;      ///< 1 is the usual speed
  double amplitude = 1;  ///< how far from a person at ease, 0.7 to 1.1
  double phase = 0;      ///< where in its cycle the motion starts, 0 to 1; also seeds sway and breath
  bool mirrored = false;
};

/// The pose after `seconds`. Smooth in time, cyclic but for breath and sway.
BodyPose pose_at(Motion motion, const Style& style, double seconds);

}  // namespace solopose::demo
