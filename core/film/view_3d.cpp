#include "core/film/view_3d.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include <Eigen/Geometry>

#include "core/base/error.h"
#include "core/film/legend.h"
#include "core/film/stroke_painter.h"

namespace solopose {
namespace {

using Eigen::Vector2d;
using Eigen::Vector3d;

constexpr double body_reach_mm = 1150;     ///< from the pelvis to whatever of a body must be in the picture
constexpr double distance_per_radius = 4;  ///< far away: perspective, but a mild one
constexpr double filled = 0.84;            ///< of the picture by what must be in it
constexpr double least_half_mm = 600;      ///< of what is shown, however small
constexpr double cell_mm = 500;
constexpr double most_cells = 60;  ///< from the middle outwards, wherever a prediction says that somebody is
constexpr double arrow_mm = 1000;
constexpr std::array<std::uint8_t, 3> background{0xF4, 0xF4, 0xF2};
constexpr std::array<std::uint8_t, 4> grid_colour{0xC4, 0xC6, 0xC8, 0xFF};
constexpr std::array<std::uint8_t, 4> axis_colour{0x6A, 0x70, 0x78, 0xFF};

Vector3d joint_at(std::span<const float> poses, std::int64_t frame, int joint) {
  const auto i = static_cast<std::size_t>((frame * joint_count + joint) * 3);
  return {poses[i], poses[i + 1], poses[i + 2]};
}

double percentile(std::vector<double> values, double percent) {
  if (values.empty()) return 0;
  const auto at = values.begin() +
                  static_cast<std::ptrdiff_t>(percent / 100 * static_cast<double>(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

/// Where a person is on the whole, and how far that ranges: of positions the median and of distances most,
/// because single frames of a prediction may be anywhere.
struct Whereabouts {
  Vector3d middle = Vector3d::Zero();
  double range_mm = 0;
  double ground_mm = 0;
};

Whereabouts whereabouts(const FilmSkeleton& skeleton, const Eigen::Matrix3d& upright) {
  std::array<std::vector<double>, 3> positions;
  std::vector<double> lowest;
  const auto frames = static_cast<std::int64_t>(skeleton.poses_mm.size()) / (joint_count * 3);
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    std::optional<double> low;
    for (int j = 0; j < joint_count; ++j) {
      const Vector3d point = upright * joint_at(skeleton.poses_mm, frame, j);
      if (!point.allFinite()) continue;
      low = std::min(low.value_or(point.z()), point.z());
      if (j != index_of(Joint::pelvis)) continue;
      for (std::size_t axis = 0; axis < 3; ++axis)
        positions[axis].push_back(point[static_cast<Eigen::Index>(axis)]);
    }
    if (low) lowest.push_back(*low);
  }
  Whereabouts result;
  for (std::size_t axis = 0; axis < 3; ++axis)
    result.middle[static_cast<Eigen::Index>(axis)] = percentile(positions[axis], 50);
  std::vector<double> distances;
  for (std::size_t i = 0; i < positions[0].size(); ++i) {
    distances.push_back((Vector3d(positions[0][i], positions[1][i], positions[2][i]) - result.middle).norm());
  }
  result.range_mm = percentile(std::move(distances), 95);
  result.ground_mm = percentile(std::move(lowest), 5);
  return result;
}

Eigen::Matrix3d upright_of(const FilmSkeleton& skeleton) {
  if (!skeleton.up.allFinite() || skeleton.up.norm() < 1e-6)
    throw Error("film: a skeleton's up: expected a direction, found none");
  return Eigen::Quaterniond::FromTwoVectors(skeleton.up, Vector3d::UnitZ()).toRotationMatrix();
}

/// Rows: right, up and away of somebody who looks at the middle.
Eigen::Matrix3d view_from(double turn_deg, double tilt_deg) {
  constexpr double radians = std::numbers::pi / 180;
  const Eigen::Matrix3d turned = Eigen::AngleAxisd(-turn_deg * radians, Vector3d::UnitZ()).toRotationMatrix();
  const double sine = std::sin(tilt_deg * radians);
  const double cosine = std::cos(tilt_deg * radians);
  Eigen::Matrix3d looking;
  looking << 1, 0, 0,   //
      0, sine, cosine,  //
      0, cosine, -sine;
  return looking * turned;
}

Image blank(int width, int height) {
  Image image(width, height, PixelLayout::rgb24);
  for (std::size_t i = 0; i < image.bytes.size(); ++i) image.bytes[i] = background[i % 3];
  return image;
}

}  // namespace

View3d::View3d(const FilmOptions& film) : view_(view_from(film.turn_deg, film.tilt_deg)) {
  std::optional<Vector3d> common_up;
  for (const FilmSkeleton& skeleton : film.skeletons) {
    if (skeleton.poses_mm.empty()) continue;
    Placed placed{&skeleton, upright_of(skeleton), Vector3d::Zero()};
    const Whereabouts where = whereabouts(skeleton, placed.upright);
    if (!common_up) {
      common_up = skeleton.up.normalized();
      middle_ = where.middle;
      ground_mm_ = where.ground_mm;
    }
    const bool shares_frame = (skeleton.up.normalized() - *common_up).norm() < 1e-6;
    if (!shares_frame) placed.shift = middle_ - where.middle;
    const double apart = (where.middle + placed.shift - middle_).norm();
    radius_mm_ = std::max(radius_mm_, apart + where.range_mm);
    placed_.push_back(placed);
  }
  radius_mm_ += body_reach_mm;
  frame();
}

/// What nearly all frames reach: single frames of a prediction may be anywhere.
void View3d::frame() {
  std::array<std::vector<double>, 2> low;
  std::array<std::vector<double>, 2> high;
  for (const Placed& placed : placed_) {
    const auto frames = static_cast<std::int64_t>(placed.skeleton->poses_mm.size()) / (joint_count * 3);
    for (std::int64_t number = 0; number < frames; ++number) {
      Eigen::AlignedBox2d body;
      for (int j = 0; j < joint_count; ++j) {
        const Vector3d point = placed.upright * joint_at(placed.skeleton->poses_mm, number, j) + placed.shift;
        if (point.allFinite()) body.extend(Vector2d((view_ * (point - middle_)).head<2>()));
      }
      if (body.isEmpty()) continue;
      for (std::size_t axis = 0; axis < 2; ++axis) {
        low[axis].push_back(body.min()[static_cast<Eigen::Index>(axis)]);
        high[axis].push_back(body.max()[static_cast<Eigen::Index>(axis)]);
      }
    }
  }
  for (std::size_t axis = 0; axis < 2; ++axis) {
    const double from = percentile(std::move(low[axis]), 2);
    const double to = percentile(std::move(high[axis]), 98);
    framed_middle_[static_cast<Eigen::Index>(axis)] = (from + to) / 2;
    framed_half_[static_cast<Eigen::Index>(axis)] = std::max((to - from) / 2, least_half_mm);
  }
}

View3d::Seen View3d::seen(const Vector3d& point_mm, int width, int height) const {
  const Vector3d from_viewer = view_ * (point_mm - middle_);
  const double distance = distance_per_radius * radius_mm_;
  // Never behind the viewer: a prediction may put a frame anywhere.
  const double away = std::max(distance + from_viewer.z(), distance / 10);
  const double fits = filled / 2 * std::min(width / framed_half_.x(), height / framed_half_.y());
  const double scale = fits * distance / away;
  const Vector2d from_middle = scale * from_viewer.head<2>() - fits * framed_middle_;
  return {Vector2d((width - 1) / 2.0 + from_middle.x(), (height - 1) / 2.0 - from_middle.y()),
          from_viewer.z()};
}

/// Of the arrow that points up, on the ground to the left of everybody.
Vector3d View3d::arrow_foot() const {
  const double right_mm = framed_middle_.x() - 1.1 * framed_half_.x();
  const Vector3d place = middle_ + right_mm * view_.row(0).transpose();
  return {place.x(), place.y(), ground_mm_};
}

void View3d::add_ground(std::vector<Stroke>& strokes, int width, int height, double line_scale) const {
  const int cells = static_cast<int>(std::ceil(std::min(radius_mm_ / cell_mm, most_cells)));
  const double edge = cells * cell_mm;
  const auto line = [&](const Vector3d& from, const Vector3d& to, double thickness,
                        const std::array<std::uint8_t, 4>& colour) {
    strokes.push_back(
        {seen(from, width, height).pixel, seen(to, width, height).pixel, thickness * line_scale, colour});
  };
  const Vector3d centre(middle_.x(), middle_.y(), ground_mm_);
  for (int i = -cells; i <= cells; ++i) {
    const double at = i * cell_mm;
    line(centre + Vector3d(at, -edge, 0), centre + Vector3d(at, edge, 0), 1, grid_colour);
    line(centre + Vector3d(-edge, at, 0), centre + Vector3d(edge, at, 0), 1, grid_colour);
  }
  const Vector3d foot = arrow_foot();
  const Vector3d top = foot + Vector3d(0, 0, arrow_mm);
  const Vector3d barb_across = view_.row(0).transpose() * (cell_mm / 8);
  const Vector3d barb_down(0, 0, -cell_mm / 4);
  line(foot, top, 2, axis_colour);
  line(top, top + barb_down + barb_across, 2, axis_colour);
  line(top, top + barb_down - barb_across, 2, axis_colour);
}

void View3d::add_skeleton(std::vector<Stroke>& strokes, const Placed& placed, std::int64_t number, int width,
                          int height, double line_scale) const {
  const FilmSkeleton& skeleton = *placed.skeleton;
  const std::int64_t frame = number - skeleton.first;
  const auto frames = static_cast<std::int64_t>(skeleton.poses_mm.size()) / (joint_count * 3);
  if (frame < 0 || frame >= frames) return;
  std::array<float, 2 * joint_count> pixels{};
  std::array<float, joint_count> depths{};
  for (int j = 0; j < joint_count; ++j) {
    const Vector3d point = placed.upright * joint_at(skeleton.poses_mm, frame, j) + placed.shift;
    const Seen place = seen(point, width, height);
    const auto at = static_cast<std::size_t>(j);
    pixels[2 * at] = static_cast<float>(place.pixel.x());
    pixels[2 * at + 1] = static_cast<float>(place.pixel.y());
    depths[at] = static_cast<float>(place.depth);
  }
  std::span<const float> confidences = skeleton.confidences;
  if (!confidences.empty())
    confidences = confidences.subspan(static_cast<std::size_t>(frame * joint_count), joint_count);
  SkeletonLook look = skeleton.look;
  look.width *= line_scale;
  const std::vector<Stroke> drawn = skeleton_strokes(pixels, confidences, depths, look);
  strokes.insert(strokes.end(), drawn.begin(), drawn.end());
}

Image View3d::picture(std::int64_t number, int width, int height, double line_scale) const {
  std::vector<Stroke> strokes;
  add_ground(strokes, width, height, line_scale);
  for (const Placed& placed : placed_) add_skeleton(strokes, placed, number, width, height, line_scale);
  Image image = blank(width, height);
  draw_strokes(image, strokes);
  const int letter = text_height_for(height);
  const Vector2d tip = seen(arrow_foot() + Vector3d(0, 0, arrow_mm), width, height).pixel;
  draw_text(image, "1 m", tip - Vector2d(0.4, 0.6) * letter, letter,
            {axis_colour[0], axis_colour[1], axis_colour[2]});
  return image;
}

}  // namespace solopose
