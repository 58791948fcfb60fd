#include "core/samples/landmark_errors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <Eigen/Geometry>

#include "core/base/normal_draw.h"

namespace solopose {
namespace {

using Eigen::Vector2d;
using Eigen::Vector3d;

constexpr std::size_t head = seen_joint_count - 1;
constexpr float missing = std::numeric_limits<float>::quiet_NaN();

/// What both sides of a joint share.
struct JointErrors {
  Joint before;         ///< limbs: the joint they come from
  double along_mm;      ///< where the landmark lies on the mean, from the joint: along the limb,
  double up_mm;         ///< up the trunk,
  double forward_mm;    ///< and ahead of it
  double deviation_mm;  ///< of the picture's x and y
  double slope;         ///< of z against the truth
  double bias_mm;       ///< of z
  double depth_mm;      ///< one deviation of z about both
  double tilt;          ///< how much of it the whole body's error is, head against feet,
  double yaw;           ///< the body's, right against left,
  double limb;          ///< the limb's
};

/// Of shoulders, elbows, wrists, hips, knees, ankles, head.
constexpr std::array<JointErrors, 7> errors_of_pairs = {{
    {Joint::neck, 0, 8, 6, 20, 3.2, 20, 250, 0.55, 0.3, 0.4},
    {Joint::right_shoulder, -25, 0, 8, 30, 2.9, -80, 320, 0.35, 0.3, 0.75},
    {Joint::right_elbow, -15, 0, 4, 38, 2.6, -130, 480, 0.35, 0.1, 0.75},
    {Joint::pelvis, 0, 10, 15, 20, 4.8, 0, 80, 0, 0.95, 0},
    {Joint::right_hip, -15, 0, 0, 25, 2.0, -190, 255, -0.25, 0.25, 0.8},
    {Joint::right_knee, -20, 0, 0, 24, 2.7, -120, 360, -0.45, 0.3, 0.72},
    {Joint::neck, 0, 0, 0, 25, 3.0, 0, 300, 0.6, 0, 0},
}};

const JointErrors& errors_of(std::size_t joint) { return errors_of_pairs[joint / 2]; }
double side_of(std::size_t joint) { return joint == head ? 0 : joint % 2 == 0 ? 1 : -1; }
/// Right arm, left arm, right leg, left leg, head.
std::size_t limb_of(std::size_t joint) { return joint == head ? 4 : 2 * (joint / 6) + joint % 2; }

/// Of z where the network is not misled: its metric landmarks, which are GHUM's, have 1 there. Films draw
/// slopes between both.
constexpr double true_slope = 4.1;

/// The head is seen at the ears, about half-way from the neck to its top.
constexpr double ears_share = 0.55;

/// Normal errors that persist: of the variance a part stays for the whole clip, the rest fades.
class Lasting {
 public:
  Lasting(double constant_share, double memory, SeededRandom& random)
      : constant_(std::sqrt(constant_share) * normal_draw(random)),
        fading_share_(std::sqrt(1 - constant_share)),
        memory_(memory),
        fading_(normal_draw(random)) {}

  /// Of the next frame, deviation 1 over all clips.
  double next(SeededRandom& random) {
    const double now = fading_;
    fading_ = memory_ * fading_ + std::sqrt(1 - memory_ * memory_) * normal_draw(random);
    return constant_ + fading_share_ * now;
  }

 private:
  double constant_;
  double fading_share_;
  double memory_;
  double fading_;
};

/// A body's own axes in the view: to its right, up its trunk, ahead. Zero where they are not known.
struct Axes {
  Vector3d right = Vector3d::Zero();
  Vector3d up = Vector3d::Zero();
  Vector3d forward = Vector3d::Zero();
};

Vector3d joint_of(const std::vector<float>& pose_mm, Joint joint) {
  const float* at = pose_mm.data() + 3 * index_of(joint);
  return Eigen::Vector3f(at[0], at[1], at[2]).cast<double>();
}

Vector3d known_or_zero(const Vector3d& vector) { return vector.allFinite() ? vector : Vector3d::Zero(); }

Axes axes_of(const std::vector<float>& pose_mm) {
  const auto at = [&](Joint joint) { return joint_of(pose_mm, joint); };
  const Vector3d shoulders = (at(Joint::right_shoulder) + at(Joint::left_shoulder)) / 2;
  Axes axes;
  axes.right = known_or_zero((at(Joint::right_hip) - at(Joint::left_hip)).normalized());
  axes.up = known_or_zero((shoulders - at(Joint::pelvis)).normalized());
  axes.forward = axes.up.cross(axes.right);
  return axes;
}

/// Where a perfect landmark of this joint would lie.
Vector3d place_of(const std::vector<float>& pose_mm, std::size_t joint) {
  if (joint != head) return joint_of(pose_mm, seen_joints[joint]);
  const Vector3d neck = joint_of(pose_mm, Joint::neck);
  return neck + ears_share * (joint_of(pose_mm, Joint::head) - neck);
}

Vector3d limb_direction(const std::vector<float>& pose_mm, std::size_t joint) {
  if (errors_of(joint).along_mm == 0) return Vector3d::Zero();
  Joint before = errors_of(joint).before;
  if (side_of(joint) < 0) before = mirrored(before);
  return known_or_zero((place_of(pose_mm, joint) - joint_of(pose_mm, before)).normalized());
}

/// Of one clip and person: where on the body this network's landmarks lie.
struct Offsets {
  Offsets(std::size_t joint, SeededRandom& random) {
    const JointErrors& errors = errors_of(joint);
    outward_mm = 14 * normal_draw(random);
    up_mm = errors.up_mm + 15 * normal_draw(random);
    forward_mm = errors.forward_mm + 15 * normal_draw(random);
    along_mm = errors.along_mm == 0 ? 0 : errors.along_mm + 20 * normal_draw(random);
  }
  double outward_mm, up_mm, forward_mm, along_mm;
};

/// One clip under way.
class Erring {
 public:
  explicit Erring(SeededRandom& random)
      : random_(random),
        level_(std::exp(0.4 * normal_draw(random))),
        steepness_(near_one(0.15)),
        bias_(0.6 * normal_draw(random)),
        depth_level_(std::exp(0.35 * normal_draw(random) - 0.2)) {
    double drawn_before = 0;
    for (std::size_t joint = 0; joint < seen_joint_count; ++joint) {
      offsets_.emplace_back(joint, random_);
      const double drawn = joint % 2 == 0 ? random_.unit() : drawn_before;
      drawn_before = drawn;
      const double slope = (1 - drawn) * errors_of(joint).slope + drawn * true_slope;
      slopes_.push_back(steepness_ * near_one(0.12) * slope);
      for (int axis = 0; axis < 2; ++axis) {
        slow_.emplace_back(0, 0.9, random_);
        quick_.emplace_back(0, 0.5, random_);
        stray_.emplace_back(0, 0.95, random_);
      }
      astray_.emplace_back(0, 0.93, random_);
      own_.emplace_back(0.42, 0.93, random_);
    }
    for (int limb = 0; limb < 5; ++limb) limbs_.emplace_back(0.42, 0.93, random_);
  }

  SeenBody see(const std::vector<float>& pose_mm) {
    const double depth_mm = joint_of(pose_mm, Joint::pelvis).z();
    const Axes axes = axes_of(pose_mm);
    const double tilt = tilt_.next(random_);
    const double yaw = yaw_.next(random_);
    std::array<double, 5> limbs{};
    for (std::size_t limb = 0; limb < limbs.size(); ++limb) limbs[limb] = limbs_[limb].next(random_);
    SeenBody seen = SeenBody::nobody();
    for (std::size_t joint = 0; joint < seen_joint_count; ++joint) {
      const JointErrors& errors = errors_of(joint);
      const double behind_mm = place_of(pose_mm, joint).z() - depth_mm;
      const Vector2d off_mm = off(joint, behind_mm);
      const double own = std::sqrt(std::max(
          0.03, 1 - errors.tilt * errors.tilt - errors.yaw * errors.yaw - errors.limb * errors.limb));
      const double share = errors.tilt * tilt + errors.yaw * side_of(joint) * yaw +
                           errors.limb * limbs[limb_of(joint)] + own * own_[joint].next(random_);
      const Vector3d place = place_of(pose_mm, joint) + offset(pose_mm, axes, joint);
      if (!place.allFinite()) continue;
      const Vector2d at = place.head<2>() / place.z() + off_mm / depth_mm;
      const double z_mm =
          slopes_[joint] * behind_mm + bias_ * errors.bias_mm + depth_level_ * errors.depth_mm * share;
      const double z = z_mm / depth_mm;
      seen.places[joint] = Vector3d(at.x(), at.y(), z).cast<float>();
      seen.visibility[joint] = static_cast<float>(1 - std::min(off_mm.norm() / 150, 1.0) * random_.unit());
    }
    return seen;
  }

 private:
  double near_one(double deviation) { return std::exp(deviation * normal_draw(random_)); }

  Vector3d offset(const std::vector<float>& pose_mm, const Axes& axes, std::size_t joint) const {
    const Offsets& offsets = offsets_[joint];
    return side_of(joint) * offsets.outward_mm * axes.right + offsets.up_mm * axes.up +
           offsets.forward_mm * axes.forward + offsets.along_mm * limb_direction(pose_mm, joint);
  }

  /// In the picture; farther joints are hidden more often. Now and then a limb's joint goes astray.
  Vector2d off(std::size_t joint, double behind_mm) {
    const double hidden = 1 + 0.6 * std::clamp(std::isfinite(behind_mm) ? behind_mm / 400 : 0, -0.5, 1.2);
    const double deviation_mm = errors_of(joint).deviation_mm * hidden * level_;
    const double astray_mm = astray_[joint].next(random_) > astray_above(joint) ? 130 : 0;
    Vector2d off;
    for (std::size_t axis = 0; axis < 2; ++axis) {
      const std::size_t k = 2 * joint + axis;
      off[static_cast<Eigen::Index>(axis)] =
          deviation_mm * (0.8 * slow_[k].next(random_) + 0.6 * quick_[k].next(random_)) +
          astray_mm * stray_[k].next(random_);
    }
    return off;
  }

  /// Deviations: elbows and wrists more often than knees and ankles, others never.
  static double astray_above(std::size_t joint) {
    if (errors_of(joint).along_mm == 0) return std::numeric_limits<double>::infinity();
    return joint < 6 ? 2.1 : 2.3;
  }

  SeededRandom& random_;
  double level_;  ///< some films are harder
  double steepness_;
  double bias_;  ///< share of the measured one: drawn people's may not be real ones'
  double depth_level_;
  std::vector<Offsets> offsets_;
  std::vector<double> slopes_;
  std::vector<Lasting> slow_, quick_, stray_, astray_, own_, limbs_;
  Lasting tilt_{0.42, 0.93, random_};
  Lasting yaw_{0.42, 0.93, random_};
};

/// [first, end) of `frames`, at most a quarter of them.
std::pair<std::size_t, std::size_t> drawn_run(std::size_t frames, SeededRandom& random) {
  const std::size_t length = 1 + random.below(std::max<std::size_t>(1, frames / 4));
  const std::size_t first = random.below(frames);
  return {first, std::min(frames, first + length)};
}

void exchange_sides(SeenBody& body) {
  for (std::size_t joint = 0; joint + 1 < head; joint += 2) {
    std::swap(body.places[joint], body.places[joint + 1]);
    std::swap(body.visibility[joint], body.visibility[joint + 1]);
  }
}

}  // namespace

std::vector<SeenBody> seen_with_errors(std::span<const std::vector<float>> poses_mm, SeededRandom& random) {
  constexpr double exchanged_clips = 0.04;
  constexpr double broken_clips = 0.08;
  constexpr double headless_clips = 0.1;
  Erring erring(random);
  std::vector<SeenBody> seen;
  for (const std::vector<float>& pose_mm : poses_mm)
    seen.push_back(pose_mm.empty() ? SeenBody::nobody() : erring.see(pose_mm));
  if (random.unit() < exchanged_clips) {
    const auto [first, end] = drawn_run(seen.size(), random);
    for (std::size_t frame = first; frame < end; ++frame) exchange_sides(seen[frame]);
  }
  if (random.unit() < broken_clips) {
    const auto [first, end] = drawn_run(seen.size(), random);
    for (std::size_t frame = first; frame < end; ++frame) seen[frame] = SeenBody::nobody();
  }
  if (random.unit() < headless_clips) {
    for (SeenBody& body : seen) body.places[head].fill(missing);
  }
  return seen;
}

std::vector<SeenBody> seen_exactly(std::span<const std::vector<float>> poses_mm) {
  std::vector<SeenBody> seen;
  for (const std::vector<float>& pose_mm : poses_mm) {
    SeenBody& body = seen.emplace_back(SeenBody::nobody());
    if (pose_mm.empty()) continue;
    const double depth_mm = joint_of(pose_mm, Joint::pelvis).z();
    for (std::size_t joint = 0; joint < seen_joint_count; ++joint) {
      const Vector3d place = place_of(pose_mm, joint);
      const double z =
          (errors_of(joint).slope * (place.z() - depth_mm) + errors_of(joint).bias_mm) / depth_mm;
      body.places[joint] = Vector3d(place.x() / place.z(), place.y() / place.z(), z).cast<float>();
      body.visibility[joint] = 1;
    }
  }
  return seen;
}

}  // namespace solopose
