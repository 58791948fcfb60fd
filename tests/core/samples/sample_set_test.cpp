#include "core/samples/sample_set.h"

#include <fstream>
#include <map>
#include <set>

#include <gmock/gmock.h>

#include "core/augmotion/alignment.h"
#include "core/camera/camera_projection.h"
#include "core/project/catalog.h"
#include "core/project/pose_store.h"
#include "tests/core/samples/sample_project.h"
#include "tests/support/verdicts.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::size_t pose_size = 45;

SampleSet samples_of(const SampleProject& project, const DataOptions& options = SampleProject::data_options(),
                     const TargetOptions& target = {}) {
  return SampleSet(project.folder(), options, target, {});
}

TargetOptions universal_target() {
  TargetOptions target;
  target.frame = TargetFrame::universal;
  return target;
}

std::vector<SampleClip> all_clips(const SampleSet& samples) {
  std::vector<SampleClip> all;
  for (const Split split : {Split::train, Split::validation, Split::test, Split::independent})
    all.insert(all.end(), samples.clips(split).begin(), samples.clips(split).end());
  return all;
}

const SequenceRecord& sequence_of(const SampleSet& samples, std::uint32_t video) {
  return samples.catalog().sequences[samples.videos()[video].sequence_index];
}

std::uint32_t video_of(const SampleSet& samples, const std::string& take, const std::string& camera) {
  for (std::uint32_t v = 0; v < samples.videos().size(); ++v) {
    if (sequence_of(samples, v).take == take && samples.videos()[v].camera_name == camera) return v;
  }
  throw Error("no such video");
}

/// Frame `frame` of a video's track, moved by `move`, relative to the moved pelvis.
template <typename Move>
std::vector<float> expected_pose(const SampleProject& project, const SampleSet& samples, std::uint32_t video,
                                 std::int64_t frame, const Move& move, bool relative = true) {
  std::vector<float> pose = PoseStore(project.folder()).poses_mm(sequence_of(samples, video), frame, 1);
  Eigen::Vector3d pelvis = Eigen::Vector3d::Zero();
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    const Eigen::Vector3d point =
        move(Eigen::Vector3d(pose[joint * 3], pose[joint * 3 + 1], pose[joint * 3 + 2]));
    if (joint == 0 && relative) pelvis = point;
    for (int axis = 0; axis < 3; ++axis)
      pose[joint * 3 + static_cast<std::size_t>(axis)] = static_cast<float>(point[axis] - pelvis[axis]);
  }
  return pose;
}

void expect_near(std::span<const float> found, const std::vector<float>& expected, float tolerance) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(found[i], expected[i], tolerance) << i;
}

TEST(SampleSet, the_cameras_that_have_films_show_every_take) {
  const SampleProject project;
  const SampleSet samples = samples_of(project);
  ASSERT_EQ(samples.videos().size(), 12u);
  for (const SampleVideo& video : samples.videos()) {
    EXPECT_THAT(video.camera_name, ::testing::AnyOf("c01", "c03"));
    EXPECT_EQ(video.frames, SampleProject::frames);
    EXPECT_EQ(video.width, SampleProject::width);
    EXPECT_EQ(video.camera.width, SampleProject::width);
    EXPECT_TRUE(fs::exists(video.file));
  }
  EXPECT_THAT(samples.left_out(), ElementsAre(HasSubstr("Dancers: 42 videos are not in their place")));
}

TEST(SampleSet, clips_are_the_projects_and_no_take_is_in_two_splits) {
  const SampleProject project;
  const SampleSet samples = samples_of(project);
  const auto windows = list_clips(samples.catalog(), SampleProject::data_options().clips);
  EXPECT_EQ(all_clips(samples).size(), 2 * windows.size());
  std::map<std::string, std::set<Split>> splits;
  for (const SampleClip& clip : all_clips(samples)) {
    splits[sequence_of(samples, clip.video).take].insert(clip.split);
    EXPECT_THAT(windows,
                Contains(::testing::AllOf(
                    ::testing::Field(&Clip::sequence_index, samples.videos()[clip.video].sequence_index),
                    ::testing::Field(&Clip::first_frame, clip.first_frame),
                    ::testing::Field(&Clip::split, clip.split))));
  }
  for (const auto& [take, of_take] : splits) EXPECT_EQ(of_take.size(), 1u) << take;
  for (const Split split : {Split::train, Split::validation, Split::test})
    EXPECT_FALSE(samples.clips(split).empty());
}

TEST(SampleSet, rejected_frames_are_learnt_from_by_nobody_and_change_the_fingerprint) {
  const SampleProject project;
  const SampleSet before = samples_of(project);
  const SequenceRecord judged = sequence_of(before, 0);
  {
    Project opened = project.open();
    testing::give(opened, testing::verdict_on(judged.id, {20, 24}));
  }
  const SampleSet after = samples_of(project);
  EXPECT_EQ(after.frames_rejected(), 5);
  EXPECT_NE(after.fingerprint(), before.fingerprint());
  ASSERT_EQ(sequence_of(after, 0).id, judged.id);
  const ClipTruth truth = after.truth(0, 18, 10);
  for (std::size_t k = 0; k < 10; ++k) {
    const bool rejected = k >= 2 && k <= 6;
    EXPECT_EQ(after.is_usable(0, 18 + static_cast<std::int64_t>(k)), !rejected) << k;
    EXPECT_EQ(std::isnan(truth.targets_mm[k * pose_size]), rejected) << k;
  }
  EXPECT_EQ(after.clips(Split::train).size(), before.clips(Split::train).size()) << "a quarter is not most";

  DataOptions kept = SampleProject::data_options();
  kept.with_rejected = true;
  const SampleSet all = samples_of(project, kept);
  EXPECT_EQ(all.frames_rejected(), 0);
  EXPECT_EQ(all.fingerprint(), before.fingerprint());
}

TEST(SampleSet, a_take_rejected_whole_is_not_there) {
  const SampleProject project;
  const SampleSet before = samples_of(project);
  const SequenceRecord judged = sequence_of(before, 0);
  {
    Project opened = project.open();
    testing::give(opened, testing::verdict_on(judged.id, {0, judged.frames - 1}));
  }
  const SampleSet after = samples_of(project);
  EXPECT_EQ(after.videos().size(), before.videos().size() - 2) << "both cameras showed it";
  EXPECT_EQ(after.frames_rejected(), judged.frames);
}

TEST(SampleSet, estimated_joints_can_be_left_out_of_what_is_learnt) {
  const SampleProject project;
  DataOptions options = SampleProject::data_options();
  const ClipTruth all = samples_of(project, options).truth(0, 0, 5);
  options.without_estimated = true;
  const SampleSet samples = samples_of(project, options);
  const ClipTruth own = samples.truth(0, 0, 5);
  for (std::size_t i = 0; i < all.targets_mm.size(); ++i) {
    const int joint = static_cast<int>(i / 3 % joint_count);
    const bool estimated = joint == index_of(Joint::neck) || joint == index_of(Joint::head);
    EXPECT_EQ(std::isnan(own.targets_mm[i]), estimated) << i;
    EXPECT_EQ(std::isnan(own.root_relative_mm[i]), estimated) << i;
    if (!estimated) {
      EXPECT_EQ(own.targets_mm[i], all.targets_mm[i]);
    }
  }
  for (const float value : samples.mean_pose_mm()) EXPECT_FALSE(std::isnan(value)) << "it stays whole";
}

TEST(SampleSet, independent_subjects_are_tests_only) {
  const SampleProject project;
  {
    Project opened = project.open();
    opened.set_independent_subjects(opened.catalog().datasets.at(0).id, {"d08"});
  }
  const SampleSet samples = samples_of(project);
  for (const Split split : {Split::train, Split::validation, Split::test}) {
    for (const SampleClip& clip : samples.clips(split))
      EXPECT_NE(sequence_of(samples, clip.video).subject, "d08");
  }
  EXPECT_EQ(samples.clips(Split::independent).size(), 2u * 2u * 6u);
  EXPECT_EQ(samples.test_clips().size(),
            samples.clips(Split::independent).size() + samples.clips(Split::test).size());
}

TEST(SampleSet, held_out_cameras_are_seen_by_tests_only) {
  const SampleProject project;
  for (const char* name : {"c03", "Dancers/c03"}) {
    DataOptions options = SampleProject::data_options();
    options.held_out_cameras = {name};
    const SampleSet samples = samples_of(project, options);
    for (const SampleClip& clip : all_clips(samples))
      EXPECT_EQ(samples.videos()[clip.video].camera_name, "c01");
    std::set<std::string> cameras;
    for (const SampleClip& clip : samples.test_clips()) {
      cameras.insert(samples.videos()[clip.video].camera_name);
      EXPECT_EQ(clip.split, Split::test);
    }
    EXPECT_THAT(cameras, ElementsAre("c01", "c03"));
  }
  DataOptions options = SampleProject::data_options();
  options.held_out_cameras = {"c30"};
  EXPECT_THROW(samples_of(project, options), Error);
}

TEST(SampleSet, an_unknown_dataset_is_said_with_the_known_ones) {
  const SampleProject project;
  DataOptions options = SampleProject::data_options();
  options.datasets = {"Dancers"};
  EXPECT_NO_THROW(samples_of(project, options));
  options.datasets.push_back("Runners");
  try {
    samples_of(project, options);
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), ::testing::AllOf(HasSubstr("Dancers"), HasSubstr("Runners")));
  }
}

TEST(SampleSet, camera_targets_lead_back_to_the_tracks_poses) {
  const SampleProject project;
  const TargetOptions target;
  const SampleSet samples = samples_of(project);
  for (std::uint32_t v = 0; v < samples.videos().size(); ++v) {
    const Camera& camera = samples.videos()[v].camera;
    const auto to_camera = [&](const Eigen::Vector3d& point) { return camera_from_world(camera, point); };
    const ClipTruth truth = samples.truth(v, 40, 3);
    for (int frame = 0; frame < 3; ++frame) {
      const auto at = static_cast<std::size_t>(frame) * pose_size;
      const auto in_crop = std::span(truth.targets_mm).subspan(at, pose_size);
      const auto in_camera =
          camera_from_crop(camera, truth.crops[static_cast<std::size_t>(frame)], target.extent_mm, in_crop);
      expect_near(in_camera, expected_pose(project, samples, v, 40 + frame, to_camera, false), 0.05f);
      expect_near(std::span(truth.root_relative_mm).subspan(at, pose_size),
                  expected_pose(project, samples, v, 40 + frame, to_camera), 0.01f);
    }
  }
}

TEST(SampleSet, universal_targets_are_aligned_poses_relative_to_the_pelvis) {
  const SampleProject project;
  EXPECT_THROW(samples_of(project, SampleProject::data_options(), universal_target()), Error);
  {
    Project opened = project.open();
    align(opened, {}, {});
  }
  const SampleSet samples = samples_of(project, SampleProject::data_options(), universal_target());
  EXPECT_NEAR((samples.mirror_axis() - Eigen::Vector3d::UnitX()).norm(), 0, 1e-9);
  for (std::uint32_t v = 0; v < samples.videos().size(); ++v) {
    const auto& moved = samples.catalog().alignment->of(sequence_of(samples, v).id)->universal_from_dataset;
    const ClipTruth truth = samples.truth(v, 7, 1);
    expect_near(truth.targets_mm,
                expected_pose(project, samples, v, 7, [&](const auto& p) { return moved * p; }), 0.01f);
    EXPECT_EQ(truth.targets_mm, truth.root_relative_mm);
  }
}

TEST(SampleSet, frames_without_a_pelvis_have_no_target_and_the_nearest_ones_crop) {
  const SampleProject project;
  const SampleSet samples = samples_of(project);
  const std::uint32_t video = video_of(samples, SampleProject::take_without_hip, "c01");
  for (int frame = 0; frame < SampleProject::frames; ++frame)
    EXPECT_EQ(samples.is_usable(video, frame), frame < 20 || frame >= 30) << frame;
  const ClipTruth truth = samples.truth(video, 15, 20);
  for (std::size_t frame = 5; frame < 15; ++frame) {
    for (std::size_t i = 0; i < pose_size; ++i)
      EXPECT_TRUE(std::isnan(truth.targets_mm[frame * pose_size + i]));
  }
  EXPECT_EQ(truth.crops[5].side_px, truth.crops[4].side_px);
  EXPECT_EQ(truth.crops[14].centre_px, truth.crops[15].centre_px);
  EXPECT_FALSE(std::isnan(truth.targets_mm[4 * pose_size]));
  EXPECT_FALSE(samples.is_usable(video, -1));
  EXPECT_FALSE(samples.is_usable(video, SampleProject::frames));
}

TEST(SampleSet, clips_end_where_the_film_ends) {
  const SampleProject project;
  project.film_again(SampleProject::take_without_hip, "c01", 33, 60);
  const SampleSet samples = samples_of(project);
  const std::uint32_t video = video_of(samples, SampleProject::take_without_hip, "c01");
  EXPECT_EQ(samples.videos()[video].frames, 33);
  std::set<std::uint32_t> starts;
  for (const SampleClip& clip : all_clips(samples)) {
    if (clip.video == video) starts.insert(clip.first_frame);
  }
  // From 20 on ten frames have no pelvis and three can be seen; from 30 on only three are left of four
  // needed.
  EXPECT_THAT(starts, ElementsAre(0, 10, 20));
  EXPECT_THROW(samples.truth(video, 30, 4), Error);
  EXPECT_THROW(samples.truth(video, -1, 4), Error);
  EXPECT_THROW(samples.truth(99, 0, 1), Error);
}

TEST(SampleSet, films_that_cannot_be_read_or_run_at_another_rate_are_left_out) {
  const SampleProject project;
  std::ofstream(project.film(SampleProject::take_without_hip, "c01")) << "no film";
  project.film_again(SampleProject::take_without_hip, "c03", SampleProject::frames, 30);
  std::vector<std::string> log;
  JobContext context;
  context.log = [&](const std::string& line) { log.push_back(line); };
  const SampleSet samples(project.folder(), SampleProject::data_options(), {}, context);
  EXPECT_EQ(samples.videos().size(), 10u);
  EXPECT_THAT(samples.left_out(), Contains(HasSubstr("runs at 30 frames a second")));
  EXPECT_THAT(samples.left_out(), Contains(HasSubstr("c01_d04_mWA1_ch01.mp4")));
  EXPECT_EQ(log.size(), samples.left_out().size());
}

TEST(SampleSet, a_project_without_films_says_where_they_should_be) {
  const SampleProject project;
  fs::remove_all(project.film(SampleProject::take_without_hip, "c01").parent_path());
  try {
    samples_of(project);
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(),
                ::testing::AllOf(HasSubstr("54 videos are not in their place"), HasSubstr(".mp4")));
  }
}

TEST(SampleSet, can_be_cancelled) {
  const SampleProject project;
  std::stop_source source;
  source.request_stop();
  JobContext context;
  context.stop = source.get_token();
  EXPECT_THROW(SampleSet(project.folder(), SampleProject::data_options(), {}, context), Cancelled);
}

TEST(SampleSet, the_mean_pose_is_that_of_the_training_clips) {
  const SampleProject project;
  const SampleSet samples = samples_of(project);
  std::vector<double> sums(pose_size);
  double count = 0;
  for (const SampleClip& clip : samples.clips(Split::train)) {
    const ClipTruth truth = samples.truth(clip.video, clip.first_frame, samples.clip_length());
    for (std::size_t at = 0; at < truth.root_relative_mm.size(); at += pose_size) {
      if (std::isnan(truth.root_relative_mm[at])) continue;
      ++count;
      for (std::size_t i = 0; i < pose_size; ++i) sums[i] += truth.root_relative_mm[at + i];
    }
  }
  // Coordinates of the lost hip are missing in frames that have no pelvis anyway.
  for (std::size_t i = 0; i < pose_size; ++i) EXPECT_NEAR(samples.mean_pose_mm()[i], sums[i] / count, 0.01);
}

TEST(SampleSet, the_fingerprint_follows_data_and_options) {
  const SampleProject project;
  std::set<std::string> prints = {samples_of(project).fingerprint()};
  EXPECT_EQ(samples_of(project).fingerprint(), *prints.begin());
  const auto expect_another = [&](const DataOptions& options, const TargetOptions& target) {
    EXPECT_TRUE(prints.insert(samples_of(project, options, target).fingerprint()).second);
  };
  DataOptions options = SampleProject::data_options();
  options.clips.seed = 8;
  expect_another(options, {});
  options.held_out_cameras = {"c01"};
  expect_another(options, {});
  TargetOptions target;
  target.extent_mm = 2400;
  expect_another(SampleProject::data_options(), target);
  {
    Project opened = project.open();
    align(opened, {}, {});
  }
  EXPECT_EQ(samples_of(project).fingerprint(), samples_of(project).fingerprint());
  expect_another(SampleProject::data_options(), universal_target());
  project.film_again(SampleProject::take_without_hip, "c01", 69, 60);
  expect_another(SampleProject::data_options(), {});
}

}  // namespace
}  // namespace solopose
