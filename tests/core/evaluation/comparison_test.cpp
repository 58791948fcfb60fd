#include "core/evaluation/comparison.h"

#include <cmath>
#include <fstream>
#include <functional>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/evaluation/paper_results.h"
#include "core/evaluation/pose_archive.h"
#include "tests/core/metrics/pose_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct ComparisonTest : ::testing::Test {
  TemporaryFolder folder;
  std::filesystem::path truth = folder / "truth.npz";
  std::filesystem::path ours = folder / "ours.npz";
  std::filesystem::path theirs = folder / "theirs.npz";
  std::vector<float> walk = moving_person(40, 1);
  std::vector<float> jump = moving_person(25, 2);

  std::string refusal(const std::vector<std::filesystem::path>& predictions) const {
    try {
      compare_poses(truth, predictions, {});
    } catch (const Error& error) {
      return error.what();
    }
    return "accepted";
  }
};

std::vector<std::string> titles(const std::vector<ComparisonRow>& rows) {
  std::vector<std::string> list;
  for (const auto& row : rows)
    list.push_back(row.name + " " + row.dataset + " " + row.split + " " + row.action);
  return list;
}

TEST_F(ComparisonTest, two_files_of_one_sequence_need_no_names) {
  write_poses(truth, walk);
  write_poses(ours, noisy(walk, 10, 3));
  const Comparison comparison = compare_poses(truth, {ours}, {});
  EXPECT_THAT(titles(comparison.rows), ElementsAre("ours all all all"));
  EXPECT_EQ(comparison.rows[0].scores.frames, 40);
  EXPECT_EQ(comparison.sequences, 1);
  EXPECT_TRUE(comparison.left_out.empty());
}

TEST_F(ComparisonTest, sequences_are_matched_by_name_whatever_their_order) {
  write_poses(truth, ManyPoses{{{"A/S1/walk/0", walk}, {"B/S2/jump/0", jump}}});
  write_poses(ours, ManyPoses{{{"B/S2/jump/0", jump}, {"A/S1/walk/0", walk}}});
  const Comparison comparison = compare_poses(truth, {ours}, {});
  EXPECT_THAT(titles(comparison.rows), ElementsAre("ours A all all", "ours B all all", "ours all all all"));
  for (const auto& row : comparison.rows) EXPECT_EQ(row.scores.mpjpe_mm, 0) << row.dataset;
  EXPECT_EQ(comparison.rows[2].scores.frames, 65);
}

TEST_F(ComparisonTest, splits_and_actions_of_the_truth_make_the_rows) {
  write_poses(truth, ManyPoses{{{"A/S1/walk/0", walk}, {"B/S2/jump/0", jump}, {"H/S9/walk/0", walk}},
                               {"walk", "jump", "walk"},
                               {"test", "test", "independent"}});
  const ManyPoses predicted{{{"A/S1/walk/0", walk}, {"B/S2/jump/0", jump}, {"H/S9/walk/0", walk}}};
  write_poses(ours, predicted);
  write_poses(theirs, predicted);
  const Comparison comparison = compare_poses(truth, {theirs, ours}, {});
  EXPECT_THAT(
      titles(comparison.rows),
      ElementsAre("theirs A test all", "theirs B test all", "theirs all test all", "theirs H independent all",
                  "ours A test all", "ours B test all", "ours all test all", "ours H independent all"));
  EXPECT_THAT(titles(compare_poses(truth, {ours}, {}).action_rows),
              ElementsAre("ours A test walk", "ours B test jump", "ours H independent walk"));
}

TEST_F(ComparisonTest, the_mean_over_actions_weighs_each_action_alike) {
  write_poses(truth, ManyPoses{{{"H/S9/walk/0", walk}, {"H/S9/jump/0", jump}, {"H/S9/walk 1/0", walk}},
                               {"walk", "jump", "walk"}});
  write_poses(ours, ManyPoses{{{"H/S9/walk/0", noisy(walk, 10, 3)},
                               {"H/S9/jump/0", noisy(jump, 60, 4)},
                               {"H/S9/walk 1/0", noisy(walk, 30, 5)}}});
  const Comparison comparison = compare_poses(truth, {ours}, {});
  const auto of = [&](const char* action) {
    return std::ranges::find(comparison.action_rows, action, &ComparisonRow::action)->scores;
  };
  const ComparisonRow& all = comparison.rows[0];
  EXPECT_NEAR(all.mpjpe_over_actions_mm, (of("walk").mpjpe_mm + of("jump").mpjpe_mm) / 2, 1e-9);
  EXPECT_NEAR(all.p_mpjpe_over_actions_mm, (of("walk").p_mpjpe_mm + of("jump").p_mpjpe_mm) / 2, 1e-9);
  EXPECT_GT(all.mpjpe_over_actions_mm, all.scores.mpjpe_mm + 5) << "the bad action is the short one";

  write_poses(truth, ManyPoses{{{"H/S9/walk/0", walk}, {"H/S9/jump/0", jump}}, {"walk", ""}});
  EXPECT_TRUE(std::isnan(compare_poses(truth, {ours}, {}).rows[0].mpjpe_over_actions_mm))
      << "some frames are of no known action";
}

TEST_F(ComparisonTest, seventeen_joints_are_compared_where_both_files_have_them) {
  const Protocol& protocol = protocol_named("h36m-17");
  std::vector<float> poses(static_cast<std::size_t>(20 * protocol.row_floats()));
  for (std::size_t i = 0; i < poses.size(); ++i) poses[i] = static_cast<float>((i * 37) % 1000);
  std::vector<float> off = poses;
  const std::size_t nose = 3 * 9;
  for (std::size_t row = 0; row < off.size(); row += 51) off[row + nose] += 170;
  const auto write = [](const std::filesystem::path& file, const std::vector<float>& values) {
    NpzWriter out(file);
    out.add<float>("poses", values, {20, 17, 3});
    out.finish();
  };
  write(truth, poses);
  write(ours, off);
  const Comparison comparison = compare_poses(truth, {ours}, {}, protocol);
  EXPECT_NEAR(comparison.rows[0].scores.mpjpe_mm, 170.0 / 17, 1e-3);
  EXPECT_NEAR(comparison.rows[0].scores.per_joint_mm[9], 170, 1e-3);
  EXPECT_NEAR(comparison.rows[0].scores.pck150, 100.0 * 15 / 16, 1e-9);
  EXPECT_EQ(compare_poses(truth, {ours}, {}).rows[0].scores.mpjpe_mm, 0) << "the nose is no canonical joint";

  write_poses(ours, moving_person(20, 3));
  try {
    compare_poses(truth, {ours}, {}, protocol);
    FAIL() << "15 joints were taken for 17";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("spine"));
  }
}

TEST_F(ComparisonTest, only_what_every_file_has_is_compared_and_the_rest_is_named) {
  write_poses(truth, ManyPoses{{{"A/S1/walk/0", walk}, {"A/S1/jump/0", jump}}});
  write_poses(ours, ManyPoses{{{"A/S1/walk/0", walk}, {"A/S1/jump/0", jump}}});
  write_poses(theirs, ManyPoses{{{"A/S1/walk/0", walk}, {"A/S1/run/0", jump}}});
  const Comparison comparison = compare_poses(truth, {ours, theirs}, {});
  EXPECT_EQ(comparison.sequences, 1);
  for (const auto& row : comparison.rows) EXPECT_EQ(row.scores.frames, 40) << row.name;
  EXPECT_THAT(comparison.left_out,
              ElementsAre(ours.string() + ": A/S1/jump/0", theirs.string() + ": A/S1/run/0",
                          truth.string() + ": A/S1/jump/0"));
}

TEST_F(ComparisonTest, who_is_silent_where_it_is_hard_is_measured_where_all_speak) {
  auto bold = noisy(walk, 5, 3);
  for (int frame = 0; frame < 10; ++frame) joint_of(bold, frame, Joint::head)[0] += 900;
  auto timid = noisy(walk, 20, 4);
  for (int frame = 0; frame < 10; ++frame) joint_of(timid, frame, Joint::pelvis)[0] = NAN;
  joint_of(timid, 20, Joint::neck)[1] = NAN;
  write_poses(truth, walk);
  write_poses(ours, bold);
  write_poses(theirs, timid);
  const Comparison comparison = compare_poses(truth, {ours, theirs}, {});
  ASSERT_EQ(comparison.rows.size(), 2U);
  for (const auto& row : comparison.rows) {
    EXPECT_EQ(row.scores.frames, 30) << row.name;
    EXPECT_EQ(row.scores.joints, 30 * joint_count - 1) << row.name;
  }
  EXPECT_LT(comparison.rows[0].scores.mpjpe_mm, comparison.rows[1].scores.mpjpe_mm);
}

TEST_F(ComparisonTest, joints_in_another_order_are_put_in_place_and_absent_ones_are_missing) {
  write_poses(truth, walk);
  NpzWriter out(ours);
  std::vector<float> three;
  for (int frame = 0; frame < 40; ++frame) {
    for (const Joint joint : {Joint::head, Joint::pelvis, Joint::left_knee}) {
      const float* at = joint_of(walk, frame, joint);
      three.insert(three.end(), at, at + 3);
    }
  }
  out.add<float>("poses", three, {40, 3, 3});
  out.add("joints", std::vector<std::string>{"head", "pelvis", "left_knee"});
  out.finish();
  const PoseScores scores = compare_poses(truth, {ours}, {}).rows.at(0).scores;
  EXPECT_EQ(scores.mpjpe_mm, 0);
  EXPECT_EQ(scores.joints, 120);
  EXPECT_EQ(scores.joints_missing_in_prediction, 40 * 12);
}

TEST_F(ComparisonTest, files_that_do_not_fit_are_refused_by_name_with_the_reason) {
  write_poses(truth, walk);
  write_poses(ours, jump);
  EXPECT_THAT(refusal({ours}), HasSubstr("ours.npz: poses: expected 40 frames"));
  write_poses(ours, walk, 25);
  EXPECT_THAT(refusal({ours}), HasSubstr("fps: expected 50"));
  write_poses(ours, walk, 0);
  EXPECT_EQ(refusal({ours}), "accepted") << "an unknown rate may be the same";
  write_poses(ours, ManyPoses{{{"A/S1/walk/0", walk}, {"A/S1/jump/0", jump}}});
  EXPECT_THAT(refusal({ours}), HasSubstr("no sequence is in every file"));
  EXPECT_THAT(refusal({}), HasSubstr("no predictions"));
  std::filesystem::create_directory(folder / "other");
  write_poses(ours, walk);
  write_poses(folder / "other/ours.npz", walk);
  EXPECT_THAT(refusal({ours, folder / "other/ours.npz"}), HasSubstr("rename one"));
  EXPECT_THAT(refusal({folder / "nowhere.npz"}), HasSubstr("nowhere.npz"));
}

TEST_F(ComparisonTest, rates_of_one_clock_are_compared_and_others_are_named_with_both_numbers) {
  write_poses(truth, walk, 60);
  for (const double rate : {59.94, 60000.0 / 1001, 60.0}) {
    write_poses(ours, walk, rate);
    EXPECT_EQ(refusal({ours}), "accepted") << rate;
  }
  write_poses(truth, walk, 25);
  for (const double rate : {24.0, 23.976, 50.0, 30.0}) {
    write_poses(ours, walk, rate);
    EXPECT_THAT(refusal({ours}), ::testing::AllOf(HasSubstr("ours.npz"), HasSubstr("expected 25 as in"),
                                                  HasSubstr(fmt::format("found {}", rate))));
  }
}

TEST(ComparisonCaseTest, television_rates_are_one_clock) {
  REQUIRE_SHARED_CASE("ntsc");
  const std::filesystem::path ntsc = shared_case("ntsc");
  const Comparison comparison =
      compare_poses(ntsc / "truth_30.npz", {ntsc / "prediction_2997.npz", ntsc / "prediction_ntsc.npz"}, {});
  ASSERT_EQ(comparison.rows.size(), 2U);
  for (const ComparisonRow& row : comparison.rows)
    EXPECT_NEAR(row.scores.mpjpe_mm, 21.9673, 1e-3) << row.name;
}

/// Archives written by hand, each wrong in one way.
TEST_F(ComparisonTest, predictions_in_another_unit_are_said_once_a_file) {
  write_poses(truth, ManyPoses{{{"A/S1/walk/0", walk}, {"B/S2/jump/0", jump}}});
  const auto scaled = [](std::vector<float> poses, float scale) {
    for (float& value : poses) value *= scale;
    return poses;
  };
  const auto said = [&](float scale) {
    write_poses(ours,
                ManyPoses{{{"A/S1/walk/0", scaled(walk, scale)}, {"B/S2/jump/0", scaled(jump, scale)}}});
    std::vector<std::string> lines;
    JobContext context;
    context.log = [&](const std::string& line) { lines.push_back(line); };
    compare_poses(truth, {ours}, context);
    return lines;
  };
  EXPECT_THAT(said(0.001F), ElementsAre(HasSubstr("0.001 times as large")));
  EXPECT_THAT(said(10), ElementsAre(HasSubstr("10 times as large")));
  EXPECT_THAT(said(0.7F), ElementsAre());
}

TEST_F(ComparisonTest, hostile_archives_are_refused_and_nothing_crashes) {
  using Fill = std::function<void(NpzWriter&)>;
  const std::vector<std::string> canonical(joint_names().begin(), joint_names().end());
  const std::vector<std::string> name = {"A/S1/walk/0"};
  const std::vector<std::pair<std::string, Fill>> wrong = {
      {"poses", [](NpzWriter&) {}},
      {"shape",
       [&](NpzWriter& out) {
         out.add<float>("poses", walk, {40, 45});
       }},
      {"shape",
       [&](NpzWriter& out) {
         out.add<float>("poses", {}, {0, 15, 3});
       }},
      {"shape", [&](NpzWriter& out) { out.add<float>("poses", std::span(walk).first(1), {}); }},
      {"joints",
       [&](NpzWriter& out) {
         out.add<float>("poses", walk, {40, 15, 3});
         out.add("joints", std::vector<std::string>{"pelvis", "nose"});
       }},
      {"joints",
       [&](NpzWriter& out) {
         out.add<float>("poses", walk, {40, 15, 3});
         out.add("joints", std::vector<std::string>{"pelvis", "pelvis"});
       }},
      {"pelvis",
       [&](NpzWriter& out) {
         out.add<float>("poses", walk, {40, 15, 3});
         out.add("joints", std::vector<std::string>{"head", "neck"});
       }},
      {"fps",
       [&](NpzWriter& out) {
         out.add<float>("poses", walk, {40, 15, 3});
         out.add<double>("fps", std::vector<double>{50, 50}, {2});
       }},
      {"fps",
       [&](NpzWriter& out) {
         out.add<float>("poses", walk, {40, 15, 3});
         out.add<double>("fps", std::vector<double>{-1}, {});
       }},
      {"twice",
       [&](NpzWriter& out) {
         out.add("names", std::vector<std::string>{"a", "a"});
       }},
      {"none", [&](NpzWriter& out) { out.add("names", std::vector<std::string>{}); }},
      {"splits",
       [&](NpzWriter& out) {
         out.add("names", name);
         out.add("splits", std::vector<std::string>{"test", "train"});
       }},
      {"0", [&](NpzWriter& out) { out.add("names", name); }},
      {"0",
       [&](NpzWriter& out) {
         out.add("names", name);
         out.add("0", canonical);
       }},
  };
  write_poses(truth, walk);
  for (const auto& [reason, fill] : wrong) {
    NpzWriter out(ours);
    fill(out);
    out.finish();
    EXPECT_THAT(refusal({ours}), HasSubstr("ours.npz"));
    EXPECT_THAT(refusal({ours}), HasSubstr(reason));
  }
}

TEST_F(ComparisonTest, a_truncated_archive_is_refused_at_every_length) {
  write_poses(truth, walk);
  std::stringstream whole;
  whole << std::ifstream(truth, std::ios::binary).rdbuf();
  for (std::size_t size = 0; size < whole.str().size(); size += 97) {
    std::ofstream(ours, std::ios::binary | std::ios::trunc)
        .write(whole.str().data(), static_cast<long>(size));
    EXPECT_THAT(refusal({ours}), HasSubstr("ours.npz")) << size;
  }
}

TEST_F(ComparisonTest, a_stopped_comparison_is_cancelled) {
  write_poses(truth, walk);
  write_poses(ours, walk);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(compare_poses(truth, {ours}, {.progress = {}, .stop = stop.get_token(), .log = {}}),
               Cancelled);
}

TEST_F(ComparisonTest, csv_has_every_row_with_empty_cells_for_what_is_undefined) {
  const std::vector<float> single(walk.begin(), walk.begin() + pose_floats);
  write_poses(truth, ManyPoses{{{"A, too/S1/walk/0", single}}, {"walk"}});
  write_poses(ours, ManyPoses{{{"A, too/S1/walk/0", single}}});
  write_comparison_csv(folder / "rows.csv", compare_poses(truth, {ours}, {}));
  std::ifstream in(folder / "rows.csv");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_TRUE(lines[0].starts_with("name,dataset,split,action,frames,"));
  EXPECT_TRUE(lines[1].starts_with("ours,\"A, too\",all,all,1,0,15,0,0,0,")) << lines[1];
  EXPECT_THAT(lines[1], HasSubstr(",,100,")) << "one frame has no velocity";
  EXPECT_TRUE(lines[1].ends_with(",canonical-15,unknown,the files' own")) << lines[1];
  EXPECT_TRUE(lines[2].starts_with("ours,\"A, too\",all,walk,1,"));
}

TEST(PaperResultsTest, agree_with_the_percentages_in_the_papers_text) {
  const auto lines = paper_results();
  ASSERT_EQ(lines.size(), 7U);
  const PaperResult& with_cpn = lines[1];
  const PaperResult& with_truth = lines[3];
  const PaperResult& solopose = lines[4];
  // "35.8% and 63.8% lower than STCFormer with CPN" on Human3.6M; "25.5% and 47.3% lower" than with GT on
  // Humans7.1M.
  EXPECT_NEAR(1 - solopose.independent_mpjpe_mm / with_cpn.independent_mpjpe_mm, 0.358, 5e-4);
  EXPECT_NEAR(1 - solopose.independent_p_mpjpe_mm / with_cpn.independent_p_mpjpe_mm, 0.638, 5e-4);
  EXPECT_NEAR(1 - solopose.merged_mpjpe_mm / with_truth.merged_mpjpe_mm, 0.256, 1.1e-3);
  EXPECT_NEAR(1 - solopose.merged_p_mpjpe_mm / with_truth.merged_p_mpjpe_mm, 0.473, 5e-4);
}

}  // namespace
}  // namespace solopose
