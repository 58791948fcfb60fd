#include <cstdlib>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/augmotion/python.h"
#include "tests/core/augmotion/small_project.h"
#include "tests/support/python.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

TEST(read_project_py, prints_a_sequence_of_a_project_without_the_studio) {
  REQUIRE_PYTHON("numpy, h5py");
  testing::SmallProject project;
  const std::vector<float> poses = testing::moving_person(40, 2);
  project.add("AIST, too", {{.subject = "S9", .poses = poses}, {.subject = "S10", .poses = poses}});
  const fs::path script = fs::path(__FILE__).parent_path().parent_path().parent_path().parent_path() /
                          "resources/python/read_project.py";
  const auto printed = [&](const std::string& arguments) {
    const fs::path out = project / "printed.txt";
    const auto command = fmt::format("/usr/bin/python3 '{}' '{}' {} > '{}' 2>&1", script.string(),
                                     project->folder().string(), arguments, out.string());
    EXPECT_EQ(std::system(command.c_str()), 0);
    return testing::text_of(out);
  };
  EXPECT_EQ(printed(""), "AIST, too/S10/walk/world\nAIST, too/S9/walk/world\n");
  const std::string shown = printed("'AIST, too/S9/walk/world'");
  EXPECT_THAT(shown, ::testing::StartsWith(
                         "AIST, too/S9/walk/world\n(40, 15, 3)\n50 frames a second\npelvis, right_hip"));
  // numpy prints eight digits at most.
  EXPECT_NEAR(std::strtod(shown.c_str() + shown.find("[[[") + 3, nullptr), static_cast<double>(poses[0]),
              1e-3 * std::abs(static_cast<double>(poses[0])) + 1e-3);
}

}  // namespace
}  // namespace solopose
