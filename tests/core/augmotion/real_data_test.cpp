#include <cmath>
#include <cstdio>
#include <map>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "core/augmotion/alignment.h"
#include "core/augmotion/dispersion.h"
#include "core/augmotion/kabsch.h"
#include "core/project/import.h"
#include "core/project/pose_store.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/augmotion/small_project.h"

namespace solopose {
namespace {

using testing::shared_data;
using testing::SmallProject;

void import(SmallProject& project, const std::string& format, const std::filesystem::path& path) {
  ImportOptions options{.format = format, .paths = {path}, .dataset = format, .read = {}};
  options.read.frames_per_second = 60;
  const ImportReport report = import_files(*project, options, {});
  ASSERT_GT(report.sequences, 0) << path;
}

void import_same_motion(SmallProject& project) {
  import(project, "aist", shared_data() / "aistpp" / "keypoints3d");
  import(project, "h36m", shared_data() / "same_motion" / "human36m");
  import(project, "mpi_inf_3dhp", shared_data() / "same_motion" / "mpi_inf_3dhp" / "S1");
  import(project, "mpi_inf_3dhp", shared_data() / "same_motion" / "mpi_inf_3dhp" / "S2");
  import(project, "mads", shared_data() / "same_motion" / "MADS");
}

TEST(real_aist, key_frames_are_upright_and_do_not_depend_on_the_frame_they_come_in) {
  REQUIRE_SHARED_DATA();
  SmallProject project;
  import(project, "aist", shared_data() / "aistpp" / "keypoints3d");
  const Catalog catalog = project->catalog();
  const PoseStore store(project->folder());
  std::mt19937_64 random(1);
  for (const auto& sequence : catalog.sequences) {
    const std::vector<float> poses = store.poses_mm(sequence);
    const KeyFrameChoice choice = choose_key_frame(key_frame_features(poses, sequence.up), {});
    EXPECT_TRUE(choice.upright);
    for (int round = 0; round < 20; ++round) {
      const RigidTransform motion = testing::random_motion(random, 5000);
      const Eigen::Vector3d up = motion.rotation * *sequence.up;
      EXPECT_EQ(choose_key_frame(key_frame_features(testing::moved(poses, motion), up), {}).key_frame,
                choice.key_frame);
    }
  }
}

TEST(real_aist, the_papers_literal_ratio_costs_residual) {
  REQUIRE_SHARED_DATA();
  SmallProject project;
  import(project, "aist", shared_data() / "aistpp" / "keypoints3d");
  const AlignmentRecord measured = align(*project, {}, {});
  const AlignmentRecord literal = align(*project, {.ratio = FrameRatio::literal}, {});
  EXPECT_NEAR(measured.shoulder_width_mm / measured.torso_length_mm, 0.68, 0.02);
  for (std::size_t i = 0; i < measured.sequences.size(); ++i) {
    EXPECT_LT(measured.sequences[i].residual_mm, 25);
    EXPECT_GT(literal.sequences[i].residual_mm, measured.sequences[i].residual_mm + 10);
    RecordProperty("measured_mm_" + std::to_string(i), std::to_string(measured.sequences[i].residual_mm));
    RecordProperty("literal_mm_" + std::to_string(i), std::to_string(literal.sequences[i].residual_mm));
  }
}

TEST(same_motion, fourteen_views_of_a_take_coincide_after_alignment_per_video) {
  REQUIRE_SHARED_DATA();
  SmallProject project;
  import(project, "mpi_inf_3dhp", shared_data() / "same_motion" / "mpi_inf_3dhp" / "S1");
  import(project, "mpi_inf_3dhp", shared_data() / "same_motion" / "mpi_inf_3dhp" / "S2");
  const AlignmentRecord record = align(*project, {}, {});
  ASSERT_EQ(record.takes.size(), 2U);
  for (const auto& take : record.takes) {
    EXPECT_EQ(take.views.size(), 14U);
    EXPECT_LT(take.before_mm, 1) << "the file's own extrinsics bring them together";
    EXPECT_LT(take.after_mm, 1);
  }
}

TEST(same_motion, agrees_across_the_four_datasets_with_one_key_frame_forced) {
  REQUIRE_SHARED_DATA();
  SmallProject project;
  import_same_motion(project);
  const AlignmentRecord record = align(*project, {.forced_key_frame = 50}, {});
  const Catalog catalog = project->catalog();
  const PoseStore store(project->folder());
  // The two recordings differ in their bodies, not in their names: the key frame's torso tells them apart.
  std::map<std::int64_t, std::vector<std::vector<float>>> takes;
  std::map<std::int64_t, std::set<DatasetId>> datasets;
  for (const auto& sequence : catalog.sequences) {
    std::vector<float> poses = store.poses_mm(sequence);
    const Eigen::Vector3d distance =
        joint_at(poses, 50, Joint::left_wrist) - joint_at(poses, 50, Joint::right_ankle);
    const std::int64_t recording = std::llround(distance.norm());
    const SequenceAlignment* aligned = record.of(sequence.id);
    ASSERT_EQ(aligned->key_frame, 50) << sequence.name;
    transform_points(aligned->universal_from_dataset, poses, poses);
    takes[recording].push_back(std::move(poses));
    datasets[recording].insert(sequence.dataset);
  }
  ASSERT_EQ(takes.size(), 2U);
  for (auto& [recording, views] : takes) {
    EXPECT_EQ(datasets[recording].size(), 4U);
    std::size_t least = views.front().size();
    for (const auto& view : views) least = std::min(least, view.size());
    std::vector<std::span<const float>> spans;
    for (const auto& view : views) spans.emplace_back(view.data(), least);
    Dispersion dispersion;
    dispersion.add(spans);
    EXPECT_GT(dispersion.joints(), 1000);
    EXPECT_LT(dispersion.mean_mm(), 1);
  }
}

/// How far a pair's joints are apart, mean over the frames that both have, mm: (15).
std::vector<double> joints_apart_mm(const std::vector<float>& a, const std::vector<float>& b) {
  std::vector<double> apart(joint_count, 0);
  const std::int64_t frames = std::min(frames_of(a), frames_of(b));
  for (int j = 0; j < joint_count; ++j) {
    double counted = 0;
    for (std::int64_t frame = 0; frame < frames; ++frame) {
      const double distance =
          (joint_at(a, frame, static_cast<Joint>(j)) - joint_at(b, frame, static_cast<Joint>(j))).norm();
      if (!std::isfinite(distance)) continue;
      apart[static_cast<std::size_t>(j)] += distance;
      ++counted;
    }
    apart[static_cast<std::size_t>(j)] /= counted;
  }
  return apart;
}

/// The samples' joints were all made of COCO's 17, so what shows is what readers and joint sets do, not where
/// laboratories put their markers.
TEST(same_motion, joints_of_every_pair_of_datasets_are_the_same_by_definition) {
  REQUIRE_SHARED_DATA();
  SmallProject project;
  import_same_motion(project);
  const AlignmentRecord record = align(*project, {.forced_key_frame = 50}, {});
  const Catalog catalog = project->catalog();
  const PoseStore store(project->folder());
  std::map<std::int64_t, std::map<std::string, std::vector<float>>> recordings;
  for (const auto& sequence : catalog.sequences) {
    std::vector<float> poses = store.poses_mm(sequence);
    const Eigen::Vector3d reach =
        joint_at(poses, 50, Joint::left_wrist) - joint_at(poses, 50, Joint::right_ankle);
    transform_points(record.of(sequence.id)->universal_from_dataset, poses, poses);
    recordings[std::llround(reach.norm())].emplace(catalog.dataset(sequence.dataset)->name, poses);
  }
  int pairs = 0;
  for (const auto& [recording, by_dataset] : recordings) {
    for (auto a = by_dataset.begin(); a != by_dataset.end(); ++a) {
      for (auto b = std::next(a); b != by_dataset.end(); ++b) {
        const std::vector<double> apart = joints_apart_mm(a->second, b->second);
        std::printf("%s, %s:", a->first.c_str(), b->first.c_str());
        for (int j = 0; j < joint_count; ++j) {
          const std::string name(joint_names()[static_cast<std::size_t>(j)]);
          std::printf(" %s %.2f", name.c_str(), apart[static_cast<std::size_t>(j)]);
          EXPECT_LT(apart[static_cast<std::size_t>(j)], 1) << a->first << ' ' << b->first << ' ' << name;
        }
        std::printf(" mm\n");
        ++pairs;
      }
    }
  }
  EXPECT_EQ(pairs, 12) << "six pairs of each of two recordings";
}

}  // namespace
}  // namespace solopose
