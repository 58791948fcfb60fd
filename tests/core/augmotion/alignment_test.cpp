#include "core/augmotion/alignment.h"

#include <limits>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <Eigen/Dense>

#include "core/augmotion/kabsch.h"
#include "core/base/error.h"
#include "core/project/pose_store.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/augmotion/small_project.h"

namespace solopose {
namespace {

using ::testing::HasSubstr;
using testing::SmallProject;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

std::vector<std::string> logged;
JobContext logging() {
  logged.clear();
  return {.progress = {}, .stop = {}, .log = [](const std::string& line) { logged.push_back(line); }};
}

TEST(align, brings_all_views_of_a_take_together) {
  SmallProject project;
  project.add_views("MPI", "walk", 5, 700, 1);
  project.add_views("MPI", "jump", 3, 300, 2);
  const AlignmentRecord record = align(*project, {}, {});
  ASSERT_EQ(record.takes.size(), 2U);
  EXPECT_EQ(record.takes[0].name, "MPI/S1/jump");
  EXPECT_EQ(record.takes[1].views, (std::vector<std::string>{"0", "1", "2", "3", "4"}));
  for (const auto& take : record.takes) {
    EXPECT_GT(take.before_mm, 1000);
    EXPECT_LT(take.after_mm, 0.01);
  }
  EXPECT_NEAR(record.shoulder_width_mm, testing::width_mm, 0.2);
  EXPECT_NEAR(record.torso_length_mm, testing::torso_mm, 0.2);
  for (const auto& sequence : record.sequences) {
    EXPECT_GE(sequence.key_frame, 0);
    EXPECT_LT(sequence.residual_mm, 3);
    EXPECT_NEAR(sequence.universal_from_dataset.rotation.determinant(), 1, 1e-12);
    EXPECT_EQ(sequence.universal_from_dataset.scale, 1.0);
  }
}

TEST(align, stores_what_it_returns) {
  SmallProject project;
  project.add_views("MPI", "walk", 2, 200, 1);
  const AlignOptions options{.preset = FramePreset::section_3_2, .ratio = FrameRatio::literal};
  const AlignmentRecord record = align(*project, options, {});
  const Catalog catalog = project->catalog();
  ASSERT_TRUE(catalog.alignment.has_value());
  EXPECT_FALSE(catalog.alignment_is_stale());
  EXPECT_EQ(catalog.alignment->options_json, options.to_json());
  EXPECT_EQ(catalog.alignment->reference_mm, record.reference_mm);
  EXPECT_EQ(catalog.alignment->sequences.size(), 2U);
  EXPECT_EQ(catalog.alignment->sequences[1].universal_from_dataset.rotation,
            record.sequences[1].universal_from_dataset.rotation);
}

TEST(align, puts_the_key_frame_upright_facing_plus_y) {
  SmallProject project;
  project.add_views("MPI", "walk", 1, 500, 3);
  const AlignmentRecord record = align(*project, {}, {});
  const Catalog catalog = project->catalog();
  std::vector<float> pose =
      PoseStore(project->folder()).poses_mm(catalog.sequences[0], record.sequences[0].key_frame, 1);
  transform_points(record.sequences[0].universal_from_dataset, pose, pose);
  const double u = record.shoulder_width_mm / 2;
  EXPECT_LT((joint_at(pose, 0, Joint::left_shoulder) - Eigen::Vector3d(-u, 0, 3 * u)).norm(), 10);
  EXPECT_LT((joint_at(pose, 0, Joint::pelvis) - Eigen::Vector3d(0, 0, 3 * u - record.torso_length_mm)).norm(),
            10);
  EXPECT_GT(joint_at(pose, 0, Joint::head).y(), 5);  // the made-up head is before the neck
}

TEST(align, takes_a_forced_key_frame_over_everything_and_leaves_what_lacks_it) {
  SmallProject project;
  project.add_views("A", "walk", 1, 300, 1);
  project.add_views("B", "walk", 1, 100, 2);
  project->set_key_frame_override(project->catalog().sequences[0].id, 17);
  const AlignmentRecord record = align(*project, {.forced_key_frame = 120}, logging());
  EXPECT_EQ(record.sequences[0].key_frame, 120);
  EXPECT_EQ(record.sequences[1].key_frame, -1);
  EXPECT_TRUE(record.sequences[1].universal_from_dataset.rotation.isIdentity(0));
  EXPECT_THAT(logged, ::testing::Contains(HasSubstr("B/S1/walk/0: frame 120 was forced")));
}

TEST(align, takes_the_annotators_choice_and_falls_back_when_it_cannot_be_used) {
  SmallProject project;
  std::vector<float> poses = testing::moving_person(300, 4);
  testing::joint_of(poses, 50, Joint::pelvis)[0] = nan;
  project.add("A", {{.poses = poses}});
  const SequenceId id = project->catalog().sequences[0].id;
  const std::int64_t own = align(*project, {}, {}).sequences[0].key_frame;
  project->set_key_frame_override(id, 51);
  EXPECT_EQ(align(*project, {}, {}).sequences[0].key_frame, 51);
  project->set_key_frame_override(id, 50);
  EXPECT_EQ(align(*project, {}, logging()).sequences[0].key_frame, own);
  EXPECT_THAT(logged, ::testing::ElementsAre(HasSubstr("frame 50 was chosen by hand")));
}

TEST(align, per_take_uses_one_key_frame_chosen_on_the_view_with_most_usable_frames) {
  SmallProject project;
  const std::vector<float> whole = testing::moving_person(400, 5);
  std::vector<float> holes = whole;
  for (int frame = 100; frame < 400; ++frame) testing::joint_of(holes, frame, Joint::neck)[0] = nan;
  project.add("A", {{.view = "a", .poses = holes}, {.view = "b", .poses = whole}});
  const AlignmentRecord single = align(*project, {}, {});
  const AlignmentRecord shared = align(*project, {.mode = KeyFrameMode::per_take}, {});
  EXPECT_NE(single.sequences[0].key_frame, single.sequences[1].key_frame);
  EXPECT_EQ(shared.sequences[0].key_frame, single.sequences[1].key_frame);
  EXPECT_EQ(shared.sequences[1].key_frame, single.sequences[1].key_frame);
  EXPECT_LT(shared.takes.at(0).after_mm, 1e-3);

  project->set_key_frame_override(project->catalog().sequences[1].id, 33);
  const AlignmentRecord overridden = align(*project, {.mode = KeyFrameMode::per_take}, {});
  EXPECT_EQ(overridden.sequences[0].key_frame, 33);
  EXPECT_EQ(overridden.sequences[1].key_frame, 33);
}

TEST(align, leaves_sequences_without_shoulders_or_pelvis_unaligned_and_says_so) {
  SmallProject project;
  project.add_views("A", "walk", 2, 200, 6);
  std::vector<float> headless = testing::moving_person(20, 7);
  for (int frame = 0; frame < 20; ++frame) testing::joint_of(headless, frame, Joint::pelvis)[1] = nan;
  project.add("B", {{.poses = headless}});
  const AlignmentRecord record = align(*project, {}, logging());
  EXPECT_EQ(record.sequences.back().key_frame, -1);
  EXPECT_THAT(logged,
              ::testing::ElementsAre(HasSubstr("B/S1/walk/world: left unaligned, no frame has both")));
}

/// Every number of an alignment, to be compared to another's.
void expect_alike(const AlignmentRecord& found, const AlignmentRecord& expected) {
  EXPECT_NEAR(found.shoulder_width_mm, expected.shoulder_width_mm, 0.01);
  EXPECT_NEAR(found.torso_length_mm, expected.torso_length_mm, 0.01);
  ASSERT_EQ(found.sequences.size(), expected.sequences.size());
  for (std::size_t i = 0; i < found.sequences.size(); ++i) {
    EXPECT_EQ(found.sequences[i].key_frame, expected.sequences[i].key_frame);
    EXPECT_NEAR(found.sequences[i].residual_mm, expected.sequences[i].residual_mm, 0.02);
    EXPECT_TRUE(found.sequences[i].universal_from_dataset.rotation.isApprox(
        expected.sequences[i].universal_from_dataset.rotation, 1e-6));
  }
  ASSERT_EQ(found.takes.size(), expected.takes.size());
  for (std::size_t i = 0; i < found.takes.size(); ++i) {
    EXPECT_NEAR(found.takes[i].before_mm, expected.takes[i].before_mm, 1);
    EXPECT_NEAR(found.takes[i].after_mm, expected.takes[i].after_mm, 0.01);
  }
}

/// Two views of a take; a joint of one frame of the first has gone astray.
AlignmentRecord aligned_with(Joint joint, float astray) {
  const std::vector<float> one = testing::moving_person(400, 21);
  std::vector<float> wrong = one;
  testing::joint_of(wrong, 123, joint)[1] += astray;
  SmallProject project;
  project.add("A", {{.view = "a", .poses = wrong}, {.view = "b", .poses = one}});
  project.add("B", {{.take = "jump", .poses = testing::moving_person(200, 22)}});
  return align(*project, {}, logging());
}

TEST(align, one_joint_gone_astray_in_one_frame_changes_nothing_visible) {
  const AlignmentRecord expected = aligned_with(Joint::pelvis, 0);
  EXPECT_TRUE(logged.empty());
  for (const float astray : {2.5e3F, 1e6F, 1e30F, 3e38F}) {
    for (int joint = 0; joint < joint_count; ++joint) {
      SCOPED_TRACE(fmt::format("{} by {}", joint_names()[static_cast<std::size_t>(joint)], astray));
      expect_alike(aligned_with(static_cast<Joint>(joint), astray), expected);
      for (const std::string& line : logged) EXPECT_THAT(line, ::testing::StartsWith("A/S1/walk"));
    }
  }
}

TEST(align, names_the_sequence_the_count_and_the_first_impossible_length) {
  aligned_with(Joint::pelvis, 1e6F);
  EXPECT_THAT(logged, ::testing::Contains(::testing::AllOf(
                          HasSubstr("A/S1/walk/a: 1 of 400 frames left out of its measures: in frame 123"),
                          HasSubstr("its torso is 999995 mm long where 250 to 750 can be"))));
}

TEST(align, a_sequence_that_is_no_persons_is_named_with_its_reason_and_the_others_are_aligned) {
  SmallProject project;
  const std::vector<float> person = testing::moving_person(200, 23);
  std::vector<float> giant = person;
  for (float& value : giant) value *= 1000;
  project.add("A", {{.take = "good", .poses = person}, {.take = "giant", .poses = giant}});
  SmallProject alone;
  alone.add("A", {{.take = "good", .poses = person}});
  const AlignmentRecord expected = align(*alone, {}, {});
  const AlignmentRecord record = align(*project, {}, logging());
  EXPECT_EQ(record.torso_length_mm, expected.torso_length_mm);
  EXPECT_THAT(logged, ::testing::Contains(::testing::AllOf(HasSubstr("A/S1/giant/world: left unaligned"),
                                                           HasSubstr("its shoulders are 340"))));
  EXPECT_THAT(logged, ::testing::Not(::testing::Contains(HasSubstr("A/S1/good"))));
}

TEST(align, fails_when_nothing_could_be_aligned_and_keeps_what_was_stored) {
  SmallProject project;
  project.add("A", {{.poses = testing::moving_person(50, 24)}});
  align(*project, {}, {});
  EXPECT_THROW(align(*project, {.forced_key_frame = 50}, logging()), Error);
  EXPECT_THAT(logged, ::testing::Contains(HasSubstr("frame 50 was forced as key frame but it has only 50")));
  EXPECT_GE(project->catalog().alignment->sequences[0].key_frame, 0);
}

TEST(align, does_not_use_a_key_frame_whose_torso_cannot_be) {
  SmallProject project;
  std::vector<float> poses = testing::moving_person(300, 25);
  testing::joint_of(poses, 60, Joint::pelvis)[0] += 2000;
  project.add("A", {{.poses = poses}});
  const std::int64_t own = align(*project, {}, {}).sequences[0].key_frame;
  project->set_key_frame_override(project->catalog().sequences[0].id, 60);
  EXPECT_EQ(align(*project, {}, logging()).sequences[0].key_frame, own);
  EXPECT_THAT(logged, ::testing::Contains(::testing::AllOf(HasSubstr("frame 60 was chosen by hand"),
                                                           HasSubstr("its torso is"))));
}

TEST(align, leaves_independent_test_subjects_out_of_the_measure_unless_told) {
  SmallProject project;
  std::vector<float> child = testing::moving_person(200, 26);
  for (float& value : child) value *= 0.6F;
  project.add(
      "A", {{.subject = "S1", .poses = testing::moving_person(200, 27)}, {.subject = "S9", .poses = child}});
  project->set_independent_subjects(project->catalog().datasets[0].id, {"S9"});
  EXPECT_NEAR(align(*project, {}, {}).torso_length_mm, testing::torso_mm, 0.2);
  const AlignmentRecord all = align(*project, {.with_independent = true}, {});
  EXPECT_NEAR(all.torso_length_mm, 0.8 * testing::torso_mm, 0.2);
  EXPECT_GE(all.sequences[1].key_frame, 0);
  project->set_independent_test(project->catalog().datasets[0].id, true);
  EXPECT_NEAR(align(*project, {}, logging()).torso_length_mm, 0.8 * testing::torso_mm, 0.2);
  EXPECT_THAT(logged, ::testing::ElementsAre(HasSubstr("independent test subjects")));
}

TEST(align, refuses_a_project_without_bodies) {
  SmallProject project;
  EXPECT_THROW(align(*project, {}, {}), Error);
  EXPECT_FALSE(project->catalog().alignment.has_value());
}

TEST(align, cancelled_leaves_the_stored_alignment) {
  SmallProject project;
  project.add_views("A", "walk", 3, 200, 8);
  align(*project, {}, {});
  const std::string before = project->catalog().alignment->options_json;
  std::stop_source stop;
  JobContext context;
  context.stop = stop.get_token();
  context.progress = [&](const Progress& progress) {
    if (progress.step == "Comparing views") stop.request_stop();
  };
  EXPECT_THROW(align(*project, {.ratio = FrameRatio::literal}, context), Cancelled);
  EXPECT_EQ(project->catalog().alignment->options_json, before);
}

TEST(align, reports_frames_from_nothing_to_the_total) {
  SmallProject project;
  project.add_views("A", "walk", 3, 200, 8);
  std::vector<Progress> reports;
  JobContext context;
  context.progress = [&](const Progress& progress) { reports.push_back(progress); };
  align(*project, {}, context);
  ASSERT_FALSE(reports.empty());
  EXPECT_EQ(reports.front().done, 0);
  EXPECT_EQ(reports.front().unit, "frames");
  EXPECT_EQ(reports.back().total, 3 * 200 * 2);
  EXPECT_TRUE(std::ranges::is_sorted(reports, {}, &Progress::done));
}

TEST(align, with_scale_brings_differently_sized_bodies_to_one_size) {
  SmallProject project;
  const std::vector<float> adult = testing::moving_person(200, 9);
  std::vector<float> child = adult;
  for (float& value : child) value *= 0.6F;
  project.add("A", {{.view = "adult", .poses = adult}, {.view = "child", .poses = child}});
  const AlignmentRecord rigid = align(*project, {}, {});
  const AlignmentRecord scaled = align(*project, {.with_scale = true}, {});
  EXPECT_GT(rigid.takes.at(0).after_mm, 20);
  EXPECT_LT(scaled.takes.at(0).after_mm, 0.1);
  EXPECT_NEAR(
      scaled.sequences[1].universal_from_dataset.scale / scaled.sequences[0].universal_from_dataset.scale,
      1 / 0.6, 1e-3);
}

TEST(realign, moves_only_the_takes_it_is_given_and_keeps_the_measure) {
  SmallProject project;
  project.add_views("A", "walk", 2, 200, 1);
  project.add_views("A2", "walk", 2, 200, 2);
  const AlignmentRecord before = align(*project, {}, {});
  const SequenceId id = before.sequences[0].sequence;
  project->set_key_frame_override(id, 5);
  const std::vector<SequenceId> some = {id};
  const AlignmentRecord after = realign(*project, {.preset = FramePreset::section_3_2}, some, {});
  EXPECT_EQ(after.sequences.size(), 4U);
  EXPECT_EQ(after.sequences[0].key_frame, 5);
  EXPECT_EQ(after.reference_mm, before.reference_mm);
  EXPECT_EQ(after.shoulder_width_mm, before.shoulder_width_mm);
  EXPECT_EQ(AlignOptions::from_json(after.options_json).preset, FramePreset::paper);
  EXPECT_EQ(after.sequences[3].universal_from_dataset.rotation,
            before.sequences[3].universal_from_dataset.rotation);
  EXPECT_GT(after.takes[0].after_mm, 1);
  EXPECT_EQ(after.takes[1].after_mm, before.takes[1].after_mm);

  project->set_key_frame_override(id, std::nullopt);
  const AlignmentRecord undone = realign(*project, {}, some, {});
  EXPECT_EQ(undone.options_json, before.options_json);
  EXPECT_EQ(undone.sequences[0].key_frame, before.sequences[0].key_frame);
  EXPECT_EQ(undone.sequences[0].universal_from_dataset.rotation,
            before.sequences[0].universal_from_dataset.rotation);
  EXPECT_EQ(undone.takes[0].after_mm, before.takes[0].after_mm);
}

TEST(realign, needs_an_alignment_and_known_sequences) {
  SmallProject project;
  project.add_views("A", "walk", 2, 100, 1);
  const std::vector<SequenceId> unknown = {4711};
  EXPECT_THROW(realign(*project, {}, unknown, {}), Error);
  align(*project, {}, {});
  EXPECT_THROW(realign(*project, {}, unknown, {}), Error);
}

TEST(align_options, come_back_from_their_json) {
  const AlignOptions options{
      .key_frame = {.clusters = 5, .tolerance_deg = 12.5, .starts = 9, .max_iterations = 77, .seed = 3},
      .mode = KeyFrameMode::per_take,
      .forced_key_frame = 42,
      .preset = FramePreset::section_3_2,
      .ratio = FrameRatio::literal,
      .with_scale = true,
      .with_independent = true};
  EXPECT_EQ(AlignOptions::from_json(options.to_json()).to_json(), options.to_json());
  EXPECT_EQ(AlignOptions::from_json("{}").to_json(), AlignOptions{}.to_json());
  EXPECT_EQ(AlignOptions::from_json(options.to_json()).forced_key_frame, 42);
}

TEST(align_options, name_the_key_that_is_wrong) {
  const auto message = [](const char* json) {
    try {
      AlignOptions::from_json(json);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  EXPECT_EQ(message(R"({"clusters": 0})"),
            "align options: clusters: expected a whole number from 1 to 8, found 0");
  EXPECT_EQ(message(R"({"clusters": 2.5})"),
            "align options: clusters: expected a whole number from 1 to 8, found 2.5");
  EXPECT_THAT(message(R"({"tolerance_deg": 91})"), HasSubstr("tolerance_deg"));
  EXPECT_THAT(message(R"({"per": "person"})"), HasSubstr("per: expected video or take"));
  EXPECT_THAT(message(R"({"with_scale": 1})"), HasSubstr("with_scale"));
  EXPECT_THAT(message(R"({"forced_key_frame": -3})"), HasSubstr("forced_key_frame"));
  EXPECT_THAT(message(R"({"seed": -1})"), HasSubstr("seed"));
}

}  // namespace
}  // namespace solopose
