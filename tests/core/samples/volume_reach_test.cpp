#include "core/samples/volume_reach.h"

#include <array>
#include <cmath>
#include <set>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/catalog.h"
#include "core/samples/sample_set.h"
#include "tests/core/samples/sample_project.h"

namespace solopose {
namespace {

using namespace solopose::testing;
using ::testing::Contains;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

SampleSet samples_within(const SampleProject& project, double extent_mm) {
  TargetOptions target;
  target.extent_mm = extent_mm;
  return SampleSet(project.folder(), SampleProject::data_options(), target, {});
}

std::string refusal(const SampleSet& samples) {
  try {
    require_joints_inside(samples, false, {});
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

/// Frame by frame, each once however many clips cover it.
TEST(VolumeReach, counts_each_joint_of_each_frame_that_training_asks_for_once) {
  const SampleProject project;
  const SampleSet samples = samples_within(project, 1500);
  std::set<std::pair<std::uint32_t, std::int64_t>> frames;
  for (const SampleClip& clip : samples.clips(Split::train))
    for (std::int64_t f = clip.first_frame;
         f < std::min<std::int64_t>(clip.first_frame + samples.clip_length(), SampleProject::frames); ++f)
      frames.insert({clip.video, f});
  std::array<std::int64_t, joint_count> known{};
  std::array<std::int64_t, joint_count> outside{};
  for (const auto& [video, frame] : frames) {
    const std::vector<float> pose = samples.truth(video, frame, 1).targets_mm;
    for (std::size_t j = 0; j < joint_count; ++j) {
      if (std::isnan(pose[3 * j])) continue;
      ++known[j];
      for (std::size_t axis = 0; axis < 3; ++axis) {
        if (std::abs(pose[3 * j + axis]) <= 750) continue;
        ++outside[j];
        break;
      }
    }
  }
  const std::vector<VolumeReach> reaches = volume_reach(samples, {});
  ASSERT_EQ(reaches.size(), 1U);
  EXPECT_EQ(reaches[0].dataset, SampleProject::dataset);
  EXPECT_EQ(reaches[0].known, known);
  EXPECT_EQ(reaches[0].outside, outside);
  EXPECT_GT(reaches[0].share_outside(index_of(Joint::left_ankle)), 0.5)
      << "an ankle is 0.8 m from the pelvis";
  EXPECT_EQ(reaches[0].share_outside(index_of(Joint::pelvis)), 0);
}

TEST(VolumeReach, a_volume_that_holds_everybody_says_nothing) {
  const SampleProject project;
  const SampleSet samples = samples_within(project, 2600);
  std::vector<std::string> said;
  JobContext context;
  context.log = [&](const std::string& line) { said.push_back(line); };
  EXPECT_NO_THROW(require_joints_inside(samples, false, context));
  EXPECT_THAT(said, IsEmpty());
}

TEST(VolumeReach, one_that_is_too_small_is_refused_by_dataset_joint_and_share_unless_allowed) {
  const SampleProject project;
  const SampleSet samples = samples_within(project, 1200);
  EXPECT_THAT(refusal(samples),
              ContainsRegex("^data: Dancers: [0-9.]+ % of [a-z_]+ lies outside the volume of "
                            "1200 mm"));
  std::vector<std::string> said;
  JobContext context;
  context.log = [&](const std::string& line) { said.push_back(line); };
  EXPECT_NO_THROW(require_joints_inside(samples, true, context));
  EXPECT_THAT(said, Contains(HasSubstr("Dancers: outside the volume of 1200 mm: ")));
  EXPECT_THAT(said, Contains(HasSubstr("left_ankle")));
}

}  // namespace
}  // namespace solopose
