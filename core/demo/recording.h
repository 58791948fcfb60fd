#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/demo/motions.h"

namespace solopose::demo {

/// Who does what, where, and how it is sampled.
struct Performance {
  Motion motion = Motion::walk;
  Proportions body;
  Style style;
  double frames_per_second = 50;
  int frames = 250;
  double heading_deg = 0;
  double turning_deg_per_second = 0;
  Eigen::Vector2d start_mm = Eigen::Vector2d::Zero();
};

/// World z up, the ground at z = 0, mm.
struct Recording {
  double frames_per_second = 0;
  std::vector<BodyPoints> frames;
};

/// Sample a performance. The person travels as the feet push: what touches the ground stays where it is.
Recording perform(const Performance& performance);

/// change(points) for those of the frames that there are.
template <typename Change>
void for_frames(Recording& recording, std::size_t first, std::size_t count, const Change& change) {
  const std::size_t end = std::min(first + count, recording.frames.size());
  for (std::size_t f = first; f < end; ++f) change(recording.frames[f]);
}

// Faults as real sets have them (faults.h has more); NaN is a missing point.

void swap_sides(Recording& recording);
void lose_part(Recording& recording, Part part, std::size_t first, std::size_t count);
void lose_frames(Recording& recording, std::size_t first, std::size_t count);
/// Gaussian noise on all parts of the right arm and the head.
void add_jitter(Recording& recording, std::size_t first, std::size_t count, double sigma_mm,
                std::uint32_t seed);

}  // namespace solopose::demo
