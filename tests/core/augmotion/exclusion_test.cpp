#include <gmock/gmock.h>

#include "core/augmotion/alignment.h"
#include "core/augmotion/clips.h"
#include "core/augmotion/export.h"
#include "core/files/npz.h"
#include "tests/core/augmotion/small_project.h"

namespace solopose {
namespace {

using testing::SmallProject;

void add_walks(SmallProject& project) {
  project.add_views("A", "walk", 2, 120, 1);
  project.add_views("B", "jump", 3, 90, 2);
}

/// Like `add_walks`, and somebody twice the size who is excluded.
void add_walks_beside_what_is_excluded(SmallProject& project) {
  add_walks(project);
  std::vector<float> giant = testing::moving_person(200, 7);
  for (float& value : giant) value *= 2;
  project.add("C", {{.subject = "Giant", .take = "stand", .poses = giant}});
  const Catalog catalog = project->catalog();
  project->set_excluded(std::vector<SequenceId>{catalog.sequences.back().id}, true);
}

struct ExclusionTest : ::testing::Test {
  ExclusionTest() {
    add_walks(without);
    add_walks_beside_what_is_excluded(with);
  }
  SmallProject without;
  SmallProject with;
};

TEST_F(ExclusionTest, measures_and_alignment_are_those_of_a_project_that_never_had_it) {
  const AlignmentRecord expected = align(*without, {}, {});
  const AlignmentRecord found = align(*with, {}, {});
  EXPECT_EQ(found.shoulder_width_mm, expected.shoulder_width_mm);
  EXPECT_EQ(found.torso_length_mm, expected.torso_length_mm);
  ASSERT_EQ(found.sequences.size(), expected.sequences.size());
  for (std::size_t i = 0; i < found.sequences.size(); ++i) {
    EXPECT_EQ(found.sequences[i].key_frame, expected.sequences[i].key_frame);
    EXPECT_EQ(found.sequences[i].universal_from_dataset, expected.sequences[i].universal_from_dataset);
  }
  EXPECT_EQ(found.takes.size(), expected.takes.size());
  EXPECT_FALSE(with->catalog().alignment_is_stale());
}

TEST_F(ExclusionTest, clips_and_splits_are_those_of_a_project_that_never_had_it) {
  for (const SplitGroup group :
       {SplitGroup::take, SplitGroup::clip, SplitGroup::subject, SplitGroup::camera}) {
    ClipOptions options;
    options.length = 20;
    options.step = 10;
    options.group = group;
    const std::vector<Clip> expected = list_clips(without->catalog(), options);
    const std::vector<Clip> found = list_clips(with->catalog(), options);
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].sequence_index, expected[i].sequence_index);
      EXPECT_EQ(found[i].split, expected[i].split);
    }
  }
}

TEST_F(ExclusionTest, an_export_leaves_it_out) {
  export_poses(*with, with / "poses.npz", {}, {});
  const NpzReader archive(with / "poses.npz");
  const std::vector<std::string> names = archive.strings("names").values;
  EXPECT_EQ(names.size(), 5U);
  EXPECT_THAT(names, ::testing::Not(::testing::Contains(::testing::StartsWith("C/"))));
}

TEST_F(ExclusionTest, a_key_frame_of_a_view_that_is_excluded_moves_nobody) {
  align(*with, {}, {});
  const Catalog before = with->catalog();
  const SequenceId excluded = before.sequences.back().id;
  with->set_key_frame_override(excluded, 5);
  realign(*with, {}, std::vector<SequenceId>{excluded}, {});
  EXPECT_EQ(with->catalog().alignment->sequences.size(), before.alignment->sequences.size());
}

TEST_F(ExclusionTest, a_key_frame_chosen_while_an_alignment_is_computed_is_in_it) {
  const Catalog at_start = without->catalog();
  const AlignmentRecord computed = compute_alignment(*without, at_start, {}, {});
  const SequenceId sequence = at_start.sequences.front().id;
  without->set_key_frame_override(sequence, 17);
  store_alignment(*without, computed, at_start, {});
  EXPECT_EQ(without->catalog().alignment->of(sequence)->key_frame, 17);
}

}  // namespace
}  // namespace solopose
