#include "core/quality/track_norms.h"

#include <cmath>
#include <numbers>

#include "core/formats/body_guess.h"
#include "core/quality/pose_mixture.h"
#include "core/quality/track_features.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

constexpr float degrees_per_radian = static_cast<float>(180 / std::numbers::pi);
/// A bend that tells forwards from backwards; natural hyperextension stays below 15 degrees.
constexpr float clear_bend_deg = 20;
/// Least evidence, degrees: half a second of a clear bend at 60 frames a second.
constexpr double least_votes = 600;
/// Slower than this, people step aside and back as often as ahead.
constexpr double walking_m_per_s = 0.6;

template <typename Value>
std::vector<float> gathered(std::int64_t frames, const Value& value) {
  std::vector<float> values;
  values.reserve(static_cast<std::size_t>(frames));
  for (std::int64_t f = 0; f < frames; ++f) values.push_back(value(f));
  return values;
}

std::vector<float> copy_of(std::span<const float> values) { return {values.begin(), values.end()}; }

void measure_bones(const TrackFeatures& features, TrackNorms& norms) {
  for (int b = 0; b < bone_count; ++b) {
    std::vector<float> lengths = copy_of(features.bone(b));
    norms.bone_mm[static_cast<std::size_t>(b)] = median_spread(lengths);
  }
  for (std::size_t p = 0; p < bone_pair_count; ++p) {
    const auto left = features.bone(bone_pairs()[p].left);
    const auto right = features.bone(bone_pairs()[p].right);
    std::vector<float> ratios = gathered(features.frames, [&](std::int64_t f) {
      const auto at = static_cast<std::size_t>(f);
      return std::log(left[at] / right[at]);
    });
    norms.asymmetry[p] = median_spread(ratios);
  }
}

void measure_joints(const TrackFeatures& features, TrackNorms& norms) {
  for (int j = 0; j < joint_count; ++j) {
    std::vector<float> steps = copy_of(features.step(j));
    norms.step_mm[static_cast<std::size_t>(j)] = quantile(steps, 0.5);
    for (std::int64_t f = 0; f < features.frames && !norms.present[static_cast<std::size_t>(j)]; ++f)
      norms.present[static_cast<std::size_t>(j)] = features.has(j, f);
  }
}

void measure_head(const TrackFeatures& features, TrackNorms& norms) {
  for (int axis = 0; axis < 3; ++axis) {
    std::vector<float> values = gathered(features.frames, [&](std::int64_t f) {
      return features.angles[static_cast<std::size_t>(f)].head[axis];
    });
    norms.head[axis] = quantile(values, 0.5);
  }
  norms.head.normalize();
}

void vote(SideVotes& votes, float degrees_the_right_way) {
  if (degrees_the_right_way > clear_bend_deg) votes.right_way += degrees_the_right_way;
  if (degrees_the_right_way < -clear_bend_deg) votes.wrong_way -= degrees_the_right_way;
}

void count_votes(const TrackFeatures& features, TrackNorms& norms) {
  for (const BodyAngles& angles : features.angles) {
    vote(norms.knees, -angles[BodyAngle::left_knee_backward]);
    vote(norms.knees, -angles[BodyAngle::right_knee_backward]);
    vote(norms.elbows, -angles[BodyAngle::left_elbow_backward]);
    vote(norms.elbows, -angles[BodyAngle::right_elbow_backward]);
    vote(norms.trunk, 90 - angles[BodyAngle::trunk_twist]);
  }
}

/// Who walks looks ahead, as the hips have it.
void count_walking(std::span<const float> poses_mm, double frames_per_second, const Eigen::Vector3d& up,
                   TrackNorms& norms) {
  for (std::int64_t f = 1; f < frames_of(poses_mm); ++f) {
    Eigen::Vector3d step = joint_at(poses_mm, f, Joint::pelvis) - joint_at(poses_mm, f - 1, Joint::pelvis);
    step -= step.dot(up) * up;
    const double speed = step.norm() / 1000 * frames_per_second;
    if (!(speed > walking_m_per_s)) continue;
    const Eigen::Vector3d right =
        joint_at(poses_mm, f, Joint::right_hip) - joint_at(poses_mm, f, Joint::left_hip);
    const double ahead = up.cross(right).normalized().dot(step.normalized());
    if (std::abs(ahead) > 0.8) vote(norms.walking, static_cast<float>(90 * ahead));
  }
}

void measure_against_up(std::span<const float> poses_mm, const Eigen::Vector3d& up, TrackNorms& norms) {
  const std::int64_t frames = frames_of(poses_mm);
  std::vector<float> lowest = gathered(frames, [&](std::int64_t f) {
    double height = std::numeric_limits<double>::quiet_NaN();
    for (int j = 0; j < joint_count; ++j)
      height = std::fmin(height, up.dot(joint_at(poses_mm, f, static_cast<Joint>(j))));
    return static_cast<float>(height);
  });
  norms.lowest_mm = quantile(lowest, 0.1);
  std::vector<float> tilts = gathered(frames, [&](std::int64_t f) {
    const Eigen::Vector3d middle =
        (joint_at(poses_mm, f, Joint::left_shoulder) + joint_at(poses_mm, f, Joint::right_shoulder)) / 2;
    const Eigen::Vector3d trunk = middle - joint_at(poses_mm, f, Joint::pelvis);
    return degrees_per_radian * static_cast<float>(std::acos(trunk.normalized().dot(up)));
  });
  norms.tilt_degrees = quantile(tilts, 0.5);
}

}  // namespace

const std::array<BonePair, bone_pair_count>& bone_pairs() {
  static constexpr std::array<BonePair, bone_pair_count> pairs = {
      {{3, 0}, {4, 1}, {5, 2}, {8, 11}, {9, 12}, {10, 13}}};
  return pairs;
}

SideVotes& SideVotes::operator+=(const SideVotes& other) {
  right_way += other.right_way;
  wrong_way += other.wrong_way;
  return *this;
}

float SideVotes::exchanged() const {
  const double votes = right_way + wrong_way;
  if (votes < least_votes) return std::numeric_limits<float>::quiet_NaN();
  return static_cast<float>((wrong_way - right_way) / votes);
}

TrackNorms::Exchanged TrackNorms::exchanged() const {
  const float knees_say = knees.exchanged();
  Exchanged result{std::isnan(knees_say) ? walking.exchanged() : knees_say, elbows.exchanged()};
  const float disagree = trunk.exchanged();
  if (std::isnan(disagree)) return result;
  const float alike = disagree > 0 ? -1.F : 1.F;
  if (std::isnan(result.legs)) result.legs = alike * result.arms;
  if (std::isnan(result.arms)) result.arms = alike * result.legs;
  return result;
}

SideSense TrackNorms::sides() const {
  const Exchanged known = exchanged();
  return {known.legs > 0 ? -1.F : 1.F, known.arms > 0 ? -1.F : 1.F};
}

TrackNorms track_norms(std::span<const float> poses_mm, double frames_per_second,
                       const std::optional<Eigen::Vector3d>& up) {
  TrackNorms norms;
  TrackFeatures features = track_features(poses_mm, {});
  count_votes(features, norms);
  if (up) count_walking(poses_mm, frames_per_second, *up, norms);
  // What follows is seen from the body's own front.
  if (norms.sides() != SideSense{}) features = track_features(poses_mm, norms.sides());
  measure_bones(features, norms);
  measure_joints(features, norms);
  measure_head(features, norms);
  if (up) measure_against_up(poses_mm, *up, norms);
  if (const auto height = standing_height(poses_mm)) norms.height_mm = static_cast<float>(*height);
  norms.pose_sample = pose_sample(features);
  return norms;
}

std::vector<FrameRun> norm_sample(std::int64_t frames) {
  constexpr std::int64_t run = 64;
  constexpr std::int64_t runs = 32;
  if (frames <= run * runs) return {{0, frames - 1}};
  std::vector<FrameRun> sample;
  for (std::int64_t r = 0; r < runs; ++r) {
    const std::int64_t first = r * (frames - run) / (runs - 1);
    sample.push_back({first, first + run - 1});
  }
  return sample;
}

}  // namespace solopose
