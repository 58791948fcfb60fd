#include "core/project/repair_makers.h"

#include <cmath>
#include <functional>
#include <limits>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/catalog.h"
#include "core/project/pose_store.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

using ::testing::HasSubstr;

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

JointMask only(Joint joint) { return JointMask().set(static_cast<std::size_t>(index_of(joint))); }

/// Every joint's x is way(frame), its y and z follow it.
std::vector<float> moving(std::int64_t frames, const std::function<double(double)>& way) {
  std::vector<float> poses;
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    for (int joint = 0; joint < joint_count; ++joint) {
      const auto x = static_cast<float>(way(static_cast<double>(frame)));
      poses.insert(poses.end(), {x, 2 * x + 1, 1000 - x});
    }
  }
  return poses;
}

void lose(std::vector<float>& poses, std::int64_t frame, Joint joint) {
  std::fill_n(poses.begin() + frame * pose_floats + index_of(joint) * 3, 3, missing);
}

std::string refusal_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& failure) {
    return failure.what();
  }
  return "";
}

TEST(RepairMakers, a_gap_in_a_cubic_way_is_filled_as_it_was) {
  const auto cubic = [](double t) { return 0.02 * t * t * t - 0.5 * t * t + 3 * t + 40; };
  std::vector<float> poses = moving(30, cubic);
  const std::vector<float> whole = poses;
  for (std::int64_t frame = 10; frame <= 14; ++frame) lose(poses, frame, Joint::left_wrist);
  const std::vector<float> values = interpolated(poses, {10, 14}, only(Joint::left_wrist));
  ASSERT_EQ(values.size(), 15U);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto at = static_cast<std::size_t>((10 + static_cast<std::int64_t>(i) / 3) * pose_floats) +
                    static_cast<std::size_t>(index_of(Joint::left_wrist)) * 3 + i % 3;
    EXPECT_NEAR(values[i], whole[at], 1e-3) << i;
  }
}

TEST(RepairMakers, where_an_outer_neighbour_lacks_the_gap_is_bridged_by_a_line) {
  std::vector<float> poses = moving(10, [](double t) { return t * t; });
  lose(poses, 7, Joint::head);  // the second one after the gap
  lose(poses, 4, Joint::neck);  // from which it would keep its distance
  lose(poses, 5, Joint::neck);
  const std::vector<float> values = interpolated(poses, {4, 5}, only(Joint::head));
  EXPECT_FLOAT_EQ(values[0], 9 + 27.0F / 3);  // from 3² to 6²
  EXPECT_FLOAT_EQ(values[3], 9 + 2 * 27.0F / 3);
}

/// The left shank, 400 mm long, turns about a knee that stands still; the thigh hangs from the hip.
std::vector<float> kicking(std::int64_t frames, const std::function<double(double)>& radians) {
  std::vector<float> poses(static_cast<std::size_t>(frames * pose_floats));
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    const double angle = radians(static_cast<double>(frame));
    float* pose = poses.data() + frame * pose_floats;
    pose[index_of(Joint::left_hip) * 3 + 2] = 900;
    pose[index_of(Joint::left_knee) * 3 + 2] = 450;
    float* ankle = pose + index_of(Joint::left_ankle) * 3;
    ankle[0] = static_cast<float>(400 * std::sin(angle));
    ankle[2] = static_cast<float>(450 - 400 * std::cos(angle));
  }
  return poses;
}

TEST(RepairMakers, a_fast_foot_keeps_its_distance_from_the_knee) {
  const std::vector<float> poses = kicking(30, [](double t) { return 0.006 * t * t; });
  const std::vector<float> values = interpolated(poses, {8, 16}, only(Joint::left_ankle));
  for (std::size_t i = 0; i < values.size(); i += 3) {
    const Eigen::Vector3f ankle(values[i], values[i + 1], values[i + 2]);
    EXPECT_NEAR((ankle - Eigen::Vector3f(0, 0, 450)).norm(), 400, 1e-3);
    const Eigen::Vector3d truth = joint_at(poses, 8 + static_cast<std::int64_t>(i) / 3, Joint::left_ankle);
    EXPECT_LT((ankle.cast<double>() - truth).norm(), 100);
  }
}

TEST(RepairMakers, a_knee_keeps_its_distance_from_hip_and_foot) {
  const std::vector<float> whole = kicking(30, [](double t) { return 0.006 * t * t; });
  std::vector<float> poses = whole;
  for (std::int64_t frame = 8; frame <= 16; ++frame) lose(poses, frame, Joint::left_knee);
  const std::vector<float> values = interpolated(poses, {8, 16}, only(Joint::left_knee));
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_NEAR(values[i], i % 3 == 2 ? 450 : 0, 0.05) << i;
}

TEST(RepairMakers, a_limb_is_bridged_from_its_root_to_its_end) {
  const std::vector<float> poses = kicking(30, [](double t) { return 0.1 * t; });
  const JointMask leg = only(Joint::left_knee) | only(Joint::left_ankle);
  const std::vector<float> values = interpolated(poses, {10, 12}, leg);
  for (std::size_t i = 0; i < values.size(); i += 6) {
    const Eigen::Map<const Eigen::Vector3f> knee(&values[i]);
    const Eigen::Map<const Eigen::Vector3f> ankle(&values[i + 3]);
    EXPECT_NEAR((knee - ankle).norm(), 400, 1e-3);
  }
}

TEST(RepairMakers, a_gap_at_the_end_or_beside_another_stays_as_it_is) {
  std::vector<float> poses = moving(10, [](double t) { return t; });
  lose(poses, 3, Joint::head);
  const auto same = [&](FrameRun run, std::int64_t frame) {
    const std::vector<float> values = interpolated(poses, run, only(Joint::neck));
    return values[0] == poses[static_cast<std::size_t>(frame * pose_floats + index_of(Joint::neck) * 3)];
  };
  EXPECT_TRUE(same({9, 9}, 9));
  EXPECT_TRUE(same({0, 1}, 0));
  EXPECT_EQ(interpolated(poses, {2, 2}, only(Joint::head))[0], 2) << "the next frame lacks it";
}

TEST(RepairMakers, blanked_is_missing_and_copied_is_the_frame_before) {
  const std::vector<float> poses = moving(10, [](double t) { return t; });
  JointMask two = only(Joint::pelvis) | only(Joint::right_wrist);
  const std::vector<float> none = blanked({2, 4}, two);
  EXPECT_EQ(none.size(), 3U * 2 * 3);
  EXPECT_TRUE(std::ranges::all_of(none, [](float value) { return std::isnan(value); }));
  const std::vector<float> copied = copied_from_before(poses, {3, 4}, two);
  EXPECT_THAT(copied, ::testing::ElementsAre(2, 5, 998, 2, 5, 998, 2, 5, 998, 2, 5, 998));
  EXPECT_THAT(refusal_of([&] { copied_from_before(poses, {0, 4}, two); }), HasSubstr("no frame before"));
}

TEST(RepairMakers, smoothing_keeps_a_parabola_and_pulls_in_a_spike) {
  std::vector<float> poses = moving(40, [](double t) { return 0.3 * t * t - t; });
  const JointMask wrist = only(Joint::left_wrist);
  const std::vector<float> kept = smoothed(poses, {0, 39}, wrist, 9);
  for (std::size_t frame = 0; frame < 40; ++frame)
    EXPECT_NEAR(kept[frame * 3], 0.3 * static_cast<double>(frame * frame) - static_cast<double>(frame), 1e-3);

  // The middle weight of Savitzky and Golay's table for 9 points and degree 2 is 59/231.
  const auto spike = static_cast<std::size_t>(20 * pose_floats + index_of(Joint::left_wrist) * 3);
  const float before = poses[spike];
  poses[spike] += 231;
  EXPECT_NEAR(smoothed(poses, {20, 20}, wrist, 9)[0], before + 59, 1e-3);
}

TEST(RepairMakers, smoothing_leaves_missing_joints_missing_and_learns_nothing_from_them) {
  std::vector<float> poses = moving(20, [](double t) { return 5 * t; });
  lose(poses, 9, Joint::head);
  const std::vector<float> values = smoothed(poses, {8, 10}, only(Joint::head), 5);
  EXPECT_NEAR(values[0], 40, 1e-3);
  EXPECT_TRUE(std::isnan(values[3]));
  EXPECT_NEAR(values[6], 50, 1e-3);
}

TEST(RepairMakers, refuse_windows_and_runs_that_cannot_be) {
  const std::vector<float> poses = moving(10, [](double t) { return t; });
  const JointMask all = JointMask().set();
  for (const int window : {-3, 0, 1, 4, 1001, std::numeric_limits<int>::max()})
    EXPECT_THAT(refusal_of([&] { smoothed(poses, {0, 9}, all, window); }), HasSubstr("window")) << window;
  for (const FrameRun run :
       {FrameRun{-1, 3}, {4, 3}, {0, 10}, {0, std::numeric_limits<std::int64_t>::max()}}) {
    EXPECT_THAT(refusal_of([&] { interpolated(poses, run, all); }), HasSubstr("expected some of 0 to 9"));
    EXPECT_THAT(refusal_of([&] { smoothed(poses, run, all, 5); }), HasSubstr("expected some of 0 to 9"));
    SequenceRecord sequence;
    sequence.frames = 10;
    for (const auto& [method, name] : named_values(RepairMethod())) {
      const RepairRequest request{
          .method = method, .frames = run, .joints = only(Joint::head), .reviewer = "me"};
      EXPECT_THAT(refusal_of([&] { make_repair(PoseStore("nowhere"), sequence, request); }),
                  HasSubstr("expected some of 0 to 9"))
          << name;
    }
  }
}

}  // namespace
}  // namespace solopose
