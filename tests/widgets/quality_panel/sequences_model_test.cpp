#include "widgets/quality_panel/sequences_model.h"

#include <gtest/gtest.h>

#include "tests/widgets/quality_panel/sample_findings.h"
#include "widgets/quality_panel/findings_model.h"

namespace solopose::testing {
namespace {

Finding finding_in(SequenceId sequence, std::string_view detector, std::int64_t first, std::int64_t last) {
  Finding finding;
  finding.sequence = sequence;
  finding.detector = detector;
  finding.first_frame = first;
  finding.last_frame = last;
  finding.threshold = 1;
  return finding;
}

TEST(SequencesModelTest, frames_that_several_detectors_doubt_count_once_in_whatever_order_findings_stand) {
  const std::shared_ptr<Catalog> catalog = sample_catalog(1);
  SequenceRecord& record = catalog->sequences.front();
  record.frames = 100;
  auto report = std::make_shared<QualityReport>();
  report->sequences.push_back({record.id, record.frames, 0, 0, {}});
  SequencesModel sequences;
  sequences.setReport(catalog, report);
  FindingsModel findings;
  findings.setFindings(catalog, finding_rows({finding_in(record.id, "side_swap", 50, 59),
                                              finding_in(record.id, "spike", 48, 50),
                                              finding_in(record.id, "bone_length", 55, 61)},
                                             *catalog));
  sequences.setStates(findings);
  EXPECT_EQ(sequences.index(0, SequencesModel::doubted_column).data().toString(), "14.0 %");
}

}  // namespace
}  // namespace solopose::testing
