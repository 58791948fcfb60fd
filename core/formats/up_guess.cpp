#include <algorithm>
#include <array>
#include <cmath>

#include "core/formats/body_guess.h"

namespace solopose {
namespace {

constexpr double upright_cosine = 0.82;  // 35 degrees: how far an upright torso leans at most
constexpr double legs_cosine = 0.5;      // 60 degrees: shanks below a seat

/// x, y, z, -x, -y, -z
constexpr std::size_t axis_count = 6;
Eigen::Vector3d axis_at(std::size_t axis) {
  return (axis < 3 ? 1 : -1) * Eigen::Vector3d::Unit(static_cast<Eigen::Index>(axis % 3));
}

/// What tells where up is in one frame.
struct Stance {
  Eigen::Vector3d pelvis;
  Eigen::Vector3d feet;   ///< between the ankles
  Eigen::Vector3d torso;  ///< pelvis to mid-shoulder
  Eigen::Vector3d legs;   ///< feet to pelvis

  std::optional<std::size_t> axis() const {
    if (!torso.allFinite() || !(torso.norm() > 0)) return std::nullopt;
    for (std::size_t axis = 0; axis < axis_count; ++axis) {
      const Eigen::Vector3d up = axis_at(axis);
      if (torso.dot(up) < upright_cosine * torso.norm()) continue;
      const bool legs_below = !legs.allFinite() || legs.dot(up) >= legs_cosine * legs.norm();
      return legs_below ? std::optional(axis) : std::nullopt;
    }
    return std::nullopt;
  }
};

std::vector<Stance> stances_of(std::span<const float> poses) {
  using enum Joint;
  constexpr std::size_t width = joint_count * 3;
  std::vector<Stance> stances;
  for (std::size_t at = 0; at < poses.size(); at += width) {
    const auto joint = [&](Joint j) -> Eigen::Vector3d {
      return Eigen::Map<const Eigen::Vector3f>(poses.data() + at + 3 * static_cast<std::size_t>(j))
          .cast<double>();
    };
    Stance stance;
    stance.pelvis = joint(pelvis);
    stance.feet = 0.5 * (joint(left_ankle) + joint(right_ankle));
    stance.torso = 0.5 * (joint(left_shoulder) + joint(right_shoulder)) - stance.pelvis;
    stance.legs = stance.pelvis - stance.feet;
    stances.push_back(stance);
  }
  return stances;
}

/// The frames in which somebody stands along one axis.
struct Standing {
  std::vector<const Stance*> frames;

  double median(const auto& value) const {
    std::vector<double> values;
    for (const Stance* stance : frames) {
      if (const double each = value(*stance); std::isfinite(each)) values.push_back(each);
    }
    if (values.empty()) return std::nan("");
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
  }
};

/// With that axis up, whoever seems to stand along another one lies on the floor on which feet stand.
bool explains(const Standing& standing, const Eigen::Vector3d& up, const Standing& other) {
  const double floor = standing.median([&](const Stance& stance) { return stance.feet.dot(up); });
  const double torso = standing.median([&](const Stance& stance) { return stance.torso.norm(); });
  const auto lying = std::ranges::count_if(other.frames, [&](const Stance* stance) {
    return std::abs(stance->pelvis.dot(up) - floor) < 0.9 * torso;
  });
  return 5 * static_cast<std::size_t>(lying) >= 4 * other.frames.size();
}

/// For want of upright frames: the mean of all torsos and legs.
std::optional<Eigen::Vector3d> mean_direction(const std::vector<Stance>& stances) {
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  for (const Stance& stance : stances) {
    for (const Eigen::Vector3d& part : {stance.torso, stance.legs}) {
      if (part.allFinite() && part.norm() > 0) sum += part.normalized();
    }
  }
  if (sum.norm() < 1e-6) return std::nullopt;
  return sum.normalized();
}

}  // namespace

std::optional<Eigen::Vector3d> guess_up(std::span<const float> poses) {
  const std::vector<Stance> stances = stances_of(poses);
  std::array<Standing, axis_count> along;
  for (const Stance& stance : stances) {
    if (const auto axis = stance.axis()) along[*axis].frames.push_back(&stance);
  }
  const auto frames = [&](std::size_t axis) { return along[axis].frames.size(); };
  const auto more_often = [&](std::size_t axis, std::size_t other) {  // or as often, and earlier
    if (frames(axis) != frames(other) || frames(axis) == 0) return frames(axis) > frames(other);
    return along[axis].frames.front() < along[other].frames.front();
  };
  std::size_t best = 0;
  for (std::size_t axis = 1; axis < axis_count; ++axis) {
    if (more_often(axis, best)) best = axis;
  }
  if (frames(best) == 0) return mean_direction(stances);
  std::size_t up = best;
  for (std::size_t axis = 0; axis < axis_count; ++axis) {
    const bool rival = axis % 3 != best % 3 && 20 * frames(axis) >= frames(best);
    if (rival && explains(along[axis], axis_at(axis), along[best]) &&
        !explains(along[best], axis_at(best), along[axis])) {
      up = axis;
    }
  }
  return axis_at(up);
}

}  // namespace solopose
