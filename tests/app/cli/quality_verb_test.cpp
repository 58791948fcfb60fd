#include <fstream>
#include <iterator>

#include <gmock/gmock.h>

#include "core/project/project.h"
#include "tests/app/cli/program_run.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace {

using namespace solopose;
using namespace solopose::testing;
using nlohmann::json;
using ::testing::HasSubstr;

struct QualityVerbTest : ::testing::Test {
  QualityVerbTest() {
    Project made = Project::create(project);
    add_dataset(made, "Walks");
    // What this project's people know of their data.
    std::ofstream(std::filesystem::path(project) / "known-faults.json")
        << R"({"version": 1, "faults": [{"dataset": "walks", "sequences": ["S1/walk/a"], "first_frame": 3,
               "last_frame": 5, "fault": "the <suit> slipped", "source": "the log"}]})";
  }
  ProgramRun quality(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"quality", project});
    return run_solopose(arguments);
  }
  static json known(const json& findings) {
    json found = json::array();
    for (const json& finding : findings)
      if (finding["detector"] == "known_fault") found.push_back(finding);
    return found;
  }

  TemporaryFolder scratch;
  std::string project = scratch / "project";
};

TEST_F(QualityVerbTest, lists_what_is_doubted_with_its_verdict) {
  const ProgramRun run = quality({"--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const json found = known(run.json());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]["sequence"], "Walks/S1/walk/a");
  EXPECT_EQ(found[0]["first_frame"], 3);
  EXPECT_EQ(found[0]["last_frame"], 5);
  EXPECT_EQ(found[0]["reason"], "the <suit> slipped (the log)");
  EXPECT_TRUE(found[0]["verdict"].is_null());
  run_solopose(
      {"verdict", project, "--sequence", "Walks/S1/walk/a", "--frames", "0-9", "reject", "--reviewer", "me"});
  const json judged = known(quality({"--json"}).json());
  ASSERT_EQ(judged.size(), 1U) << "what was rejected is still to be seen";
  EXPECT_EQ(judged[0]["verdict"]["verdict"], "rejected");
}

TEST_F(QualityVerbTest, a_detector_can_be_left_out_and_one_that_is_none_is_wrong_usage) {
  EXPECT_TRUE(known(quality({"--json", "--threshold", "known_fault=off"}).json()).empty());
  EXPECT_EQ(quality({"--threshold", "astrology=3"}).exit_code, 2);
  EXPECT_EQ(quality({"--threshold", "spike=much"}).exit_code, 2);
}

TEST_F(QualityVerbTest, a_page_holds_names_as_text_and_replaces_nothing_of_the_project) {
  const std::string page = scratch / "doubts.html";
  ASSERT_EQ(quality({"--report", page}).exit_code, 0);
  std::ifstream file(page);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(text, HasSubstr("the &lt;suit&gt; slipped"));
  EXPECT_THAT(text, HasSubstr("<svg"));
  EXPECT_EQ(quality({"--report", project + "/project.sqlite"}).exit_code, 1);
}

}  // namespace
