#include "core/quality/analysis.h"

#include <cmath>
#include <limits>
#include <numeric>

#include <gmock/gmock.h>

#include "core/augmotion/alignment.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "core/quality/detector.h"
#include "tests/core/augmotion/small_project.h"

namespace solopose {
namespace {

using namespace testing;
using ::testing::HasSubstr;

std::size_t place_of(std::string_view name) {
  const auto found = std::ranges::find(detectors(), name, [](const auto& one) { return one->name(); });
  return static_cast<std::size_t>(found - detectors().begin());
}

std::vector<float> walker(int frames, std::uint64_t seed) { return moving_person(frames, seed); }

void shift(std::vector<float>& poses, int first, int last, float mm) {
  for (int f = first; f <= last; ++f) {
    for (int j = 0; j < joint_count; ++j) poses[static_cast<std::size_t>((f * joint_count + j) * 3)] += mm;
  }
}

TEST(QualityAnalysisTest, lists_what_each_sequence_has_in_the_catalogs_order) {
  SmallProject project;
  std::vector<float> jumps = walker(200, 1);
  shift(jumps, 120, 121, 900);
  project.add("set", {{.take = "a", .poses = walker(200, 1)}, {.take = "b", .poses = jumps}});
  const Catalog catalog = project->catalog();
  const QualityReport report = analyse_quality(*project, catalog, {}, {});
  ASSERT_EQ(report.sequences.size(), 2U);
  ASSERT_EQ(report.thresholds.size(), detectors().size());
  const std::size_t spike = place_of("spike");
  EXPECT_LT(report.sequences[0].worst[spike], report.thresholds[spike]);
  EXPECT_GT(report.sequences[1].worst[spike], report.thresholds[spike]);
  const auto found = std::ranges::find(report.findings, "spike", &Finding::detector);
  ASSERT_NE(found, report.findings.end());
  EXPECT_EQ(found->sequence, catalog.sequences[1].id);
  EXPECT_EQ(found->first_frame, 120);
  EXPECT_EQ(found->last_frame, 121);
  EXPECT_EQ(report.sequences[1].frames, 200);
  EXPECT_GE(report.sequences[1].frames_doubted, 2);
}

TEST(QualityAnalysisTest, histograms_count_every_frame_that_has_a_score) {
  SmallProject project;
  project.add("set", {{.take = "a", .poses = walker(150, 3)}});
  const QualityReport report = analyse_quality(*project, project->catalog(), {}, {});
  const ScoreHistogram& histogram = report.histograms[place_of("bone_length")];
  EXPECT_EQ(std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::int64_t{0}), 150);
  EXPECT_GT(histogram.high, histogram.low);
}

TEST(QualityAnalysisTest, a_threshold_is_the_users_and_infinity_switches_a_detector_off) {
  SmallProject project;
  std::vector<float> jumps = walker(200, 1);
  shift(jumps, 120, 120, 900);
  project.add("set", {{.take = "a", .poses = jumps}});
  QualityOptions options;
  options.thresholds["spike"] = std::numeric_limits<float>::infinity();
  const QualityReport off = analyse_quality(*project, project->catalog(), options, {});
  EXPECT_EQ(std::ranges::count(off.findings, "spike", &Finding::detector), 0);
  EXPECT_TRUE(std::isnan(off.sequences[0].worst[place_of("spike")]));
  options.thresholds = {{"spike", 0.01F}};
  const QualityReport strict = analyse_quality(*project, project->catalog(), options, {});
  EXPECT_GT(strict.sequences[0].frames_doubted, 20);
  options.thresholds = {{"nobody", 1.F}};
  try {
    analyse_quality(*project, project->catalog(), options, {});
    FAIL() << "an unknown detector was taken";
  } catch (const Error& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("there is no detector nobody; there are known_fault, "));
  }
}

TEST(QualityAnalysisTest, what_it_finds_does_not_depend_on_the_number_of_cores) {
  SmallProject project;
  for (int take = 0; take < 6; ++take) {
    std::vector<float> poses = walker(150, static_cast<std::uint64_t>(take));
    shift(poses, 60, 60 + take, 700);
    project.add("set", {{.take = std::to_string(take), .poses = poses}});
  }
  const Catalog catalog = project->catalog();
  const QualityReport several = analyse_quality(*project, catalog, {}, {});
  set_thread_count(1);
  const QualityReport one = analyse_quality(*project, catalog, {}, {});
  set_thread_count(0);
  EXPECT_EQ(several.findings, one.findings);
  EXPECT_FALSE(one.findings.empty());
}

TEST(QualityAnalysisTest, views_of_a_take_are_compared_once_they_are_aligned) {
  SmallProject project;
  std::vector<SmallProject::Track> views;
  std::mt19937_64 random(4);
  const std::vector<float> poses = walker(300, 9);
  for (int view = 0; view < 4; ++view) {
    std::vector<float> own = poses;
    if (view == 3) shift(own, 200, 299, 300);
    const RigidTransform motion = random_motion(random, 4000);
    views.push_back({.take = "t",
                     .view = std::to_string(view),
                     .poses = moved(own, motion),
                     .up = motion.rotation * Eigen::Vector3d::UnitZ()});
  }
  project.add("set", views);
  const std::size_t place = place_of("view_disagreement");
  for (const SequenceQuality& one : analyse_quality(*project, project->catalog(), {}, {}).sequences)
    EXPECT_TRUE(std::isnan(one.worst[place]));
  align(*project, {.mode = KeyFrameMode::per_take}, {});
  const Catalog catalog = project->catalog();
  const QualityReport report = analyse_quality(*project, catalog, {}, {});
  std::vector<Finding> found;
  std::ranges::copy_if(report.findings, std::back_inserter(found),
                       [](const Finding& one) { return one.detector == "view_disagreement"; });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].sequence, catalog.sequences[3].id);
  EXPECT_EQ(found[0].first_frame, 200);
  EXPECT_EQ(found[0].last_frame, 299);
  EXPECT_NEAR(found[0].score, 300, 1);
}

TEST(QualityAnalysisTest, mending_some_frames_makes_nothing_else_more_or_less_usual) {
  SmallProject project;
  std::vector<float> gap = walker(200, 1);
  shift(gap, 90, 109, 400);
  project.add("set", {{.take = "a", .poses = gap}, {.take = "b", .poses = walker(200, 2)}});
  const QualityReport before = analyse_quality(*project, project->catalog(), {}, {});
  const SequenceId mended = project->catalog().sequences[0].id;
  Repair repair;
  repair.sequence = mended;
  repair.kind = RepairKind::values;
  repair.joints.set();
  repair.first_frame = 85;
  repair.last_frame = 114;
  const std::vector<float> clean = walker(200, 3);
  repair.positions_mm.assign(clean.begin() + 85 * joint_count * 3, clean.begin() + 115 * joint_count * 3);
  repair.reviewer = "Zoe";
  project->add_repairs(std::vector{repair});
  const QualityReport after = analyse_quality(*project, project->catalog(), {}, {});
  EXPECT_NE(after.findings, before.findings);
  for (std::size_t i = 0; i < detectors().size(); ++i) {
    const float was = before.sequences[1].worst[i];
    EXPECT_TRUE(after.sequences[1].worst[i] == was || std::isnan(was)) << detectors()[i]->name();
  }
}

TEST(QualityAnalysisTest, excluded_sequences_are_left_out_and_a_stop_is_obeyed) {
  SmallProject project;
  project.add("set", {{.take = "a", .poses = walker(50, 1)}, {.take = "b", .poses = walker(50, 2)}});
  const SequenceId excluded = project->catalog().sequences[0].id;
  project->set_excluded(std::vector{excluded}, true);
  const QualityReport report = analyse_quality(*project, project->catalog(), {}, {});
  ASSERT_EQ(report.sequences.size(), 1U);
  EXPECT_NE(report.sequences[0].sequence, excluded);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(analyse_quality(*project, project->catalog(), {},
                               {.progress = {}, .stop = stop.get_token(), .log = {}}),
               Cancelled);
}

}  // namespace
}  // namespace solopose
