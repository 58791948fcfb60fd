#include <gmock/gmock.h>

#include "core/project/catalog.h"
#include "core/project/pose_store.h"
#include "core/project/project.h"
#include "core/project/repair.h"
#include "core/skeleton/pose_rows.h"
#include "tests/app/cli/program_run.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace {

namespace fs = std::filesystem;
using namespace solopose;
using namespace solopose::testing;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct JudgementVerbsTest : ::testing::Test {
  JudgementVerbsTest() {
    Project made = Project::create(project);
    add_dataset(made, "Walks");
  }
  ProgramRun verdict(std::vector<std::string> arguments) const {
    return run("verdict", std::move(arguments));
  }
  ProgramRun repair(std::vector<std::string> arguments) const { return run("repair", std::move(arguments)); }
  ProgramRun run(const std::string& verb, std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {verb, project});
    arguments.push_back("--json");
    return run_solopose(arguments);
  }
  Catalog catalog() const { return Project::open(project).catalog(); }

  TemporaryFolder scratch;
  std::string project = scratch / "project";
  std::string id = "Walks/S1/walk/a";
};

TEST_F(JudgementVerbsTest, a_verdict_is_kept_listed_and_taken_back) {
  const ProgramRun given = verdict({"--sequence", id, "--frames", "3-9", "reject", "--note", "knee", "--tag",
                                    "b", "--tag", "a", "--reviewer", "me", "--detector", "speed"});
  ASSERT_EQ(given.exit_code, 0) << given.err;
  EXPECT_EQ(given.json()["verdict"], "rejected");
  EXPECT_EQ(given.json()["tags"], json({"a", "b"}));
  const json listed = verdict({"--list"}).json();
  ASSERT_EQ(listed["verdicts"].size(), 1U);
  EXPECT_EQ(listed["verdicts"][0], given.json());
  EXPECT_EQ(listed["frames_rejected"], 7);
  EXPECT_EQ(verdict({"--take-back", std::to_string(given.json()["id"].get<int>())}).exit_code, 0);
  EXPECT_TRUE(verdict({"--list"}).json()["verdicts"].empty());
  EXPECT_EQ(verdict({"--take-back", "4711"}).exit_code, 1);
}

TEST_F(JudgementVerbsTest, without_frames_the_whole_sequence_is_judged_and_one_may_stand_alone) {
  EXPECT_EQ(verdict({"--sequence", id, "fix-later", "--reviewer", "me"}).json()["last_frame"], 39);
  const json one = verdict({"--sequence", id, "--frames", "7", "accept", "--reviewer", "me"}).json();
  EXPECT_EQ(one["first_frame"], 7);
  EXPECT_EQ(one["last_frame"], 7);
}

TEST_F(JudgementVerbsTest, what_cannot_be_judged_is_said) {
  EXPECT_EQ(verdict({"--sequence", id, "shrug", "--reviewer", "me"}).exit_code, 2);
  EXPECT_EQ(verdict({"reject"}).exit_code, 2);
  EXPECT_EQ(verdict({}).exit_code, 2);
  for (const char* frames : {"9-3", "x", "-3", "3-", "3-9x", "99999999999999999999"})
    EXPECT_EQ(verdict({"--sequence", id, "--frames", frames, "reject"}).exit_code, 2) << frames;
  const ProgramRun outside = verdict({"--sequence", id, "--frames", "3-40", "reject", "--reviewer", "me"});
  EXPECT_EQ(outside.exit_code, 1);
  EXPECT_THAT(outside.err, HasSubstr("expected some of 0 to 39"));
  EXPECT_EQ(verdict({"--sequence", "Walks/nobody", "reject", "--reviewer", "me"}).exit_code, 1);
  EXPECT_THAT(catalog().verdicts, IsEmpty());
}

TEST_F(JudgementVerbsTest, verdicts_of_a_copy_are_merged_and_disagreements_listed) {
  const std::string copy = scratch / "copy";
  fs::copy(project, copy, fs::copy_options::recursive);
  ASSERT_EQ(verdict({"--sequence", id, "--frames", "0-9", "accept", "--reviewer", "me"}).exit_code, 0);
  ASSERT_EQ(
      run_solopose({"verdict", copy, "--sequence", id, "--frames", "5-19", "reject", "--reviewer", "you"})
          .exit_code,
      0);
  const json merged = verdict({"--merge", copy}).json();
  EXPECT_EQ(merged["added"], 1);
  EXPECT_EQ(merged["conflicts"], 1);
  EXPECT_EQ(verdict({"--merge", copy}).json()["added"], 0);
  const json conflicts = verdict({"--list"}).json()["conflicts"];
  ASSERT_EQ(conflicts.size(), 1U);
  EXPECT_EQ(conflicts[0]["first_frame"], 5);
  EXPECT_EQ(conflicts[0]["last_frame"], 9);
  ASSERT_EQ(verdict({"--sequence", id, "--frames", "5-9", "reject", "--reviewer", "me"}).exit_code, 0);
  EXPECT_TRUE(verdict({"--list"}).json()["conflicts"].empty());
  EXPECT_EQ(verdict({"--merge", scratch / "nothing"}).exit_code, 1);
}

TEST_F(JudgementVerbsTest, a_repair_changes_poses_and_is_taken_back) {
  const PoseStore store(project);
  const std::vector<float> before = store.poses_mm(catalog().sequences[0]);
  const ProgramRun swapped = repair(
      {"--sequence", id, "--frames", "3-9", "--swap-sides", "--joints", "left_wrist", "--reviewer", "me"});
  ASSERT_EQ(swapped.exit_code, 0) << swapped.err;
  EXPECT_EQ(swapped.json()["frames"], 7);
  const std::vector<float> after = store.poses_mm(catalog().sequences[0]);
  EXPECT_EQ(joint_at(after, 5, Joint::left_wrist), joint_at(before, 5, Joint::right_wrist));
  EXPECT_EQ(joint_at(after, 5, Joint::left_knee), joint_at(before, 5, Joint::left_knee));
  const std::string number = std::to_string(swapped.json()["repairs"][0].get<int>());
  ASSERT_EQ(repair({"--take-back", number}).exit_code, 0);
  EXPECT_EQ(store.poses_mm(catalog().sequences[0]), before);
}

TEST_F(JudgementVerbsTest, repairs_are_listed_with_where_what_by_whom_and_when) {
  EXPECT_TRUE(repair({"--list"}).json()["repairs"].empty());
  EXPECT_EQ(run_solopose({"repair", project, "--list"}).out, "0 repairs\n");
  const json made = repair({"--sequence", id, "--frames", "3-9", "--blank", "--joints",
                            "left_wrist,left_elbow", "--reviewer", "me"})
                        .json();
  ASSERT_EQ(repair({"--sequence", id, "--swap-sides", "--reviewer", "Zoe"}).exit_code, 0);
  ASSERT_EQ(repair({"--sequence", id, "--frames", "20", "--copy-previous", "--reviewer", "me"}).exit_code, 0);
  const json listed = repair({"--list"}).json()["repairs"];
  ASSERT_EQ(listed.size(), 3U);
  EXPECT_EQ(listed[0]["id"], made["repairs"][0]);
  EXPECT_EQ(listed[0]["sequence"], id);
  EXPECT_EQ(listed[0]["first_frame"], 3);
  EXPECT_EQ(listed[0]["last_frame"], 9);
  EXPECT_EQ(listed[0]["repair"], "blank");
  EXPECT_EQ(listed[0]["joints"].size(), 2U);
  EXPECT_EQ(listed[0]["reviewer"], "me");
  EXPECT_THAT(listed[0]["at"].get<std::string>(), ::testing::EndsWith("Z"));
  EXPECT_EQ(listed[1]["repair"], "swap-sides");
  EXPECT_EQ(listed[1]["reviewer"], "Zoe");
  EXPECT_EQ(listed[2]["repair"], "copy-previous");
  const ProgramRun shown = run_solopose({"repair", project, "--list"});
  EXPECT_THAT(shown.out, HasSubstr(id));
  EXPECT_THAT(shown.out, HasSubstr("3-9"));
  EXPECT_THAT(shown.out, HasSubstr("blank"));
  EXPECT_THAT(shown.out, HasSubstr("Zoe"));
  EXPECT_THAT(shown.out, HasSubstr("3 repairs\n"));
  ASSERT_EQ(repair({"--take-back", std::to_string(listed[0]["id"].get<int>())}).exit_code, 0);
  EXPECT_EQ(repair({"--list"}).json()["repairs"].size(), 2U);
  EXPECT_EQ(repair({"--list", "--take-back", "1"}).exit_code, 2);
}

TEST_F(JudgementVerbsTest, a_whole_dataset_changes_sides_with_one_row_a_sequence) {
  ASSERT_EQ(repair({"--dataset", "Walks", "--swap-sides", "--reviewer", "me"}).json()["sequences"], 2);
  for (const SequenceRecord& sequence : catalog().sequences) EXPECT_EQ(sequence.repairs.size(), 1U);
}

TEST_F(JudgementVerbsTest, a_repair_is_one_and_of_what_there_is) {
  EXPECT_EQ(repair({"--sequence", id, "--reviewer", "me"}).exit_code, 2);
  EXPECT_EQ(repair({"--sequence", id, "--blank", "--interpolate", "--reviewer", "me"}).exit_code, 2);
  EXPECT_EQ(repair({"--sequence", id, "--blank", "--joints", "tail", "--reviewer", "me"}).exit_code, 2);
  EXPECT_EQ(repair({"--sequence", id, "--smooth", "4", "--reviewer", "me"}).exit_code, 1);
  EXPECT_EQ(repair({"--sequence", id, "--copy-previous", "--reviewer", "me"}).exit_code, 1);
  EXPECT_THAT(catalog().sequences[0].repairs, IsEmpty());
}

TEST_F(JudgementVerbsTest, align_and_export_say_how_many_frames_are_left_out) {
  ASSERT_EQ(verdict({"--sequence", id, "--frames", "3-9", "reject", "--reviewer", "me"}).exit_code, 0);
  EXPECT_EQ(run("align", {}).json()["frames_rejected"], 7);
  EXPECT_EQ(run("align", {"--with-rejected"}).json()["frames_rejected"], 0);
  EXPECT_EQ(run("export", {"--out", scratch / "a.csv"}).json()["frames_rejected"], 7);
  EXPECT_EQ(run("export", {"--out", scratch / "b.csv", "--with-rejected"}).json()["frames_rejected"], 0);
  EXPECT_THAT(run_solopose({"export", project, "--out", scratch / "c.npz"}).out,
              HasSubstr("7 frames rejected and left out"));
}

}  // namespace
