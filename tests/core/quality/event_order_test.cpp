#include "core/quality/event_order.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace solopose {
namespace {

using ::testing::ElementsAre;

Finding of(std::string_view detector, std::int64_t first, std::int64_t last) {
  Finding finding;
  finding.detector = detector;
  finding.first_frame = first;
  finding.last_frame = last;
  return finding;
}

std::vector<std::string> in_order(std::vector<Finding> findings) {
  sort_by_event(findings, 200);
  std::vector<std::string> names;
  for (const Finding& finding : findings)
    names.push_back(std::string(finding.detector) + " " + std::to_string(finding.first_frame));
  return names;
}

TEST(EventOrderTest, what_explains_the_others_stands_first_in_its_event) {
  EXPECT_THAT(in_order({of("spike", 76, 77), of("joint_angle", 77, 97), of("side_swap", 77, 97),
                        of("spike", 97, 98), of("bone_length", 30, 40)}),
              ElementsAre("bone_length 30", "side_swap 77", "spike 76", "spike 97", "joint_angle 77"));
}

TEST(EventOrderTest, frames_that_do_not_touch_are_events_of_their_own) {
  EXPECT_THAT(in_order({of("side_swap", 13, 20), of("spike", 10, 11), of("frozen", 22, 30)}),
              ElementsAre("spike 10", "side_swap 13", "frozen 22"));
}

TEST(EventOrderTest, what_doubts_a_whole_sequence_joins_no_events) {
  EXPECT_THAT(
      in_order({of("spike", 50, 51), of("scale", 0, 199), of("side_swap", 120, 130), of("mirrored", 0, 199)}),
      ElementsAre("mirrored 0", "scale 0", "spike 50", "side_swap 120"));
}

}  // namespace
}  // namespace solopose
