#include <cmath>
#include <limits>

#include <gmock/gmock.h>

#include "core/augmotion/alignment.h"
#include "core/augmotion/clips.h"
#include "core/augmotion/export.h"
#include "core/files/hdf5_file.h"
#include "core/files/npz.h"
#include "core/project/catalog.h"
#include "core/project/pose_store.h"
#include "core/project/repair_makers.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/augmotion/small_project.h"
#include "tests/support/verdicts.h"

namespace solopose {
namespace {

using ::testing::Contains;
using testing::give;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::SmallProject;
using testing::verdict_on;

constexpr FrameRun bad{30, 69};

/// Someone who is a little larger in some frames, as people may be.
std::vector<float> walk_with_large_frames() {
  std::vector<float> poses = testing::moving_person(120, 1);
  for (std::int64_t i = bad.first * pose_floats; i < (bad.last + 1) * pose_floats; ++i)
    poses[static_cast<std::size_t>(i)] *= 1.2F;
  return poses;
}

std::vector<float> walk_without_those() {
  std::vector<float> poses = testing::moving_person(120, 1);
  std::fill(poses.begin() + bad.first * pose_floats, poses.begin() + (bad.last + 1) * pose_floats,
            std::numeric_limits<float>::quiet_NaN());
  return poses;
}

struct RejectionTest : ::testing::Test {
  RejectionTest() {
    project.add("A", {{.take = "walk", .poses = walk_with_large_frames()}});
    project.add("B", {{.take = "jump", .poses = testing::moving_person(90, 2)}});
    clean.add("A", {{.take = "walk", .poses = walk_without_those()}});
    clean.add("B", {{.take = "jump", .poses = testing::moving_person(90, 2)}});
  }
  SequenceId walk() { return project->catalog().sequences[0].id; }
  SequenceId jump() { return project->catalog().sequences[1].id; }

  SmallProject project;
  SmallProject clean;  ///< that never had those frames
};

void expect_same(const AlignmentRecord& found, const AlignmentRecord& expected) {
  EXPECT_EQ(found.shoulder_width_mm, expected.shoulder_width_mm);
  EXPECT_EQ(found.torso_length_mm, expected.torso_length_mm);
  ASSERT_EQ(found.sequences.size(), expected.sequences.size());
  for (std::size_t i = 0; i < found.sequences.size(); ++i) {
    EXPECT_EQ(found.sequences[i].key_frame, expected.sequences[i].key_frame);
    EXPECT_EQ(found.sequences[i].cluster_sizes, expected.sequences[i].cluster_sizes);
    EXPECT_EQ(found.sequences[i].universal_from_dataset, expected.sequences[i].universal_from_dataset);
  }
}

TEST_F(RejectionTest, measures_and_alignment_are_those_of_a_project_that_never_had_the_frames) {
  const AlignmentRecord with_all = align(*project, {}, {});
  give(*project, verdict_on(walk(), bad));
  EXPECT_TRUE(project->catalog().alignment_is_stale());
  const AlignmentRecord expected = align(*clean, {}, {});
  const AlignmentRecord found = align(*project, {}, {});
  expect_same(found, expected);
  EXPECT_NE(found.shoulder_width_mm, with_all.shoulder_width_mm) << "they did count before";
  EXPECT_FALSE(project->catalog().alignment_is_stale());
  expect_same(align(*project, {.with_rejected = true}, {}), with_all);
}

TEST_F(RejectionTest, how_many_frames_are_left_out_is_noted) {
  give(*project, verdict_on(walk(), bad));
  std::vector<std::string> notes;
  JobContext context;
  context.log = [&](const std::string& line) { notes.push_back(line); };
  align(*project, {}, context);
  EXPECT_THAT(notes, Contains(HasSubstr("40 frames left out, rejected")));
  notes.clear();
  align(*project, {.with_rejected = true}, context);
  EXPECT_THAT(notes, Not(Contains(HasSubstr("rejected"))));
}

TEST_F(RejectionTest, a_key_frame_that_a_person_chose_gives_way_where_it_is_rejected) {
  project->set_key_frame_override(walk(), 35);
  give(*project, verdict_on(walk(), bad));
  std::vector<std::string> notes;
  JobContext context;
  context.log = [&](const std::string& line) { notes.push_back(line); };
  const AlignmentRecord found = align(*project, {}, context);
  EXPECT_EQ(found.of(walk())->key_frame,
            align(*clean, {}, {}).of(clean->catalog().sequences[0].id)->key_frame);
  EXPECT_THAT(notes, Contains(HasSubstr("frame 35 was chosen by hand as key frame but it is rejected")));
  project->set_key_frame_override(walk(), 12);
  realign(*project, {}, std::vector{walk()}, {});
  EXPECT_EQ(project->catalog().alignment->of(walk())->key_frame, 12);
  project->set_key_frame_override(walk(), 69);
  realign(*project, {}, std::vector{walk()}, {});
  EXPECT_EQ(project->catalog().alignment->of(walk())->key_frame, found.of(walk())->key_frame);
}

TEST_F(RejectionTest, a_sequence_rejected_whole_is_not_aligned_and_in_no_split) {
  give(*project, verdict_on(walk(), {0, 119}));
  const AlignmentRecord found = align(*project, {}, {});
  EXPECT_EQ(found.of(walk()), nullptr);
  EXPECT_NE(found.of(jump()), nullptr);
  EXPECT_FALSE(project->catalog().alignment_is_stale());
  for (const Clip& clip : list_clips(project->catalog(), {})) EXPECT_EQ(clip.sequence_index, 1U);
  EXPECT_EQ(list_clips(project->catalog(), {}, Rejected::kept).size(), 6U + 4U);
}

TEST_F(RejectionTest, clips_that_are_mostly_rejected_go_and_the_others_keep_their_splits) {
  for (const SplitGroup group : {SplitGroup::take, SplitGroup::clip, SplitGroup::subject}) {
    const ClipOptions options{.length = 20, .step = 10, .group = group, .train_share = 0.5};
    SmallProject fresh;
    fresh.add("A", {{.take = "walk", .poses = walk_with_large_frames()}});
    fresh.add("B", {{.take = "jump", .poses = testing::moving_person(90, 2)}});
    const std::vector<Clip> all = list_clips(fresh->catalog(), options);
    give(*fresh, verdict_on(fresh->catalog().sequences[0].id, {30, 44}));
    const std::vector<Clip> left = list_clips(fresh->catalog(), options);
    std::vector<Clip> expected;
    for (const Clip& clip : all) {
      std::int64_t rejected = 0;
      for (std::int64_t frame = clip.first_frame; frame < clip.first_frame + 20; ++frame)
        rejected += clip.sequence_index == 0 && frame >= 30 && frame <= 44 ? 1 : 0;
      if (rejected <= 10) expected.push_back(clip);
    }
    ASSERT_EQ(left.size(), expected.size());
    EXPECT_LT(left.size(), all.size());
    for (std::size_t i = 0; i < left.size(); ++i) {
      EXPECT_EQ(left[i].first_frame, expected[i].first_frame);
      EXPECT_EQ(left[i].split, expected[i].split) << "a verdict moves nothing from split to split";
    }
    EXPECT_EQ(list_clips(fresh->catalog(), options, Rejected::kept).size(), all.size());
  }
}

TEST_F(RejectionTest, an_npz_lacks_the_frames_and_marks_them_and_what_was_repaired) {
  give(*project, verdict_on(walk(), bad));
  const SequenceRecord record = project->catalog().sequences[0];
  const Repair swap = make_repair(
      PoseStore(project->folder()), record,
      {.method = RepairMethod::swap_sides, .sequence = walk(), .frames = {5, 9}, .reviewer = "me"});
  project->add_repairs({&swap, 1});
  const ExportReport report = export_poses(*project, project / "poses.npz", {}, {});
  EXPECT_EQ(report.frames_rejected, 40);
  EXPECT_EQ(report.frames, 210);
  const NpzReader archive(project / "poses.npz");
  const auto poses = archive.numbers("0").values;
  const auto rejected = archive.numbers("rejected_0").values;
  const auto repaired = archive.numbers("repaired_0").values;
  ASSERT_EQ(rejected.size(), 120U);
  for (std::size_t frame = 0; frame < 120; ++frame) {
    const bool out = frame >= 30 && frame <= 69;
    EXPECT_EQ(rejected[frame], out ? 1 : 0) << frame;
    EXPECT_EQ(repaired[frame], frame >= 5 && frame <= 9 ? 1 : 0) << frame;
    EXPECT_EQ(std::isnan(poses[frame * 45]), out) << frame;
  }
  EXPECT_THAT(archive.numbers("rejected_1").values, ::testing::Each(0));

  const ExportReport kept = export_poses(*project, project / "kept.npz", {.rejected = Rejected::kept}, {});
  EXPECT_EQ(kept.frames_rejected, 0);
  const NpzReader whole(project / "kept.npz");
  EXPECT_FALSE(std::isnan(whole.numbers("0").values[40 * 45]));
  EXPECT_EQ(whole.numbers("rejected_0").values, rejected) << "still marked";
}

TEST_F(RejectionTest, an_h5_marks_each_frame_of_each_clip) {
  give(*project, verdict_on(walk(), {36, 40}));
  export_poses(*project, project / "merged.h5", {}, {});
  const Hdf5File file = Hdf5File::open(project / "merged.h5");
  const auto rejected = file.dataset("clips/rejected").read<std::uint8_t>();
  const auto poses = file.dataset("clips/poses_mm").read<float>();
  const auto sequence = file.dataset("clips/sequence").read<std::int64_t>();
  const auto first = file.dataset("clips/first_frame").read<std::int64_t>();
  ASSERT_EQ(rejected.size(), first.size() * 30);
  for (std::size_t clip = 0; clip < first.size(); ++clip) {
    for (std::size_t k = 0; k < 30; ++k) {
      const auto frame = first[clip] + static_cast<std::int64_t>(k);
      const bool out = sequence[clip] == 0 && frame >= 36 && frame <= 40;
      EXPECT_EQ(rejected[clip * 30 + k], out ? 1 : 0);
      EXPECT_EQ(std::isnan(poses[(clip * 30 + k) * 45]), out);
    }
  }
  EXPECT_THAT(file.dataset("clips/repaired").read<std::uint8_t>(), ::testing::Each(0));
}

}  // namespace
}  // namespace solopose
