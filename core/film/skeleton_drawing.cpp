#include "core/film/skeleton_drawing.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr double disc_per_width = 1.9;        ///< a joint's diameter over a bone's width
constexpr double outline_per_width = 0.4;     ///< on each side, over a bone's width
constexpr double thinnest_outline = 0.8;      ///< pixels
constexpr double outline_opacity = 0.75;      ///< of what it surrounds
constexpr double faintest_confidence = 0.15;  ///< a joint that nothing speaks for can still be found
constexpr std::array<std::uint8_t, 3> outline_colour{0x10, 0x10, 0x10};

/// A bone or a joint before it is ordered.
struct Part {
  Eigen::Vector2d from;
  Eigen::Vector2d to;
  double width = 1;
  Side side = Side::middle;
  double opacity = 1;
  double depth = 0;
};

/// What is known of one person's joints.
class Body {
 public:
  Body(std::span<const float> pixels, std::span<const float> confidences, std::span<const float> depths,
       const SkeletonLook& look)
      : pixels_(pixels), confidences_(confidences), depths_(depths), look_(look) {
    require_size(pixels, 2 * joint_count, "pixels");
    if (!confidences.empty()) require_size(confidences, joint_count, "confidences");
    if (!depths.empty()) require_size(depths, joint_count, "depths");
  }

  bool has(Joint joint) const { return at(joint).allFinite(); }
  bool has(const Bone& bone) const { return has(bone.parent) && has(bone.child); }

  Part bone(const Bone& bone) const {
    const Side side = side_of(bone.child) == Side::middle ? side_of(bone.parent) : side_of(bone.child);
    return {at(bone.parent),
            at(bone.child),
            look_.width,
            side,
            std::min(opacity(bone.parent), opacity(bone.child)),
            (depth(bone.parent) + depth(bone.child)) / 2};
  }

  /// Its disc covers the ends of its bones, so it is as near as the nearest of them.
  Part joint(Joint joint) const {
    double nearest = depth(joint);
    for (const Bone& neighbour : bones()) {
      if ((neighbour.parent == joint || neighbour.child == joint) && has(neighbour))
        nearest = std::min(nearest, bone(neighbour).depth);
    }
    return {at(joint), at(joint), disc_per_width * look_.width, side_of(joint), opacity(joint), nearest};
  }

 private:
  static void require_size(std::span<const float> values, int expected, const char* what) {
    if (static_cast<int>(values.size()) != expected)
      throw Error(fmt::format("skeleton: {}: expected {} numbers, found {}", what, expected, values.size()));
  }

  Eigen::Vector2d at(Joint joint) const {
    const auto i = static_cast<std::size_t>(2 * index_of(joint));
    return {pixels_[i], pixels_[i + 1]};
  }

  double depth(Joint joint) const {
    if (depths_.empty()) return 0;
    const double depth = depths_[static_cast<std::size_t>(index_of(joint))];
    return std::isfinite(depth) ? depth : 0;
  }

  double opacity(Joint joint) const {
    if (confidences_.empty() || !look_.confidence_as_opacity) return look_.opacity;
    const double stated = confidences_[static_cast<std::size_t>(index_of(joint))];
    const double confidence = std::isfinite(stated) ? std::clamp(stated, 0.0, 1.0) : 0.0;
    return look_.opacity * (faintest_confidence + (1 - faintest_confidence) * confidence);
  }

  std::span<const float> pixels_;
  std::span<const float> confidences_;
  std::span<const float> depths_;
  const SkeletonLook& look_;
};

std::vector<Part> parts_back_to_front(const Body& body) {
  std::vector<Part> parts;
  parts.reserve(bone_count + joint_count);
  for (const Bone& bone : bones()) {
    if (body.has(bone)) parts.push_back(body.bone(bone));
  }
  for (int j = 0; j < joint_count; ++j) {
    const auto joint = static_cast<Joint>(j);
    if (body.has(joint)) parts.push_back(body.joint(joint));
  }
  // Stable: of equal depth, joints lie on bones.
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.depth > b.depth; });
  return parts;
}

std::array<std::uint8_t, 3> colour_of(Side side, const SkeletonLook& look) {
  if (look.one_colour || side == Side::middle) return look.middle;
  return side == Side::left ? look.left : look.right;
}

Stroke stroke_of(const Part& part, double width, const std::array<std::uint8_t, 3>& colour, double opacity) {
  const auto alpha = static_cast<std::uint8_t>(std::lround(255 * std::clamp(opacity, 0.0, 1.0)));
  return {part.from, part.to, width, {colour[0], colour[1], colour[2], alpha}};
}

}  // namespace

std::vector<Stroke> skeleton_strokes(std::span<const float> pixels, std::span<const float> confidences,
                                     std::span<const float> depths, const SkeletonLook& look) {
  const double outline = std::max(thinnest_outline, outline_per_width * look.width);
  std::vector<Stroke> strokes;
  for (const Part& part : parts_back_to_front(Body(pixels, confidences, depths, look))) {
    strokes.push_back(
        stroke_of(part, part.width + 2 * outline, outline_colour, outline_opacity * part.opacity));
    strokes.push_back(stroke_of(part, part.width, colour_of(part.side, look), part.opacity));
  }
  return strokes;
}

}  // namespace solopose
