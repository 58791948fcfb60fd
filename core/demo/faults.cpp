#include "core/demo/faults.h"

#include <cmath>
#include <numbers>
#include <utility>

#include <Eigen/Geometry>

namespace solopose::demo {
namespace {

using enum Part;
using Point = Eigen::Vector3d;

constexpr double radians_per_degree = std::numbers::pi / 180;

template <std::size_t count>
void shift(BodyPoints& points, const std::array<Part, count>& parts, const Point& by_mm) {
  for (const Part part : parts) at(points, part) += by_mm;
}

/// A tracker that loses its grip.
void shake(Take& take, std::size_t first, std::size_t count) {
  add_jitter(take.recording, first, count, 35, 11);
}

template <Part part>
void lose(Take& take, std::size_t first, std::size_t count) {
  lose_part(take.recording, part, first, count);
}

void lose_all(Take& take, std::size_t first, std::size_t count) { lose_frames(take.recording, first, count); }

void exchange_throughout(Take& take, std::size_t, std::size_t) { swap_sides(take.recording); }

/// A detector that takes a back for a front.
void exchange_sides(Take& take, std::size_t first, std::size_t count) {
  for_frames(take.recording, first, count, [](BodyPoints& points) {
    const BodyPoints original = points;
    for (int p = 0; p < part_count; ++p)
      at(points, static_cast<Part>(p)) = at(original, mirrored(static_cast<Part>(p)));
  });
}

/// Frames were dropped, and the one before is written instead.
void freeze(Take& take, std::size_t first, std::size_t count) {
  const BodyPoints held = take.recording.frames.at(first);
  for_frames(take.recording, first, count, [&](BodyPoints& points) { points = held; });
}

/// Two cameras' detections that do not belong together make one point.
void throw_wrist(Take& take, std::size_t first, std::size_t count) {
  for_frames(take.recording, first, count, [](BodyPoints& points) {
    shift(points, std::array{right_wrist, right_hand}, {140, -120, 180});
  });
}

/// Depth is taken for its opposite: the knee lies as far behind the line from hip to ankle as it lay before
/// it.
void flip_knee(Take& take, std::size_t first, std::size_t count) {
  for_frames(take.recording, first, count, [](BodyPoints& points) {
    const Point hip = at(points, left_hip);
    const Point line = (at(points, left_ankle) - hip).normalized();
    const Point foot_of_knee = hip + line * line.dot(at(points, left_knee) - hip);
    at(points, left_knee) = 2 * foot_of_knee - at(points, left_knee);
  });
}

/// A marker has slipped down: the shank is a quarter too long.
void stretch_shank(Take& take, std::size_t first, std::size_t count) {
  for_frames(take.recording, first, count, [](BodyPoints& points) {
    const Point too_far = (at(points, right_ankle) - at(points, right_knee)) / 4;
    shift(points, std::array{right_ankle, right_heel, right_foot, right_toe}, too_far);
  });
}

/// Inertial suits and single cameras lose the height over the floor little by little, and find it again.
void float_up(Take& take, std::size_t first, std::size_t count) {
  constexpr double highest_mm = 400;
  double done = 0;
  for_frames(take.recording, first, count, [&](BodyPoints& points) {
    const double swing = std::sin(std::numbers::pi * done / static_cast<double>(count));
    for (Point& point : points) point.z() += highest_mm * swing * swing;
    ++done;
  });
}

/// A fitted body whose arm follows somebody else for a second: bones, bends and speeds are a body's.
void lead_arm_astray(Take& take, std::size_t first, std::size_t count) {
  constexpr double furthest_deg = 80;
  double done = 0;
  for_frames(take.recording, first, count, [&](BodyPoints& points) {
    const double swing = std::sin(std::numbers::pi * done / static_cast<double>(count));
    const Point shoulder = at(points, left_shoulder);
    const Point forwards = (at(points, left_shoulder) - at(points, right_shoulder)).cross(Point::UnitZ());
    const Eigen::AngleAxisd turn(furthest_deg * radians_per_degree * swing * swing, forwards.normalized());
    for (const Part part : {left_elbow, left_wrist, left_hand})
      at(points, part) = shoulder + turn * (at(points, part) - shoulder);
    ++done;
  });
}

/// The rest pose with which a rig begins was not cut off: the arms level to the sides.
void stand_in_t_pose(Take& take, std::size_t first, std::size_t count) {
  constexpr std::array left_arm = {left_shoulder, left_elbow, left_wrist, left_hand};
  freeze(take, first, count);
  for_frames(take.recording, first, count, [&](BodyPoints& points) {
    Point outward = at(points, left_shoulder) - at(points, right_shoulder);
    outward.z() = 0;
    outward.normalize();
    const BodyPoints before = points;
    for (std::size_t i = 1; i < left_arm.size(); ++i) {
      for (const double side : {1.0, -1.0}) {
        const Part end = side > 0 ? left_arm[i] : mirrored(left_arm[i]);
        const Part start = side > 0 ? left_arm[i - 1] : mirrored(left_arm[i - 1]);
        at(points, end) = at(points, start) + side * (at(before, end) - at(before, start)).norm() * outward;
      }
    }
  });
}

/// A network takes the upper body for another's: it hangs backwards from the hips and looks aside.
void fold_back(Take& take, std::size_t first, std::size_t count) {
  constexpr std::array left_leg = {left_hip, left_knee, left_ankle, left_heel, left_foot, left_toe};
  for_frames(take.recording, first, count, [&](BodyPoints& points) {
    const Point root = at(points, pelvis);
    const Point trunk = (at(points, spine4) - root).normalized();
    const Point to_right = (at(points, right_hip) - at(points, left_hip)).normalized();
    const Eigen::Matrix3d turn = (Eigen::AngleAxisd(90 * radians_per_degree, to_right) *
                                  Eigen::AngleAxisd(70 * radians_per_degree, trunk))
                                     .toRotationMatrix();
    BodyPoints folded = points;
    for (Point& point : folded) point = root + turn * (point - root);
    for (const Part part : left_leg) {
      at(folded, part) = at(points, part);
      at(folded, mirrored(part)) = at(points, mirrored(part));
    }
    points = folded;
  });
}

/// The squares of the calibration board are larger than somebody has typed.
void enlarge(Take& take, std::size_t first, std::size_t count) {
  for_frames(take.recording, first, count, [](BodyPoints& points) {
    for (Point& point : points) point *= 1.5;
  });
}

/// A file whose up axis is another one than its dataset's.
void lay_down(Take& take, std::size_t first, std::size_t count) {
  const Eigen::Matrix3d turn = Eigen::AngleAxisd(90 * radians_per_degree, Point::UnitX()).toRotationMatrix();
  for_frames(take.recording, first, count, [&](BodyPoints& points) {
    for (Point& point : points) point = turn * point;
  });
}

/// As Human3.6M has it there.
void shift_along_x(Take& take, std::size_t first, std::size_t count) {
  for_frames(take.recording, first, count, [](BodyPoints& points) {
    for (Point& point : points) point.x() += 200;
  });
}

void knock_camera(Take& take, std::size_t first, std::size_t) {
  take.knocked = KnockedCamera{.camera = 9, .first_frame = first, .turned_deg = 2.5};
}

void exchange_labels(Take& take, std::size_t first, std::size_t count) {
  take.exchanged_labels = ExchangedLabels{.camera = 0, .first_frame = first, .frames = count};
}

void end_films(Take& take, std::size_t first, std::size_t) { take.filmed_frames = first; }

constexpr std::array table = {
    Fault{"AIST++",
          "d04",
          "gHO_sBM_cAll_d04_mHO1_ch02",
          200,
          70,
          "the left arm is not where the film shows it",
          {"model_disagreement"},
          lead_arm_astray},
    Fault{"AIST++",
          "d08",
          "gHO_sBM_cAll_d08_mHO3_ch04",
          150,
          30,
          "the right arm and the head tremble",
          {"jitter"},
          shake},
    Fault{"AIST++",
          "d20",
          "gPO_sBM_cAll_d20_mPO1_ch05",
          0,
          30,
          "a T-pose was not cut off",
          {"calibration_pose"},
          stand_in_t_pose},
    Fault{"Human3.6M",
          "S5",
          "SittingDown",
          76,
          6,
          "the left knee bends backwards: its depth is flipped",
          {"joint_angle"},
          flip_knee},
    Fault{"Human3.6M",
          "S5",
          "Walking",
          150,
          20,
          "the right shank is a quarter too long",
          {"bone_length", "bone_symmetry"},
          stretch_shank},
    Fault{"Human3.6M",
          "S5",
          "Directions",
          90,
          140,
          "the body floats up to 400 mm above the floor",
          {"floor"},
          float_up},
    Fault{
        "Human3.6M", "S9", "Walking", 90, 2, "the right wrist is 260 mm off its way", {"spike"}, throw_wrist},
    Fault{"Human3.6M",
          "S9",
          "SittingDown",
          172,
          5,
          "the upper body hangs backwards from the hips",
          {"anomaly"},
          fold_back},
    Fault{"Human3.6M",
          "S9",
          "Greeting",
          0,
          whole_take,
          "the person is 200 mm beside the picture's",
          {"known_fault"},
          shift_along_x},
    Fault{"Human3.6M", "S11", "Greeting", 140, 12, "one pose stands for twelve frames", {"frozen"}, freeze},
    Fault{"Human3.6M",
          "S11",
          "Walking",
          120,
          10,
          "left and right are exchanged",
          {"side_swap"},
          exchange_sides},
    Fault{"Human3.6M",
          "S11",
          "Directions",
          0,
          whole_take,
          "everything is half as large again",
          {"scale", "alignment_residual"},
          enlarge},
    Fault{"MPI-INF-3DHP",
          "S1",
          "Seq2",
          70,
          whole_take,
          "somebody has knocked against camera 9",
          {"view_disagreement"},
          knock_camera},
    Fault{"MPI-INF-3DHP",
          "S2",
          "Seq1",
          60,
          15,
          "left and right are exchanged in camera 0's 2D labels",
          {"label_disagreement"},
          exchange_labels},
    Fault{"MADS",
          "Jazz",
          "Jazz1",
          185,
          whole_take,
          "the films end before the poses",
          {"past_the_video"},
          end_films},
    Fault{"MADS",
          "Jazz",
          "Jazz2",
          0,
          whole_take,
          "up is another axis than in the dataset's other files",
          {"upright"},
          lay_down},
    Fault{"MADS", "Kata", "Kata2", 40, 30, "the right hand is lost", {}, lose<right_hand>},
    Fault{"MADS", "Kata", "Kata2", 50, 12, "the right wrist is lost", {"missing_run"}, lose<right_wrist>},
    Fault{"MADS", "Sports", "Sports1", 90, 25, "the left toe is lost", {}, lose<left_toe>},
    Fault{"MADS", "Sports", "Sports1", 95, 18, "the left ankle is lost", {"missing_run"}, lose<left_ankle>},
    Fault{"MADS", "Taichi", "Taichi1", 100, 3, "frames are lost", {"missing_run"}, lose_all},
    Fault{"MADS",
          "",
          "",
          0,
          whole_take,
          "left and right are exchanged in the whole set",
          {"mirrored"},
          exchange_throughout},
};

}  // namespace

std::span<const Fault> faults() { return table; }

void plant_faults(std::string_view dataset, std::vector<Take>& takes) {
  for (const Fault& fault : table) {
    for (Take& take : takes) {
      if (fault.concerns(dataset, take.subject, take.name)) fault.plant(take, fault.first, fault.count);
    }
  }
}

}  // namespace solopose::demo
