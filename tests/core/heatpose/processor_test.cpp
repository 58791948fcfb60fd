#include "core/heatpose/processor.h"

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

namespace solopose {
namespace {

TEST(Processor, runs_no_more_than_what_was_asked_for) {
  const char* asked = std::getenv("SOLOPOSE_INSTRUCTIONS");
  if (asked == nullptr) return;
  if (std::string(asked) == "portable") {
    EXPECT_EQ(instructions(), Instructions::portable);
  } else {
    ASSERT_EQ(std::string(asked), "avx2") << "a name the program does not know";
    EXPECT_LE(instructions(), Instructions::avx2);
  }
}

TEST(Processor, calls_the_function_that_was_built_for_it) {
  const int chosen = for_this_processor(2, 1, 0);
  EXPECT_EQ(chosen, static_cast<int>(instructions()));
}

}  // namespace
}  // namespace solopose
