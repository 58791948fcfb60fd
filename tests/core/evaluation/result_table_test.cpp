#include "core/evaluation/result_table.h"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/evaluation/evaluate_beside.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

ComparisonRow row(const std::string& name, const std::string& dataset, double mpjpe, double p_mpjpe,
                  std::int64_t frames = 100) {
  ComparisonRow row{name, dataset, "test", "all", {}};
  row.scores.frames = frames;
  row.scores.mpjpe_mm = mpjpe;
  row.scores.p_mpjpe_mm = p_mpjpe;
  return row;
}

Comparison measured(std::vector<ComparisonRow> rows) {
  Comparison comparison;
  comparison.rows = std::move(rows);
  return comparison;
}

std::vector<std::string> methods(const ResultTable& table) {
  std::vector<std::string> names;
  for (const ResultLine& line : table.measured) names.push_back(line.method);
  return names;
}

std::vector<std::string> changes(const ResultTable& table) {
  std::vector<std::string> texts;
  for (const ResultChange& change : table.changes) texts.push_back(text_of(change));
  return texts;
}

TEST(ResultTableTest, the_mean_pose_comes_first_and_once) {
  const std::vector<Comparison> both = {measured({row("a", "H", 40, 30), row("mean pose", "H", 200, 90)}),
                                        measured({row("b", "H", 50, 20), row("mean pose", "H", 200, 90)})};
  EXPECT_THAT(methods(result_table(both, "mean pose", false)), ElementsAre("mean pose", "a", "b"));
  const std::vector<Comparison> others = {both[0],
                                          measured({row("a", "H", 41, 30), row("mean pose", "H", 210, 90)})};
  EXPECT_THAT(methods(result_table(others, "mean pose", false)),
              ElementsAre("mean pose", "mean pose (2)", "a", "a (2)"));
}

TEST(ResultTableTest, trained_on_one_and_measured_on_each_is_a_matrix) {
  const std::vector<Comparison> both = {measured({row("on A", "A", 10, 5), row("on A", "B", 90, 50)}),
                                        measured({row("on B", "B", 20, 8), row("on B", "C", 70, 40)})};
  const ResultTable table = result_table(both, "mean pose", false);
  EXPECT_THAT(table.test_sets, ElementsAre("A, test", "B, test", "C, test"));
  EXPECT_EQ(table.measured[0].figures[1].mpjpe_mm, 90);
  EXPECT_EQ(table.measured[1].figures[1].p_mpjpe_mm, 8);
  EXPECT_TRUE(std::isnan(table.measured[1].figures[0].mpjpe_mm));
  EXPECT_THAT(
      result_table_text(table),
      HasSubstr("\n\nMethod\tA, test MPJPE mm\tA, test P-MPJPE mm\tB, test MPJPE mm\tB, test P-MPJPE mm\t"
                "C, test MPJPE mm\tC, test P-MPJPE mm\non A\t10.0\t5.0\t90.0\t50.0\t-\t-\n"
                "on B\t-\t-\t20.0\t8.0\t70.0\t40.0\n\n"));
}

TEST(ResultTableTest, changes_are_worded_as_the_papers) {
  // Table 2 and the text of arXiv 2312.10195: "35.8% and 63.8% lower than STCFormer with CPN" on Human3.6M.
  const ResultTable table =
      result_table(std::vector{measured({row("SoloPose", "Human3.6M", 26.0, 11.5),
                                         row("STCFormer w/ CPN", "Human3.6M", 40.5, 31.8)})},
                   "mean pose", false);
  EXPECT_THAT(changes(table),
              ElementsAre("On Human3.6M, test: SoloPose's MPJPE is 35.8 % lower and its P-MPJPE 63.8 % lower "
                          "than those of STCFormer w/ CPN."));
  const ResultTable worse =
      result_table(std::vector{measured({row("a", "H", 50, 10), row("b", "H", 40, 20)})}, "mean pose", false);
  EXPECT_THAT(changes(worse), ElementsAre(HasSubstr("25.0 % higher and its P-MPJPE 50.0 % lower")));
}

TEST(ResultTableTest, rows_of_other_frames_are_noted) {
  const std::vector<Comparison> both = {measured({row("a", "H", 40, 30, 1000)}),
                                        measured({row("b", "H", 50, 20, 900)})};
  EXPECT_THAT(texts_of(result_table(both, "mean pose", false).notes),
              ElementsAre(HasSubstr("900 to 1 000 frames")));
  const std::vector<Comparison> one = {both[0]};
  EXPECT_THAT(result_table(one, "mean pose", false).notes, ElementsAre());
}

TEST(ResultTableTest, figures_of_two_protocols_are_refused_and_other_conditions_are_said) {
  std::vector<Comparison> both = {measured({row("a", "H", 40, 30)}), measured({row("b", "H", 50, 20)})};
  both[0].protocol.crops = CropSource::exact;
  both[1].protocol.crops = CropSource::detected;
  EXPECT_EQ(result_table(both, "mean pose", false).protocol.crops, CropSource::unknown);
  both[1].protocol = protocol_named("3dhp-14");
  EXPECT_THROW(result_table(both, "mean pose", false), Error);
  EXPECT_THROW(result_table({}, "mean pose", false), Error);
}

TEST(ResultTableTest, the_protocol_stands_above_and_each_line_says_under_what_it_was_measured) {
  std::vector<Comparison> both = {measured({row("a", "H", 40, 30), row("mean pose", "H", 90, 80),
                                            row("mean pose, universal frame", "H", 20, 10)}),
                                  measured({row("b", "H", 50, 20)})};
  both[0].protocol.crops = CropSource::exact;
  both[0].protocol.frame = both[1].protocol.frame = "camera";
  const ResultTable table = result_table(both, "mean pose", false);
  EXPECT_THAT(texts_of(table.notes),
              ElementsAre("mean pose: true crops, camera frame", "a: true crops, camera frame",
                          "b: unknown crops, camera frame"));
  EXPECT_THAT(changes(table), ElementsAre(HasSubstr("those of mean pose."), HasSubstr("those of b.")));
  for (const std::string& form :
       {result_table_tex(table), result_table_html(table), result_table_text(table)})
    EXPECT_LT(form.find("Protocol: canonical-15"), form.find("40.0"));
}

TEST(ResultTableTest, percentages_stand_beside_where_the_protocol_counts_them) {
  Comparison measurement = measured({row("a", "H", 40, 30)});
  measurement.rows[0].scores.pck150 = 88.25;
  measurement.rows[0].scores.auc = 44.5;
  EXPECT_THAT(result_table_text(result_table(std::vector{measurement}, "mean pose", false)),
              Not(HasSubstr("88.2")));
  measurement.protocol = protocol_named("3dhp-14");
  const ResultTable table = result_table(std::vector{measurement}, "mean pose", true);
  EXPECT_THAT(result_table_text(table),
              HasSubstr("H, test PCK150 %\tH, test AUC %\na\t40.0\t30.0\t88.2\t44.5\n"));
  EXPECT_THAT(result_table_tex(table), HasSubstr("{lrrrr}\n\\toprule\n & \\multicolumn{4}{c}{H, test}"));
  EXPECT_THAT(result_table_tex(table), HasSubstr("\nSoloPose & 22.7 & 6.9 & 26.0 & 11.5 \\\\"));
}

TEST(ResultTableTest, names_are_escaped_in_every_form) {
  const std::string name = "=a_1 & <b>\"50%\" \\input{x}\t$";
  const ResultTable table =
      result_table(std::vector{measured({row(name, "H#1", 40, 30)})}, "mean pose", true);
  const std::string tex = result_table_tex(table);
  EXPECT_THAT(tex,
              HasSubstr("=a\\_1 \\& <b>\"50\\%\" \\textbackslash{}input\\{x\\}\t\\$ & 40.0 & 30.0 \\\\"));
  EXPECT_THAT(tex, HasSubstr("{H\\#1, test}"));
  EXPECT_THAT(tex, Not(HasSubstr("\\input")));
  const std::string html = result_table_html(table);
  EXPECT_THAT(html, HasSubstr("=a_1 &amp; &lt;b&gt;&quot;50%&quot; "));
  EXPECT_THAT(html, Not(HasSubstr("<b>")));
  EXPECT_THAT(result_table_csv(table),
              HasSubstr("\n\"'=a_1 & <b>\"\"50%\"\" \\input{x}\t$\",\"H#1, test\",40,30,,,100,"));
  const std::string text = result_table_text(table);
  EXPECT_THAT(text, HasSubstr("\\input{x} $\t40.0\t30.0\n"));
}

TEST(ResultTableTest, the_papers_lines_stand_apart) {
  const ResultTable table = result_table(std::vector{measured({row("a", "H", 40, 30)})}, "mean pose", true);
  ASSERT_EQ(table.quoted.size(), 7U);
  EXPECT_THAT(table.quoted_sets, ElementsAre("Humans7.1M", "Human3.6M"));
  for (const std::string& form :
       {result_table_tex(table), result_table_html(table), result_table_text(table)}) {
    EXPECT_LT(form.find("40.0"), form.find("Quoted from arXiv 2312.10195")) << form;
    EXPECT_LT(form.find("Quoted from"), form.find("22.7")) << form;
  }
  EXPECT_THAT(result_table_csv(table),
              HasSubstr("\nSoloPose,Humans7.1M,22.7,6.9,,,0,\"arXiv 2312.10195, table 2\",,,\n"));
}

TEST(ResultTableTest, the_ending_tells_the_form) {
  const TemporaryFolder folder;
  const ResultTable table = result_table(std::vector{measured({row("a", "H", 40, 30)})}, "mean pose", false);
  for (const std::string& ending : result_table_endings()) {
    write_result_table(folder / ("t" + ending), table);
    std::stringstream read;
    read << std::ifstream(folder / ("t" + ending)).rdbuf();
    EXPECT_THAT(read.str(), HasSubstr("a")) << ending;
  }
  EXPECT_THROW(write_result_table(folder / "t.doc", table), Error);
}

TEST(BesideModelTest, methods_are_told_from_models) {
  BesideModel beside;
  add_beside("runs/b", beside);
  add_beside("P-STMO w/ CPN=out/inference_data.mat", beside);
  EXPECT_THAT(beside.models, ElementsAre("runs/b"));
  ASSERT_EQ(beside.methods.size(), 1U);
  EXPECT_EQ(beside.methods[0].method, "P-STMO w/ CPN");
  EXPECT_EQ(beside.methods[0].file, "out/inference_data.mat");
  EXPECT_THROW(add_beside("=file", beside), Error);
  EXPECT_THROW(add_beside("method=", beside), Error);
}

}  // namespace
}  // namespace solopose
