#include "core/augmotion/trunk.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// The lengths of a track that are within a range.
class Lengths {
 public:
  Lengths(const LengthRange& anatomy, std::size_t frames) : anatomy_(anatomy) { values_.reserve(frames); }

  void add(double length) {
    if (anatomy_.holds(length)) values_.push_back(static_cast<float>(length));
  }

  /// NaN without lengths.
  double median() {
    if (values_.empty()) return missing;
    const auto middle = values_.begin() + std::ssize(values_) / 2;
    std::ranges::nth_element(values_, middle);
    return static_cast<double>(*middle);
  }

  LengthRange around_median(double reach) {
    const double centre = median();
    if (!std::isfinite(centre - reach)) return anatomy_;
    return {std::max(anatomy_.low_mm, centre - reach), std::min(anatomy_.high_mm, centre + reach)};
  }

 private:
  LengthRange anatomy_;
  std::vector<float> values_;
};

Eigen::Vector3d median_joint(std::span<const float> pose) {
  Eigen::Vector3d centre;
  for (int axis = 0; axis < 3; ++axis) {
    std::array<float, joint_count> values = {};
    auto end = values.begin();
    for (std::size_t at = static_cast<std::size_t>(axis); at < pose.size(); at += 3) {
      if (std::isfinite(pose[at])) *end++ = pose[at];
    }
    if (end == values.begin()) return Eigen::Vector3d::Constant(missing);
    const auto middle = values.begin() + (end - values.begin()) / 2;
    std::nth_element(values.begin(), middle, end);
    centre[axis] = static_cast<double>(*middle);
  }
  return centre;
}

/// The pose fits into a box of this diagonal, as nearly every one does: no joint is further from another.
bool is_compact(std::span<const float> pose, double diagonal_mm) {
  double square = 0;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    float low = std::numeric_limits<float>::infinity();
    float high = -low;
    for (std::size_t at = axis; at < pose.size(); at += 3) {
      low = std::min(low, pose[at]);  // a NaN is passed over
      high = std::max(high, pose[at]);
    }
    const double side = static_cast<double>(high) - static_cast<double>(low);
    square += side * side;
  }
  return square <= diagonal_mm * diagonal_mm;
}

}  // namespace

TrunkLengths trunk_lengths_mm(std::span<const float> poses_mm, std::int64_t frame) {
  const Eigen::Vector3d left = joint_at(poses_mm, frame, Joint::left_shoulder);
  const Eigen::Vector3d right = joint_at(poses_mm, frame, Joint::right_shoulder);
  const Eigen::Vector3d middle = 0.5 * (left + right);
  const auto from_middle = [&](Joint joint) { return (joint_at(poses_mm, frame, joint) - middle).norm(); };
  const auto some = [](double length) { return length > 0 ? length : missing; };
  return {some((right - left).norm()), some(from_middle(Joint::pelvis)), from_middle(Joint::neck),
          from_middle(Joint::head)};
}

std::string refusal_text(const TrunkLengths& lengths, const TrunkLimits& limits) {
  const bool shoulders = limits.shoulder_width.refuses(lengths.shoulder_width);
  const LengthRange& range = shoulders ? limits.shoulder_width : limits.torso;
  return fmt::format("{} {:.6g} mm {} where {:.0f} to {:.0f} can be",
                     shoulders ? "its shoulders are" : "its torso is",
                     shoulders ? lengths.shoulder_width : lengths.torso, shoulders ? "apart" : "long",
                     range.low_mm, range.high_mm);
}

TrunkLimits trunk_limits(std::span<const float> poses_mm) {
  TrunkLimits limits;
  const std::int64_t frames = frames_of(poses_mm);
  const auto room = static_cast<std::size_t>(frames);
  Lengths width(limits.shoulder_width, room);
  Lengths torso(limits.torso, room);
  Lengths neck(limits.neck, room);
  Lengths head(limits.head, room);
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    const TrunkLengths lengths = trunk_lengths_mm(poses_mm, frame);
    width.add(lengths.shoulder_width);
    torso.add(lengths.torso);
    neck.add(lengths.neck);
    head.add(lengths.head);
  }
  const double reach = torso.median() / 2;
  return {width.around_median(reach), torso.around_median(reach), neck.around_median(reach),
          head.around_median(reach)};
}

std::int64_t leave_out_stray_joints(std::span<float> poses_mm) {
  constexpr double reach_mm = 2000;
  std::int64_t stray = 0;
  for (std::size_t first = 0; first + pose_floats <= poses_mm.size(); first += pose_floats) {
    const std::span<float> pose = poses_mm.subspan(first, pose_floats);
    if (is_compact(pose, reach_mm)) continue;
    const Eigen::Vector3d centre = median_joint(pose);
    for (std::size_t at = 0; at < pose.size(); at += 3) {
      const Eigen::Vector3d joint = Eigen::Vector3f(pose[at], pose[at + 1], pose[at + 2]).cast<double>();
      if (!((joint - centre).norm() > reach_mm)) continue;
      std::fill_n(pose.begin() + static_cast<std::ptrdiff_t>(at), 3, std::numeric_limits<float>::quiet_NaN());
      ++stray;
    }
  }
  return stray;
}

}  // namespace solopose
