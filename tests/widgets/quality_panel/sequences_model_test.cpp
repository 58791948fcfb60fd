#include "widgets/quality_panel/sequences_model.h"

#include <gmock/gmock.h>

#include "tests/widgets/quality_panel/sample_findings.h"
#include "widgets/quality_panel/findings_model.h"
#include "widgets/shared/sequence_names.h"

namespace solopose::testing {
namespace {

class SequencesModelTest : public ::testing::Test {
 protected:
  SequencesModelTest() {
    auto report = std::make_shared<QualityReport>();
    report->sequences = {{100, 200, 0, 30, std::vector<float>(detectors().size())}};
    model.setReport(catalog, report);
  }

  /// Of a sequence of 200 frames.
  QString doubted(const std::vector<FrameRun>& runs) {
    std::vector<Finding> all;
    for (const FrameRun& run : runs) {
      Finding& finding = all.emplace_back();
      finding.sequence = 100;
      finding.first_frame = run.first;
      finding.last_frame = run.last;
      finding.detector = detectors()[all.size() - 1]->name();
    }
    findings.setFindings(catalog, finding_rows(std::move(all), *catalog));
    model.setStates(findings);
    return model.index(0, SequencesModel::doubted_column).data().toString();
  }

  std::shared_ptr<Catalog> catalog = sample_catalog(1);
  FindingsModel findings;
  SequencesModel model;
};

TEST_F(SequencesModelTest, counts_every_frame_with_a_finding_once_in_whatever_order_findings_stand) {
  EXPECT_EQ(doubted({{10, 19}, {50, 59}}), "10.0 %");
  EXPECT_EQ(doubted({{10, 19}, {15, 24}}), "7.5 %");
  EXPECT_EQ(doubted({{0, 49}, {10, 19}, {50, 59}}), "30.0 %");
  EXPECT_EQ(doubted({{150, 159}, {10, 19}, {60, 69}}), "15.0 %")
      << "within an event what explains the others stands first";
  EXPECT_EQ(doubted({}), "0.0 %");
}

TEST_F(SequencesModelTest, names_leave_out_what_is_the_same_in_all_rows) {
  const auto shown = [](std::vector<std::string> names) {
    Catalog of;
    for (std::string& name : names) of.sequences.emplace_back().name = std::move(name);
    std::vector<std::string> brief;
    for (const SequenceRecord& record : of.sequences)
      brief.push_back(SequenceNames(of).brief(record.name).toStdString());
    return brief;
  };
  using ::testing::ElementsAre;
  EXPECT_THAT(shown({"Trial/unknown/take03/world", "Trial/unknown/take13/world"}),
              ElementsAre("take03", "take13"));
  EXPECT_THAT(shown({"A/anna/take/world", "B/anna/take/world", "B/zoe/take/world"}),
              ElementsAre("A/anna", "B/anna", "B/zoe"));
  EXPECT_THAT(shown({"A/anna/take/world", "A/anna/take/more/world"}),
              ElementsAre("A/anna/take/world", "more"))
      << "nothing would be left of the first";
  EXPECT_THAT(shown({"A/S1/walk/world", "A/S2/walk/world", "B/S1/run/camera_0", "B/S1/run/camera_1"}),
              ElementsAre("A/S1", "A/S2", "B/camera_0", "B/camera_1"))
      << "what all of a dataset have says nothing within it";
  EXPECT_THAT(shown({"A/S1/walk/world", "A/S2/walk/world", "B/S1/run/camera_0"}),
              ElementsAre("A/S1", "A/S2", "B/S1/run/camera_0"))
      << "of a dataset with one sequence nothing is known to be the same";
  EXPECT_THAT(shown({"A/unknown/take/world"}), ElementsAre("A/unknown/take/world"));
  EXPECT_THAT(shown({"H/S1/Walking/Walking/world", "H/S5/Sitting/Sitting/world", "A/d1/x/x1/front"}),
              ElementsAre("H/S1/Walking", "H/S5/Sitting", "A/d1/x/x1/front"))
      << "no part is said twice";
}

TEST_F(SequencesModelTest, heads_explain_what_is_counted) {
  const auto hint = [this](int column) {
    return model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
  };
  EXPECT_THAT(hint(SequencesModel::doubted_column).toStdString(),
              ::testing::HasSubstr("frames with at least one finding"));
  for (int column = SequencesModel::open_column; column < model.columnCount(); ++column)
    EXPECT_FALSE(hint(column).isEmpty()) << column;
}

}  // namespace
}  // namespace solopose::testing
