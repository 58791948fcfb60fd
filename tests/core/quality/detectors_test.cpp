#include <cmath>
#include <cstdio>
#include <limits>
#include <set>

#include <gmock/gmock.h>

#include "core/quality/view_distance.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/quality/real_motion.h"
#include "tests/support/shared_data.h"
#include "tests/support/standing_body.h"

namespace solopose {
namespace {

using namespace testing;
using enum Joint;
using ::testing::EndsWith;
using ::testing::HasSubstr;

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

/// Somebody who stands, sways and breathes by a few millimetres: no two frames alike.
std::vector<float> standing(std::int64_t frames) {
  std::vector<float> poses;
  for (std::int64_t f = 0; f < frames; ++f) {
    const float phase = 0.1F * static_cast<float>(f);
    for (int j = 0; j < joint_count; ++j) {
      const auto at = standing_joint(j);
      poses.insert(poses.end(),
                   {at[0] + 5 * std::sin(phase), at[1] + 3 * std::cos(phase), at[2] + std::sin(2 * phase)});
    }
  }
  return poses;
}

Recording somebody(std::vector<float> poses) {
  return recording_of("set/somebody/take/world", std::move(poses), 50, Eigen::Vector3d::UnitZ());
}

float& coordinate(std::vector<float>& poses, std::int64_t frame, Joint joint, int axis) {
  return poses[static_cast<std::size_t>(frame * pose_floats + index_of(joint) * 3 + axis)];
}

void exchange_sides(std::vector<float>& poses, std::initializer_list<Joint> left) {
  for (std::int64_t f = 0; f < frames_of(poses); ++f) {
    for (const Joint joint : left) {
      for (int axis = 0; axis < 3; ++axis)
        std::swap(coordinate(poses, f, joint, axis), coordinate(poses, f, mirrored(joint), axis));
    }
  }
}

TEST(QualityDetectorsTest, have_names_of_their_own_by_which_they_are_found) {
  std::set<std::string_view> names;
  for (const auto& detector : detectors()) {
    EXPECT_TRUE(names.insert(detector->name()).second) << detector->name();
    EXPECT_EQ(detector_named(detector->name()), detector.get());
    EXPECT_GT(detector->default_threshold(), 0) << detector->name();
  }
  EXPECT_EQ(detector_named("nobody"), nullptr);
}

TEST(QualityDetectorsTest, doubt_nothing_of_somebody_who_stands) {
  const Inspection inspection({somebody(standing(300))});
  for (const auto& detector : detectors())
    EXPECT_TRUE(inspection.findings(detector->name(), 0).empty())
        << in_english(inspection.findings(detector->name(), 0)[0].reason);
}

TEST(QualityDetectorsTest, say_nothing_wrong_of_tracks_without_anything_in_them) {
  std::vector<Recording> empty;
  for (const std::size_t frames : {0U, 1U, 2U, 3U, 40U})
    empty.push_back(somebody(std::vector<float>(frames * pose_floats, missing)));
  for (std::size_t i = 0; i < empty.size(); ++i) empty[i].record.id = static_cast<SequenceId>(i) + 1;
  const Inspection inspection(std::move(empty));
  for (std::size_t i = 0; i < inspection.size(); ++i) {
    for (const auto& detector : detectors()) EXPECT_TRUE(inspection.findings(detector->name(), i).empty());
  }
}

TEST(QualityDetectorsTest, give_reasons_in_numbers_where_other_joints_are_missing) {
  std::vector<float> poses = standing(200);
  for (std::int64_t f = 50; f < 70; ++f) {
    for (const Joint joint : {left_elbow, left_wrist, right_knee}) {
      for (int axis = 0; axis < 3; ++axis) coordinate(poses, f, joint, axis) = missing;
    }
    for (const Joint joint : {head, right_wrist, left_ankle}) coordinate(poses, f, joint, 0) += 900;
  }
  const Inspection inspection({somebody(poses)});
  std::set<std::string_view> found;
  for (const auto& detector : detectors()) {
    for (const Finding& finding : inspection.findings(detector->name(), 0)) {
      EXPECT_EQ(in_english(finding.reason).find("nan"), std::string::npos) << in_english(finding.reason);
      found.insert(detector->name());
    }
  }
  EXPECT_TRUE(found.contains("joint_angle") && found.contains("bone_length"));
}

TEST(QualityDetectorsTest, an_odd_pose_names_the_part_of_the_body_how_it_is_and_how_it_would_fit_the_rest) {
  std::vector<float> twisted = standing(300);
  const float sine = std::sqrt(3.F) / 2;
  for (std::int64_t f = 100; f < 110; ++f) {
    for (const Joint joint :
         {left_shoulder, left_elbow, left_wrist, right_shoulder, right_elbow, right_wrist}) {
      const float x = coordinate(twisted, f, joint, 0);
      const float y = coordinate(twisted, f, joint, 1);
      coordinate(twisted, f, joint, 0) = x / 2 - sine * y;
      coordinate(twisted, f, joint, 1) = sine * x + y / 2;
    }
  }
  const Inspection inspection({somebody(twisted), somebody(standing(300)), somebody(standing(300))});
  const auto findings = inspection.findings("anomaly", 0);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(in_english(findings[0].reason),
              HasSubstr("turn of the shoulders against the hips is 60 degrees"));
  EXPECT_THAT(in_english(findings[0].reason), HasSubstr("would fit the rest"));
}

TEST(QualityDetectorsTest, a_jump_is_placed_on_its_frame_and_joint) {
  std::vector<float> poses = standing(200);
  for (const std::int64_t f : {70, 71}) coordinate(poses, f, left_wrist, 0) += 200;
  const Inspection inspection({somebody(poses)});
  const auto findings = inspection.findings("spike", 0);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].first_frame, 70);
  EXPECT_EQ(findings[0].last_frame, 71);
  EXPECT_EQ(findings[0].joints, mask_of(left_wrist));
  EXPECT_THAT(in_english(findings[0].reason), HasSubstr("the left wrist jumps by 2"));
  EXPECT_THAT(in_english(findings[0].reason), EndsWith("within a frame and comes back"));
}

TEST(QualityDetectorsTest, a_jump_that_stays_is_a_step_and_one_that_leads_back_is_none) {
  std::vector<float> poses = standing(200);
  for (std::int64_t f = 60; f < 90; ++f) coordinate(poses, f, left_wrist, 0) += 200;
  for (const std::int64_t f : {140, 141}) coordinate(poses, f, left_wrist, 0) += 200;
  const Inspection inspection({somebody(poses)});
  const auto findings = inspection.findings("spike", 0);
  ASSERT_EQ(findings.size(), 3U);
  for (const std::size_t edge : {0U, 1U}) {
    EXPECT_TRUE(findings[edge].is_step);
    EXPECT_EQ(findings[edge].worst_frame, findings[edge].last_frame) << "where it has been taken";
    EXPECT_EQ(findings[edge].first_frame, edge == 0 ? 59 : 89);
    EXPECT_EQ(findings[edge].last_frame, edge == 0 ? 60 : 90);
    EXPECT_THAT(in_english(findings[edge].reason), EndsWith("within a frame and stays there"));
  }
  EXPECT_EQ(findings[2].first_frame, 140);
  EXPECT_EQ(findings[2].last_frame, 141);
  EXPECT_FALSE(findings[2].is_step);
  EXPECT_THAT(in_english(findings[2].reason), EndsWith("within a frame and comes back"));
}

TEST(QualityDetectorsTest, a_jump_that_stays_is_a_step_though_a_joint_is_missing_right_after_it) {
  std::vector<float> poses = standing(200);
  for (std::int64_t f = 60; f < 200; ++f)
    for (int joint = 0; joint < joint_count; ++joint)
      coordinate(poses, f, static_cast<Joint>(joint), 0) += 2000;
  for (std::int64_t f = 61; f < 80; ++f) coordinate(poses, f, head, 0) = std::nanf("");
  const Inspection inspection({somebody(poses)});
  const auto findings = inspection.findings("spike", 0);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_TRUE(findings[0].joints[static_cast<std::size_t>(index_of(head))]);
  EXPECT_TRUE(findings[0].is_step);
  EXPECT_EQ(findings[0].worst_frame, 60);
}

TEST(QualityDetectorsTest, a_swap_is_placed_on_its_frames_and_joints) {
  std::vector<float> poses = standing(200);
  std::vector<float> swapped = poses;
  exchange_sides(swapped, {left_elbow});
  std::copy(swapped.begin() + 150 * pose_floats, swapped.begin() + 170 * pose_floats,
            poses.begin() + 150 * pose_floats);
  const Inspection inspection({somebody(poses)});
  const auto findings = inspection.findings("side_swap", 0);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].first_frame, 150);
  EXPECT_EQ(findings[0].last_frame, 169);
  EXPECT_EQ(findings[0].joints, mask_of(left_elbow) | mask_of(right_elbow));
}

TEST(QualityDetectorsTest, the_shorter_part_of_a_sequence_that_is_exchanged_to_its_end_is_doubted) {
  std::vector<float> poses = standing(200);
  std::vector<float> swapped = poses;
  exchange_sides(swapped, {left_hip, left_knee, left_ankle, left_shoulder, left_elbow, left_wrist});
  std::copy(swapped.begin() + 150 * pose_floats, swapped.end(), poses.begin() + 150 * pose_floats);
  const Inspection inspection({somebody(poses)});
  const auto findings = inspection.findings("side_swap", 0);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].first_frame, 150);
  EXPECT_EQ(findings[0].last_frame, 199);
  EXPECT_THAT(in_english(findings[0].reason), HasSubstr("the sides of the body are exchanged"));
}

TEST(QualityDetectorsTest, a_gap_is_as_bad_as_it_is_long_and_a_joint_that_is_never_there_is_none) {
  std::vector<float> poses = standing(100);
  for (std::int64_t f = 0; f < 100; ++f) coordinate(poses, f, head, 0) = missing;
  for (std::int64_t f = 40; f < 47; ++f) coordinate(poses, f, right_knee, 0) = missing;
  const Inspection inspection({somebody(poses)});
  const auto findings = inspection.findings("missing_run", 0);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].score, 7);
  EXPECT_EQ(in_english(findings[0].reason), "the right knee is missing for 7 frames");
}

TEST(QualityDetectorsTest, arms_held_level_or_half_down_are_calibration_poses) {
  for (const float drop : {0.F, 0.8F}) {
    std::vector<float> poses = standing(200);
    for (std::int64_t f = 100; f < 140; ++f) {
      for (const Joint shoulder : {left_shoulder, right_shoulder}) {
        const float side = shoulder == left_shoulder ? -1.F : 1.F;
        for (int k = 1; k <= 2; ++k) {
          const auto joint = static_cast<Joint>(index_of(shoulder) + k);
          coordinate(poses, f, joint, 0) =
              coordinate(poses, f, shoulder, 0) + side * 280.F * static_cast<float>(k);
          coordinate(poses, f, joint, 1) = coordinate(poses, f, shoulder, 1);
          coordinate(poses, f, joint, 2) =
              coordinate(poses, f, shoulder, 2) - drop * 280.F * static_cast<float>(k);
        }
      }
    }
    const Inspection inspection({somebody(poses)});
    const auto findings = inspection.findings("calibration_pose", 0);
    ASSERT_EQ(findings.size(), 1U) << drop;
    EXPECT_EQ(findings[0].first_frame, 100);
    EXPECT_EQ(findings[0].last_frame, 139);
    EXPECT_THAT(in_english(findings[0].reason), HasSubstr(drop > 0 ? "an A-pose" : "a T-pose"));
  }
}

TEST(QualityDetectorsTest, bodies_in_the_floor_and_in_the_air_are_doubted_where_up_is_known) {
  std::vector<float> poses = standing(400);
  for (std::int64_t f = 100; f < 104; ++f) {
    for (int j = 0; j < joint_count; ++j) coordinate(poses, f, static_cast<Joint>(j), 2) -= 150;
  }
  for (std::int64_t f = 200; f < 300; ++f) {
    for (int j = 0; j < joint_count; ++j) coordinate(poses, f, static_cast<Joint>(j), 2) += 400;
  }
  const Inspection inspection({somebody(poses)});
  const auto findings = inspection.findings("floor", 0);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].first_frame, 100);
  EXPECT_EQ(findings[0].last_frame, 103);
  EXPECT_THAT(in_english(findings[0].reason), HasSubstr("below the floor"));
  EXPECT_GE(findings[1].first_frame, 200);
  EXPECT_LT(findings[1].last_frame, 300);
  EXPECT_THAT(in_english(findings[1].reason), HasSubstr("floats 4"));
  Recording unknown_up = somebody(poses);
  unknown_up.record.up.reset();
  EXPECT_TRUE(Inspection({unknown_up}).findings("floor", 0).empty());
}

// A mask names a leg's right joint first and an arm's left one.
TEST(QualityDetectorsTest, unequal_bones_are_given_in_the_order_in_which_they_are_named) {
  for (const Joint longer : {right_ankle, left_ankle, right_wrist, left_wrist}) {
    std::vector<float> poses = standing(200);
    for (std::int64_t f = 80; f < 100; ++f) coordinate(poses, f, longer, 2) -= 200;
    const Inspection inspection({somebody(poses)});
    const auto findings = inspection.findings("bone_symmetry", 0);
    ASSERT_EQ(findings.size(), 1U);
    const std::string reason = in_english(findings[0].reason);
    const bool leg = longer == right_ankle || longer == left_ankle;
    EXPECT_THAT(reason, HasSubstr(leg ? "the right ankle and the left ankle are "
                                      : "the left wrist and the right wrist are "));
    int first = 0;
    int second = 0;
    ASSERT_EQ(std::sscanf(reason.c_str() + reason.find(" are ") + 5, "%d and %d", &first, &second), 2);
    const bool first_is_longer = longer == right_ankle || longer == left_wrist;
    EXPECT_EQ(first > second, first_is_longer) << reason;
  }
}

TEST(QualityDetectorsTest, feet_that_glide_together_are_doubted) {
  std::vector<float> poses = standing(200);
  for (std::int64_t f = 100; f < 200; ++f) {
    for (int j = 0; j < joint_count; ++j)
      coordinate(poses, f, static_cast<Joint>(j), 1) += 30 * static_cast<float>(f - 100);  // 1.5 m/s
  }
  const auto findings = Inspection({somebody(poses)}).findings("floor", 0);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(in_english(findings[0].reason), HasSubstr("both feet slide over the floor at 1.5 m/s"));
}

TEST(QualityDetectorsTest, an_up_axis_that_is_none_and_a_person_of_another_size_are_doubted_throughout) {
  std::vector<Recording> three;
  for (SequenceId id = 1; id <= 3; ++id) {
    three.push_back(somebody(standing(50)));
    three.back().record.id = id;
  }
  three[1].record.up = Eigen::Vector3d::UnitX();
  for (float& value : three[2].poses_mm) value *= 2;
  const Inspection inspection(std::move(three));
  EXPECT_TRUE(inspection.findings("upright", 0).empty());
  ASSERT_EQ(inspection.findings("upright", 1).size(), 1U);
  EXPECT_EQ(inspection.findings("upright", 1)[0].last_frame, 49);
  EXPECT_TRUE(inspection.findings("scale", 1).empty());
  EXPECT_EQ(inspection.findings("scale", 2).size(), 1U);
}

TEST(QualityDetectorsTest, labels_beyond_the_video_are_doubted) {
  Inspection inspection({somebody(standing(60))});
  EXPECT_TRUE(std::isnan(inspection.scores("past_the_video", 0).score[59]));
  inspection.track(0).filmed_frames = 50;
  inspection.track(0).shortest_video = "film.mp4";
  const auto findings = inspection.findings("past_the_video", 0);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].first_frame, 50);
  EXPECT_EQ(findings[0].last_frame, 59);
  EXPECT_EQ(in_english(findings[0].reason), "film.mp4 ended 10 frames before");
}

TEST(QualityDetectorsTest, a_view_that_drifts_away_from_the_others_is_doubted_and_they_are_not) {
  REQUIRE_SHARED_DATA();
  const std::vector<float>& motion = real_motion()[0].poses_mm;
  std::vector<std::vector<float>> views(4, motion);
  const std::int64_t frames = frames_of(motion);
  for (std::int64_t f = 300; f < frames; ++f) {
    for (int j = 0; j < joint_count; ++j)
      coordinate(views[2], f, static_cast<Joint>(j), 0) += 2 * static_cast<float>(f - 300);
  }
  const auto distances = view_distances_mm(views);
  for (std::size_t v = 0; v < views.size(); ++v) {
    Inspection inspection({recording_of("set/s/t/v", views[v], 60, real_motion()[0].record.up)});
    inspection.track(0).view_distance_mm = distances[v];
    const auto findings = inspection.findings("view_disagreement", 0);
    if (v != 2) {
      EXPECT_TRUE(findings.empty());
      continue;
    }
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].first_frame, 341) << "two millimetres a frame are more than 80 after 40";
    EXPECT_EQ(findings[0].last_frame, frames - 1);
  }
}

TEST(QualityDetectorsTest, of_two_views_each_is_measured_against_the_other) {
  const std::vector<float> one = standing(3);
  std::vector<float> other = one;
  coordinate(other, 1, head, 2) += 90;
  coordinate(other, 2, head, 2) = missing;
  const auto distances = view_distances_mm(std::vector{one, other});
  for (const auto& view : distances) {
    EXPECT_EQ(view[static_cast<std::size_t>(index_of(head))], 0);
    EXPECT_NEAR(view[static_cast<std::size_t>(joint_count + index_of(head))], 90, 1e-3);
    EXPECT_TRUE(std::isnan(view[static_cast<std::size_t>(2 * joint_count + index_of(head))]));
  }
}

/// Every real recording that bends its knees or elbows says which side is which, however it is exchanged.
TEST(QualityDetectorsTest, exchanged_sides_of_whole_sequences_are_found_in_legs_and_arms) {
  REQUIRE_SHARED_DATA();
  struct Exchange {
    std::initializer_list<Joint> joints;
    bool legs;
    bool arms;
  };
  for (const Exchange& way :
       {Exchange{{}, false, false}, Exchange{{left_hip, left_knee, left_ankle}, true, false},
        Exchange{{left_shoulder, left_elbow, left_wrist}, false, true},
        Exchange{{left_hip, left_knee, left_ankle, left_shoulder, left_elbow, left_wrist}, true, true}}) {
    std::vector<Recording> recordings = real_motion();
    for (Recording& one : recordings) exchange_sides(one.poses_mm, way.joints);
    const Inspection inspection(std::move(recordings));
    for (std::size_t i = 0; i < inspection.size(); ++i) {
      const auto findings = inspection.findings("mirrored", i);
      const std::string& name = inspection.recording(i).record.name;
      ASSERT_EQ(findings.size(), way.legs || way.arms ? 1U : 0U) << name;
      if (findings.empty()) continue;
      EXPECT_EQ(findings[0].joints[static_cast<std::size_t>(index_of(left_knee))], way.legs) << name;
      EXPECT_EQ(findings[0].joints[static_cast<std::size_t>(index_of(left_elbow))], way.arms) << name;
      EXPECT_TRUE(inspection.findings("side_swap", i).empty()) << name;
    }
  }
}

}  // namespace
}  // namespace solopose
