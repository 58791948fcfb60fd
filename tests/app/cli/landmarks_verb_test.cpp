#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "core/landmarks/landmark_weights.h"
#include "tests/app/cli/program_run.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::HasSubstr;

/// On a real film of a walker.
class LandmarksVerb : public ::testing::Test {
 protected:
  void SetUp() override {
    REQUIRE_SHARED_DATA();
    if (!landmark_weights()) GTEST_SKIP() << "no weights of the landmark network";
    video = (shared_data() / "video" / "sports2d_walk.mp4").string();
    ::setenv("XDG_CACHE_HOME", (scratch / "cache").c_str(), 1);
  }
  void TearDown() override { ::unsetenv("XDG_CACHE_HOME"); }
  ProgramRun landmarks(const std::string& out, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {"landmarks", video,     "--out", out,     "--first",
                                          "60",        "--count", "12",    "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_solopose(arguments);
  }

  TemporaryFolder scratch;
  std::string video;
};

TEST_F(LandmarksVerb, writes_a_line_for_each_landmark_of_the_walker) {
  const ProgramRun run = landmarks(scratch / "walk.csv");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.json()["frames"], 12);
  EXPECT_EQ(run.json()["frames_seen"], 12);
  std::ifstream file(scratch / "walk.csv");
  std::string line;
  std::getline(file, line);
  EXPECT_EQ(line, "frame,landmark,x_px,y_px,z_px,x_m,y_m,z_m,visibility");
  int lines = 0;
  double hips_m = 0;
  double nose_y = 0;
  double heel_y = 0;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
    ASSERT_EQ(row.size(), 9U) << line;
    EXPECT_EQ(std::stoi(row[0]), 60 + lines / 33);
    if (row[1] == "lhip" || row[1] == "rhip") hips_m += std::stod(row[5]);
    if (row[1] == "nose") nose_y += std::stod(row[3]);
    if (row[1] == "lheel") heel_y += std::stod(row[3]);
    ++lines;
  }
  EXPECT_EQ(lines, 12 * 33);
  EXPECT_LT(std::abs(hips_m), 0.02) << "metres count from the middle of the hips";
  EXPECT_GT(heel_y - nose_y, 12 * 150) << "an upright body some 300 pixels high";
}

TEST_F(LandmarksVerb, writes_arrays_and_refuses_what_it_cannot_write) {
  EXPECT_EQ(landmarks(scratch / "walk.npz").exit_code, 0);
  EXPECT_TRUE(std::filesystem::exists(scratch / "walk.npz"));
  EXPECT_FALSE(std::filesystem::is_empty(scratch / "cache")) << "the next prediction finds them there";
  const ProgramRun text = landmarks(scratch / "walk.txt");
  EXPECT_EQ(text.exit_code, 1);
  EXPECT_THAT(text.err, HasSubstr(".npz or .csv"));
  EXPECT_EQ(landmarks(scratch / "walk.csv", {"--person", "left"}).exit_code, 2);
}

}  // namespace
}  // namespace solopose::testing
