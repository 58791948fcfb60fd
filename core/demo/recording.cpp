#include "core/demo/recording.h"

#include <limits>
#include <numbers>
#include <random>

namespace solopose::demo {
namespace {

constexpr std::array<Part, 6> soles = {Part::left_heel,  Part::left_foot,  Part::left_toe,
                                       Part::right_heel, Part::right_foot, Part::right_toe};

/// How far the ground pushes the body between two frames: the mean slip of the soles, weighted by how near
/// the ground they are.
Eigen::Vector2d push(const BodyPoints& before, const BodyPoints& after) {
  constexpr double near_mm = 12;
  constexpr double inertia = 0.02;  // nothing touches: the weight that keeps the body where it is
  Eigen::Vector2d slip = Eigen::Vector2d::Zero();
  double weights = inertia;
  for (const Part sole : soles) {
    const double weight = std::exp(-std::max(at(before, sole).z(), at(after, sole).z()) / near_mm);
    slip += weight * (at(before, sole) - at(after, sole)).head<2>();
    weights += weight;
  }
  return slip / weights;
}

void lose(Eigen::Vector3d& point) { point.setConstant(std::numeric_limits<double>::quiet_NaN()); }

/// A standard normal number by Box and Muller: std::normal_distribution differs between standard libraries.
double normal(std::mt19937& random) {
  const auto uniform = [&] { return (static_cast<double>(random()) + 0.5) / 4294967296.0; };
  const double radius = std::sqrt(-2 * std::log(uniform()));
  return radius * std::cos(2 * std::numbers::pi * uniform());
}

}  // namespace

Recording perform(const Performance& performance) {
  Recording recording;
  recording.frames_per_second = performance.frames_per_second;
  Eigen::Vector2d root = performance.start_mm;
  BodyPoints before;
  for (int f = 0; f < performance.frames; ++f) {
    const double seconds = f / performance.frames_per_second;
    const double heading = performance.heading_deg + seconds * performance.turning_deg_per_second;
    const BodyPoints here =
        body_points(performance.body, pose_at(performance.motion, performance.style, seconds), heading);
    if (f > 0) root += push(before, here);
    before = here;
    recording.frames.push_back(here);
    for (Eigen::Vector3d& point : recording.frames.back()) point.head<2>() += root;
  }
  return recording;
}

void swap_sides(Recording& recording) {
  for (BodyPoints& points : recording.frames) {
    const BodyPoints original = points;
    for (int p = 0; p < part_count; ++p) {
      at(points, static_cast<Part>(p)) = at(original, mirrored(static_cast<Part>(p)));
    }
  }
}

void lose_part(Recording& recording, Part part, std::size_t first, std::size_t count) {
  for_frames(recording, first, count, [&](BodyPoints& points) { lose(at(points, part)); });
}

void lose_frames(Recording& recording, std::size_t first, std::size_t count) {
  for_frames(recording, first, count,
             [](BodyPoints& points) { std::for_each(points.begin(), points.end(), lose); });
}

void add_jitter(Recording& recording, std::size_t first, std::size_t count, double sigma_mm,
                std::uint32_t seed) {
  std::mt19937 random(seed);
  constexpr std::array<Part, 7> shaken = {Part::right_elbow, Part::right_wrist, Part::right_hand, Part::head,
                                          Part::nose,        Part::left_eye,    Part::right_eye};
  for_frames(recording, first, count, [&](BodyPoints& points) {
    for (const Part part : shaken) {
      at(points, part) += sigma_mm * Eigen::Vector3d(normal(random), normal(random), normal(random));
    }
  });
}

}  // namespace solopose::demo
