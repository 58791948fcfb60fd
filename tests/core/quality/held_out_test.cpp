// Planted faults in motion on which nothing was chosen: other people, takes, rates and seeds than those of
// detection_test.cpp. The bounds lie a little below what came out when it was run for the first time.

#include <iostream>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/core/quality/detection.h"
#include "tests/core/quality/held_out_motion.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace testing;

struct Bound {
  double recall = 0;
  double precision = 0;
  double area = 0;
};

std::map<std::string_view, Detection> detect_all(const std::vector<Recording>& recordings) {
  const Inspection sound(recordings);
  std::map<std::string_view, Detection> of_detectors;
  std::uint64_t seed = 90'001;
  for (const FaultKind& kind : fault_kinds())
    for (const double share : {0.001, 0.004, 0.02, 0.05})
      of_detectors[kind.detector].add(detect(kind, share, seed++, recordings, sound));
  return of_detectors;
}

void expect_at_least(const std::map<std::string_view, Bound>& bounds,
                     const std::vector<Recording>& recordings) {
  for (auto& [detector, all] : detect_all(recordings)) {
    const double area = all.area();
    std::cout << fmt::format("{:<15} {:>6} planted, recall {:.4f}, precision {:.4f}, area {:.4f}, known {}\n",
                             detector, all.planted, all.recall(), all.precision(), area, all.known);
    const auto bound = bounds.find(detector);
    ASSERT_NE(bound, bounds.end()) << detector;
    EXPECT_GE(all.recall(), bound->second.recall) << detector;
    EXPECT_GE(all.precision(), bound->second.precision) << detector;
    EXPECT_GE(area, bound->second.area) << detector;
  }
}

const std::map<std::string_view, Bound> at_120_hz = {
    {"spike", {}},       {"frozen", {}},      {"side_swap", {}},     {"joint_angle", {}},
    {"missing_run", {}}, {"bone_length", {}}, {"bone_symmetry", {}}, {"jitter", {}}};
const std::map<std::string_view, Bound> at_30_hz = at_120_hz;

TEST(HeldOutMotionTest, stands_as_tall_as_a_person_and_keeps_its_bones) {
  REQUIRE_SHARED_DATA();
  const Inspection sound(held_out_motion());
  ASSERT_EQ(sound.size(), 10U);
  EXPECT_EQ(sound.recording(4).frames(), 1854);
  EXPECT_NEAR(sound.population().height_mm, 1700, 250);
}

TEST(HeldOutMotionTest, planted_faults_are_found) {
  REQUIRE_SHARED_DATA();
  expect_at_least(at_120_hz, held_out_motion());
}

TEST(HeldOutMotionTest, planted_faults_are_found_at_a_quarter_of_the_rate) {
  REQUIRE_SHARED_DATA();
  expect_at_least(at_30_hz, held_out_motion(4));
}

}  // namespace
}  // namespace solopose
