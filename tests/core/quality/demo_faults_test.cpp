#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/demo/faults.h"
#include "core/project/catalog.h"
#include "core/project/project.h"
#include "core/quality/analysis.h"
#include "core/quality/detector.h"
#include "tests/support/demo_project.h"

namespace solopose {
namespace {

/// Detectors look at surroundings: how far before and behind a fault they may still see it.
constexpr std::int64_t blur_frames = 25;

class DemoFaults : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const Project project = Project::open(testing::demo_project());
    catalog = std::make_unique<Catalog>(project.catalog());
    report = std::make_unique<QualityReport>(analyse_quality(project, *catalog, {}, JobContext{}));
  }
  static void TearDownTestSuite() {
    report.reset();
    catalog.reset();
  }

  static bool is_of(const demo::Fault& fault, const Finding& finding) {
    const auto sequence = std::ranges::find(catalog->sequences, finding.sequence, &SequenceRecord::id);
    return fault.concerns(catalog->dataset(sequence->dataset)->name, sequence->subject, sequence->take);
  }

  /// Overlaps the fault's frames, and goes beyond them by a blur at most.
  static bool is_at(const demo::Fault& fault, const Finding& finding) {
    const auto first = static_cast<std::int64_t>(fault.first);
    const auto last = static_cast<std::int64_t>(fault.first + fault.count) - 1;
    return finding.worst_frame >= first && finding.worst_frame <= last &&
           finding.first_frame >= first - blur_frames && finding.last_frame <= last + blur_frames;
  }

  static std::string found_instead(const demo::Fault& fault, std::string_view detector) {
    std::string words;
    for (const Finding& finding : report->findings) {
      if (finding.detector == detector && is_of(fault, finding))
        words += fmt::format("{} to {}: {}\n", finding.first_frame, finding.last_frame,
                             in_english(finding.reason));
    }
    return words;
  }

  static std::unique_ptr<Catalog> catalog;
  static std::unique_ptr<QualityReport> report;
};
std::unique_ptr<Catalog> DemoFaults::catalog;
std::unique_ptr<QualityReport> DemoFaults::report;

TEST_F(DemoFaults, each_is_found_by_its_own_detectors_where_it_is_planted) {
  for (const demo::Fault& fault : demo::faults()) {
    for (const std::string_view detector : fault.detectors) {
      if (detector.empty()) continue;
      EXPECT_TRUE(std::ranges::any_of(report->findings,
                                      [&](const Finding& finding) {
                                        return finding.detector == detector && is_of(fault, finding) &&
                                               is_at(fault, finding);
                                      }))
          << fault.dataset << " " << fault.subject << " " << fault.take << ": " << fault.what << " ("
          << detector << "); found instead:\n"
          << found_instead(fault, detector);
    }
  }
}

TEST_F(DemoFaults, there_is_one_for_every_detector) {
  std::set<std::string_view> planted;
  for (const demo::Fault& fault : demo::faults())
    planted.insert(fault.detectors.begin(), fault.detectors.end());
  for (const auto& detector : detectors())
    EXPECT_TRUE(planted.contains(detector->name())) << detector->name();
}

TEST_F(DemoFaults, a_camera_that_was_knocked_is_told_from_the_others) {
  for (const Finding& finding : report->findings) {
    if (finding.detector != "view_disagreement") continue;
    const auto sequence = std::ranges::find(catalog->sequences, finding.sequence, &SequenceRecord::id);
    EXPECT_TRUE(sequence->view.ends_with("_9")) << sequence->name << ": " << in_english(finding.reason);
  }
}

TEST(DemoFaultTable, takes_that_films_show_in_human36m_are_clean) {
  for (const demo::Fault& fault : demo::faults())
    EXPECT_FALSE(fault.concerns("Human3.6M", "S1", fault.take)) << fault.what;
}

}  // namespace
}  // namespace solopose
