#include "core/landmarks/landmark_weights.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/support/bytes.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// SOLOPOSE_BLAZEPOSE names a folder of the test's own while it runs.
struct LandmarkWeightsTest : ::testing::Test {
  TemporaryFolder folder;
  const char* given = std::getenv("SOLOPOSE_BLAZEPOSE");
  std::string before = given == nullptr ? "" : given;

  LandmarkWeightsTest() { ::setenv("SOLOPOSE_BLAZEPOSE", folder.path().c_str(), 1); }
  ~LandmarkWeightsTest() override { ::setenv("SOLOPOSE_BLAZEPOSE", before.c_str(), 1); }
};

TEST_F(LandmarkWeightsTest, a_folder_that_is_named_is_the_only_one_looked_at) {
  EXPECT_THAT(landmark_weights_folders(), ElementsAre(folder.path()));
}

TEST_F(LandmarkWeightsTest, both_files_must_be_there) {
  write_bytes(folder / "pose_detection.tflite", "a");
  EXPECT_FALSE(landmark_weights());
  write_bytes(folder / "pose_landmark_full.tflite", "b");
  ASSERT_TRUE(landmark_weights());
  EXPECT_EQ(landmark_weights()->landmarks, folder / "pose_landmark_full.tflite");
  EXPECT_FALSE(are_known(*landmark_weights()));
}

TEST_F(LandmarkWeightsTest, what_is_missing_is_said_with_where_and_how) {
  EXPECT_THAT([] { require_landmark_weights(); },
              ::testing::ThrowsMessage<Error>(AllOf(HasSubstr(folder.path().string()), HasSubstr("./studio"),
                                                    HasSubstr("mediapipe 0.10.21"))));
}

}  // namespace
}  // namespace solopose::testing
