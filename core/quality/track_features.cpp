#include "core/quality/track_features.h"

#include <array>
#include <cmath>
#include <limits>

#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

struct Planes {
  const float* x;
  const float* y;
  const float* z;
  Planes(const TrackFeatures& features, Joint joint)
      : x(features.axis(joint, 0).data()),
        y(features.axis(joint, 1).data()),
        z(features.axis(joint, 2).data()) {}
};

float length(float x, float y, float z) { return std::sqrt(x * x + y * y + z * z); }

void transpose(std::span<const float> poses_mm, TrackFeatures& features) {
  const auto frames = static_cast<std::size_t>(features.frames);
  constexpr std::size_t block = 64;  // of frames: a block of both layouts stays in the nearest cache
  for (std::size_t first = 0; first < frames; first += block) {
    const std::size_t end = std::min(first + block, frames);
    for (std::size_t row = 0; row < pose_floats; ++row) {
      for (std::size_t f = first; f < end; ++f)
        features.positions[row * frames + f] = poses_mm[f * pose_floats + row];
    }
  }
}

void measure_bones(TrackFeatures& features) {
  for (std::size_t b = 0; b < bone_count; ++b) {
    const Planes from(features, bones()[b].parent);
    const Planes to(features, bones()[b].child);
    float* out = features.bone_mm.data() + static_cast<std::int64_t>(b) * features.frames;
    for (std::int64_t f = 0; f < features.frames; ++f)
      out[f] = length(to.x[f] - from.x[f], to.y[f] - from.y[f], to.z[f] - from.z[f]);
  }
}

void measure_steps(TrackFeatures& features) {
  for (int j = 0; j < joint_count; ++j) {
    const Planes p(features, static_cast<Joint>(j));
    float* out = features.step_mm.data() + j * features.frames;
    if (features.frames > 0) out[0] = unknown;
    for (std::int64_t f = 1; f < features.frames; ++f)
      out[f] = length(p.x[f] - p.x[f - 1], p.y[f] - p.y[f - 1], p.z[f] - p.z[f - 1]);
  }
}

/// One axis' step into `f` less the step at `other`.
float step_less(const float* x, std::int64_t f, std::int64_t other) {
  return (x[f] - x[f - 1]) - (x[other] - x[other - 1]);
}

/// The rare edge beside a gap or an end of the track.
float one_sided_jump(const Planes& p, std::int64_t f, std::int64_t frames) {
  for (const std::int64_t beside : {f - 1, f + 1}) {
    if (beside < 1 || beside >= frames) continue;
    const float jump =
        length(step_less(p.x, f, beside), step_less(p.y, f, beside), step_less(p.z, f, beside));
    if (jump == jump) return jump;
  }
  return unknown;
}

void measure_jumps(TrackFeatures& features) {
  const std::int64_t frames = features.frames;
  const auto third = [](const float* x, std::int64_t f) {
    return 0.5F * (x[f + 1] - x[f - 2]) - 1.5F * (x[f] - x[f - 1]);
  };
  for (int j = 0; j < joint_count; ++j) {
    const Planes p(features, static_cast<Joint>(j));
    float* out = features.jump_mm.data() + j * frames;
    if (frames > 0) out[0] = unknown;
    for (std::int64_t f = 2; f + 1 < frames; ++f)
      out[f] = length(third(p.x, f), third(p.y, f), third(p.z, f));
    for (std::int64_t f = 1; f < frames; ++f) {
      if (f == 1 || f + 1 == frames || out[f] != out[f]) out[f] = one_sided_jump(p, f, frames);
    }
  }
}

}  // namespace

TrackFeatures track_features(std::span<const float> poses_mm, const SideSense& sides) {
  TrackFeatures features;
  features.frames = frames_of(poses_mm);
  const auto frames = static_cast<std::size_t>(features.frames);
  features.positions.resize(pose_floats * frames);
  features.bone_mm.resize(bone_count * frames);
  features.step_mm.resize(joint_count * frames);
  features.jump_mm.resize(joint_count * frames);
  features.angles.reserve(frames);
  transpose(poses_mm, features);
  measure_bones(features);
  measure_steps(features);
  measure_jumps(features);
  for (std::int64_t f = 0; f < features.frames; ++f)
    features.angles.push_back(body_angles(pose_at(poses_mm, f), sides));
  return features;
}

}  // namespace solopose
