#include "core/demo/key_poses.h"

#include <bit>

namespace solopose::demo {
namespace {

constexpr std::size_t angle_count = sizeof(BodyPose) / sizeof(double);
using Angles = std::array<double, angle_count>;

Angles angles_of(const BodyPose& pose) { return std::bit_cast<Angles>(pose); }
BodyPose pose_of(const Angles& angles) { return std::bit_cast<BodyPose>(angles); }

/// Value at share s of an interval of that width, from the end points and the slopes there.
double hermite(double p0, double p1, double slope0, double slope1, double width, double s) {
  const double s2 = s * s;
  const double s3 = s2 * s;
  return (2 * s3 - 3 * s2 + 1) * p0 + (s3 - 2 * s2 + s) * width * slope0 + (3 * s2 - 2 * s3) * p1 +
         (s3 - s2) * width * slope1;
}

}  // namespace

BodyPose blended(std::span<const KeyPose> keys, double phase) {
  phase -= std::floor(phase);
  const auto count = static_cast<std::ptrdiff_t>(keys.size());
  std::ptrdiff_t after = 0;
  while (after < count && keys[static_cast<std::size_t>(after)].at <= phase) ++after;
  // Key i of the endless sequence, which repeats every cycle.
  const auto key = [&](std::ptrdiff_t i) -> const KeyPose& {
    return keys[static_cast<std::size_t>((i + count) % count)];
  };
  const auto time = [&](std::ptrdiff_t i) { return key(i).at + (i < 0 ? -1 : i >= count ? 1 : 0); };

  const std::array<double, 4> times = {time(after - 2), time(after - 1), time(after), time(after + 1)};
  const std::array<Angles, 4> values = {angles_of(key(after - 2).pose), angles_of(key(after - 1).pose),
                                        angles_of(key(after).pose), angles_of(key(after + 1).pose)};
  const double width = times[2] - times[1];
  Angles result{};
  for (std::size_t a = 0; a < angle_count; ++a) {
    const double slope1 = (values[2][a] - values[0][a]) / (times[2] - times[0]);
    const double slope2 = (values[3][a] - values[1][a]) / (times[3] - times[1]);
    result[a] = hermite(values[1][a], values[2][a], slope1, slope2, width, (phase - times[1]) / width);
  }
  return pose_of(result);
}

BodyPose mixed(const BodyPose& from, const BodyPose& to, double amount) {
  Angles result = angles_of(from);
  const Angles target = angles_of(to);
  for (std::size_t a = 0; a < angle_count; ++a) result[a] += amount * (target[a] - result[a]);
  return pose_of(result);
}

BodyPose mirrored(const BodyPose& pose) {
  BodyPose other = pose;
  for (double BodyPose::*angle : {&BodyPose::sway, &BodyPose::turn, &BodyPose::side, &BodyPose::twist,
                                  &BodyPose::look, &BodyPose::tilt}) {
    other.*angle = -(pose.*angle);
  }
  std::swap(other.left_arm, other.right_arm);
  std::swap(other.left_leg, other.right_leg);
  return other;
}

}  // namespace solopose::demo
