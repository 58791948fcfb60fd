#include "core/evaluation/kept_results.h"

#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/evaluation/evaluate_beside.h"
#include "core/files/npz.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

ComparisonRow row(const std::string& name, const std::string& dataset, double mpjpe,
                  const std::string& split = "test") {
  ComparisonRow row{name, dataset, split, "all", {}};
  row.scores.frames = 100;
  row.scores.mpjpe_mm = mpjpe;
  row.scores.p_mpjpe_mm = mpjpe / 2;
  return row;
}

KeptResult result(const std::string& run, std::vector<ComparisonRow> rows,
                  std::vector<std::string> trained_on = {}) {
  KeptResult made;
  made.method = run;
  made.trained_on = std::move(trained_on);
  made.comparison.rows = std::move(rows);
  return made;
}

class KeptResultsTest : public ::testing::Test {
 protected:
  std::filesystem::path make_run(const std::string& name) {
    TrainingOptions options;
    options.name = name;
    return create_run(folder.path(), options);
  }
  TemporaryFolder folder;
};

TEST_F(KeptResultsTest, what_is_kept_comes_back) {
  const std::filesystem::path run = make_run("a");
  EXPECT_TRUE(read_results(run).empty());
  KeptResult kept = result("a", {row("a", "H", 40), row("mean pose", "H", 200)}, {"AIST", "MADS"});
  kept.conditions = {"3dhp-14", CropSource::detected, true, true, true};
  kept.comparison.protocol = protocol_named("3dhp-14");
  kept.comparison.protocol.crops = CropSource::detected;
  kept.comparison.protocol.frame = "camera";
  kept.notes = {{"split %1: no clip", {"independent"}, "a"}};
  kept.data_revision = 3;
  kept.worst = {{"H/S1/walk/world", "c01", 27, 311.5}};
  kept.frames_rejected = 7;
  keep_result(run, kept);
  const std::vector<KeptResult> back = read_results(run);
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].conditions, kept.conditions);
  EXPECT_EQ(back[0].trained_on, kept.trained_on);
  EXPECT_EQ(back[0].notes, kept.notes);
  EXPECT_EQ(back[0].data_revision, 3);
  EXPECT_EQ(back[0].frames_rejected, 7);
  EXPECT_EQ(text_of(back[0].comparison.protocol), text_of(kept.comparison.protocol));
  ASSERT_EQ(back[0].comparison.rows.size(), 2U);
  EXPECT_EQ(back[0].comparison.rows[1].scores.mpjpe_mm, 200);
  EXPECT_TRUE(std::isnan(back[0].comparison.rows[1].scores.pck150)) << "nobody measured it";
  ASSERT_EQ(back[0].worst.size(), 1U);
  EXPECT_EQ(back[0].worst[0].first_frame, 27);
  EXPECT_FALSE(back[0].measured_at.empty());
}

TEST_F(KeptResultsTest, a_second_evaluation_takes_the_place_of_what_it_measured_again) {
  const std::filesystem::path run = make_run("a");
  keep_result(run, result("a", {row("a", "H", 40), row("a", "H", 60, "val")}));
  keep_result(run, result("a", {row("a", "H", 39)}));
  KeptResult detected = result("a", {row("a", "H", 55)});
  detected.conditions.crops = CropSource::detected;
  keep_result(run, detected);
  const std::vector<KeptResult> kept = read_results(run);
  ASSERT_EQ(kept.size(), 2U) << "other conditions stand apart";
  const ResultTable table = table_of(kept, {}, false, 0);
  EXPECT_THAT(table.test_sets, ElementsAre("H, val", "H, test"));
  ASSERT_EQ(table.measured.size(), 1U);
  EXPECT_EQ(table.measured[0].figures[0].mpjpe_mm, 60);
  EXPECT_EQ(table.measured[0].figures[1].mpjpe_mm, 39);
}

TEST_F(KeptResultsTest, runs_and_methods_make_one_table_with_the_mean_pose_first) {
  const std::filesystem::path a = make_run("a");
  const std::filesystem::path b = make_run("b");
  keep_result(a, result("a", {row("a", "H", 40), row("mean pose", "H", 200)}));
  KeptResult method = result("P-STMO", {row("P-STMO", "H", 50)});
  method.of_run = false;
  keep_result(a, method);
  keep_result(b, result("b", {row("b", "H", 30), row("mean pose", "H", 200)}));
  const ProjectResults all = list_results(folder.path());
  EXPECT_TRUE(all.problems.empty());
  ASSERT_EQ(conditions_among(all.results).size(), 1U);
  const ResultTable table = table_of(all.results, conditions_among(all.results)[0], true, 0);
  std::vector<std::string> methods;
  for (const ResultLine& line : table.measured) methods.push_back(line.method);
  EXPECT_THAT(methods, ElementsAre("mean pose", "a", "b", "P-STMO"));
  EXPECT_EQ(table.quoted.size(), 7U);
  EXPECT_EQ(table.traits.size(), 9U);
}

TEST_F(KeptResultsTest, the_cross_dataset_matrix_is_the_mean_over_runs_of_the_same_training_sets) {
  const std::vector<KeptResult> runs = {
      result("s1", {row("s1", "A", 10), row("s1", "B", 90), row("mean pose", "A", 200), row("s1", "all", 50)},
             {"A"}),
      result("s2", {row("s2", "A", 14), row("s2", "B", 94), row("mean pose", "A", 200)}, {"A"}),
      result("b", {row("b", "A", 70), row("b", "B", 20, "independent"), row("b", "B", 1, "train")}, {"B"})};
  const ResultTable matrix = cross_dataset_table(runs, {}, 0);
  EXPECT_THAT(matrix.test_sets, ElementsAre("A, test", "B, independent", "B, test"));
  const auto figure = [&](const std::string& line, std::size_t set) {
    const auto found = std::ranges::find(matrix.measured, line, &ResultLine::method);
    return found == matrix.measured.end() ? -1 : found->figures[set].mpjpe_mm;
  };
  EXPECT_EQ(figure("trained on A", 0), 12);
  EXPECT_EQ(figure("trained on A", 2), 92);
  EXPECT_TRUE(std::isnan(figure("trained on A", 1)));
  EXPECT_EQ(figure("trained on B", 1), 20);
  EXPECT_EQ(figure("mean pose of A", 0), 200);
  EXPECT_THAT(texts_of(matrix.notes), ::testing::Contains(HasSubstr("trained on A: the mean of 2 runs")));
}

TEST_F(KeptResultsTest, what_was_measured_of_other_data_says_so) {
  const std::filesystem::path run = make_run("a");
  KeptResult first = result("a", {row("a", "H", 40), row("a", "H", 60, "val")});
  first.data_revision = 4;
  keep_result(run, first);
  EXPECT_THAT(table_of(read_results(run), {}, false, 4).notes, ElementsAre());
  EXPECT_THAT(texts_of(table_of(read_results(run), {}, false, 5).notes),
              ElementsAre(HasSubstr("a: measured, all or some of it, before poses")));
  EXPECT_EQ(cross_dataset_table(read_results(run), {}, 5).notes.size(), 1U);

  KeptResult again = result("a", {row("a", "H", 41)});
  again.data_revision = 5;
  keep_result(run, again);
  EXPECT_EQ(table_of(read_results(run), {}, false, 5).notes.size(), 1U) << "the other split is as it was";
  again.comparison.rows.push_back(row("a", "H", 61, "val"));
  keep_result(run, again);
  EXPECT_THAT(table_of(read_results(run), {}, false, 5).notes, ElementsAre());
}

TEST_F(KeptResultsTest, notes_of_older_files_are_sentences) {
  const std::filesystem::path run = make_run("a");
  KeptResult kept = result("a", {row("a", "H", 40)});
  kept.notes = {{"10 % are missing", {}, {}}};
  keep_result(run, kept);
  std::ifstream in(run / "results.json");
  nlohmann::json json = nlohmann::json::parse(in);
  json[0]["notes"] = {"10 % are missing"};
  json[0].erase("data_revision");
  std::ofstream(run / "results.json") << json;
  EXPECT_EQ(read_results(run)[0].notes, kept.notes);
  EXPECT_FALSE(is_out_of_date(read_results(run)[0], 9)) << "nobody knows";
}

TEST_F(KeptResultsTest, damage_is_named_and_the_other_runs_are_listed) {
  const std::filesystem::path a = make_run("a");
  const std::filesystem::path b = make_run("b");
  keep_result(a, result("a", {row("a", "H", 40)}));
  keep_result(b, result("b", {row("b", "H", 30)}));
  for (const char* text : {"[{\"method\": 3}]", "{", "[{}]", "7", "[[]]"}) {
    std::ofstream(b / "results.json") << text;
    EXPECT_THROW(read_results(b), FormatError) << text;
  }
  const ProjectResults all = list_results(folder.path());
  EXPECT_EQ(all.results.size(), 1U);
  ASSERT_EQ(all.problems.size(), 1U);
  EXPECT_THAT(all.problems[0], HasSubstr("results.json"));
  EXPECT_THROW(keep_result(folder / "nothing", result("x", {})), Error);
  EXPECT_FALSE(std::filesystem::exists(folder / "nothing"));
}

TEST(PaperTraitsTest, are_those_of_table_1) {
  // arXiv 2312.10195, table 1, counted by hand: ticks of a line, and of a column.
  std::vector<long> by_line;
  std::array<int, 7> by_trait = {};
  for (const PaperTraits& line : paper_traits()) {
    by_line.push_back(std::ranges::count(line.has, true));
    for (std::size_t i = 0; i < by_trait.size(); ++i) by_trait[i] += line.has[i] ? 1 : 0;
  }
  EXPECT_THAT(by_line, ElementsAre(3, 3, 3, 3, 4, 4, 3, 4, 7));
  EXPECT_THAT(by_trait, ElementsAre(9, 9, 5, 5, 1, 2, 3));
}

}  // namespace
}  // namespace solopose
