#include "core/augmotion/synthetic_people.h"

#include <cmath>
#include <numbers>

#include <Eigen/Geometry>

#include "core/augmotion/kabsch.h"
#include "core/base/seeded_random.h"

namespace solopose {
namespace {

using Eigen::AngleAxisd;
using Eigen::Vector3d;

/// What differs from person to person and from motion to motion.
struct Habits {
  explicit Habits(SeededRandom& random)
      : size(0.85 + 0.3 * random.unit()),
        pace(0.04 + 0.1 * random.unit()),
        bend(0.01 + 0.03 * random.unit()),
        phase(6 * random.unit()),
        turn(0.5 + 2 * random.unit()) {}
  double size, pace, bend, phase, turn;
};

void add_frame(std::vector<float>& positions, const Habits& habits, double t) {
  const double swing = std::sin(habits.pace * t);
  const double lean =
      0.9 * std::pow(std::max(0.0, std::sin(habits.bend * t + habits.phase)), 3) + 0.05 * std::sin(0.31 * t);
  const Eigen::Matrix3d heading =
      AngleAxisd(habits.turn * std::sin(0.011 * t + habits.phase), Vector3d::UnitZ()).toRotationMatrix();
  const Eigen::Matrix3d torso = heading * AngleAxisd(-lean, Vector3d::UnitX()).toRotationMatrix();
  const Vector3d pelvis(800 * std::sin(0.013 * t), 600 * std::cos(0.017 * t),
                        900 + 15 * std::cos(2 * habits.pace * t));
  const auto add = [&](const Eigen::Matrix3d& part, double x, double y, double z) {
    const Vector3d point = pelvis + part * (habits.size * Vector3d(x, y, z));
    for (const double value : point) positions.push_back(static_cast<float>(value));
  };
  const double nod = 20 * std::sin(0.2 * t);
  add(torso, 0, 90 + nod, 690);  // nose, eyes, ears
  add(torso, -30, 80 + nod, 720);
  add(torso, 30, 80 + nod, 720);
  add(torso, -70, nod, 700);
  add(torso, 70, nod, 700);
  for (const double side : {-1.0, 1.0}) add(torso, side * 170, -side * 15 * swing, 500);
  for (const double side : {-1.0, 1.0}) add(torso, side * 220, -side * 60 * swing, 250);
  for (const double side : {-1.0, 1.0}) add(torso, side * 230, -side * 200 * swing, 50);
  for (const double side : {-1.0, 1.0}) add(heading, side * 100, 0, 0);
  for (const double side : {-1.0, 1.0}) add(heading, side * 100, side * 200 * swing, -400);
  for (const double side : {-1.0, 1.0}) add(heading, side * 100, side * 150 * swing, -820);
}

RigidTransform somewhere(SeededRandom& random) {
  const auto signed_unit = [&] { return 2 * random.unit() - 1; };
  const Vector3d axis(signed_unit(), signed_unit(), signed_unit() + 2);  // never zero
  return {AngleAxisd(2 * std::numbers::pi * random.unit(), axis.normalized()).toRotationMatrix(),
          4000 * Vector3d(signed_unit(), signed_unit(), signed_unit()), 1.0};
}

}  // namespace

SyntheticTrack synthetic_track(std::int64_t frames, std::uint64_t seed) {
  SeededRandom random(seed);
  const Habits habits(random);
  const RigidTransform camera_from_room = somewhere(random);
  SyntheticTrack track;
  track.positions_mm.reserve(static_cast<std::size_t>(frames * synthetic_joints()->size() * 3));
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    add_frame(track.positions_mm, habits, static_cast<double>(frame));
  }
  transform_points(camera_from_room, track.positions_mm, track.positions_mm);
  track.up = camera_from_room.rotation * Vector3d::UnitZ();
  return track;
}

JointSetPtr synthetic_joints() {
  static const JointSetPtr joints = joint_set_named("coco17");
  return joints;
}

}  // namespace solopose
