#include "core/landmarks/landmark_weights.h"

#include <unistd.h>

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/models/shipped_models.h"
#include "tests/support/bytes.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

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

TEST_F(LandmarkWeightsTest,
       what_is_missing_is_said_with_a_command_that_there_is_and_where_to_put_it_by_hand) {
  ASSERT_TRUE(blazepose_fetcher());
  const fs::path fetcher = *blazepose_fetcher();
  EXPECT_EQ(::access(fetcher.c_str(), X_OK), 0) << fetcher;
  EXPECT_THAT([] { require_landmark_weights(); },
              ::testing::ThrowsMessage<Error>(
                  AllOf(HasSubstr("run " + fetcher.string() + " once"), HasSubstr("pose_detection.tflite"),
                        HasSubstr("pose_landmark_full.tflite"), HasSubstr("mediapipe 0.10.21"),
                        EndsWith("into " + folder.path().string()), Not(HasSubstr("./studio")))));
}

}  // namespace
}  // namespace solopose::testing
