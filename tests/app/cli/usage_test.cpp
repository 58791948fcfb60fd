#include <fstream>

#include <gmock/gmock.h>

#include "tests/app/cli/program_run.h"
#include "tests/app/cli/shoulder_width.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct UsageTest : ::testing::Test {
  TemporaryFolder scratch;
  std::string project = scratch / "project";
  std::string sources = scratch / "sources";
};

TEST_F(UsageTest, wrong_usage_exits_2_says_why_on_stderr_and_prints_no_result) {
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"dance"},
      {"info"},
      {"info", project, "--colour"},
      {"import", project, "--format", "nonsense", "file.trc"},
      {"import", project, "--format", "trc"},
      {"import", project, "--format", "trc", "--up", "w", "file.trc"},
      {"import", project, "--format", "trc", "--fps", "-3", "file.trc"},
      {"align", project, "--per", "person"},
      {"align", project, "--key-frame", "-1"},
      {"align", project, "--clusters", "9"},
      {"export", project},
      {"export", project, "--out", "a.npz", "--in", "camera"},
  };
  for (const auto& arguments : wrong) {
    const ProgramRun run = run_solopose(arguments);
    EXPECT_EQ(run.exit_code, 2) << run.err;
    EXPECT_THAT(run.err, Not(IsEmpty()));
    EXPECT_THAT(run.out, IsEmpty());
  }
}

TEST_F(UsageTest, an_unknown_verb_is_named_and_the_known_ones_listed) {
  const ProgramRun run = run_solopose({"dance", project});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_THAT(run.err, HasSubstr("\"dance\""));
  for (const char* verb : {"import", "train", "evaluate", "compare"}) EXPECT_THAT(run.err, HasSubstr(verb));
}

TEST_F(UsageTest, the_program_starts_without_torch) {
  const ProgramRun needs = run_program("/usr/bin/ldd", {SOLOPOSE_PROGRAM});
  ASSERT_EQ(needs.exit_code, 0) << needs.err;
  EXPECT_THAT(needs.out, Not(HasSubstr("torch")));
}

TEST_F(UsageTest, without_the_program_of_the_other_verbs_those_fail_by_its_name) {
  const fs::path alone = scratch / "solopose";
  fs::copy_file(SOLOPOSE_PROGRAM, alone);
  EXPECT_EQ(run_program(alone.string(), {"info", project}).exit_code, 1) << "it is no project";
  const ProgramRun run = run_program(alone.string(), {"train", project});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr((scratch / "solopose-torch").string() + ": No such file"));
}

TEST_F(UsageTest, a_flag_out_of_its_range_says_what_was_expected_and_found) {
  EXPECT_THAT(run_solopose({"align", project, "--clusters", "9"}).err,
              HasSubstr("--clusters: expected a whole number from 1 to 8, found 9"));
  EXPECT_THAT(run_solopose({"align", project, "--tolerance", "nan"}).err,
              HasSubstr("--tolerance: expected a number from 0 to 90, found nan"));
}

TEST_F(UsageTest, flags_of_options_show_their_range_choices_and_default) {
  const std::string align = run_solopose({"align", "--help"}).out;
  EXPECT_THAT(align, HasSubstr("INT in [1 - 8]=3"));
  EXPECT_THAT(align, HasSubstr("{video,take}=video"));
  EXPECT_THAT(align, HasSubstr("FLOAT in [0 - 90]=10"));
  EXPECT_THAT(run_solopose({"heatmap", "--help"}).out, HasSubstr("{default,equation-7}=default"));
  EXPECT_THAT(run_solopose({"demo", "--help"}).out, HasSubstr("{none,few,all}=few"));
  EXPECT_THAT(run_solopose({"train", "--help"}).out, HasSubstr("{tiny,base,landmarks}"));
}

TEST_F(UsageTest, help_and_version_are_results) {
  const ProgramRun help = run_solopose({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* verb : {"demo", "import", "info", "align", "export"})
    EXPECT_THAT(help.out, HasSubstr(verb));
  EXPECT_EQ(run_solopose({"import", "--help"}).exit_code, 0);
  const ProgramRun version = run_solopose({"--version"});
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_THAT(version.out, HasSubstr("solopose "));
  EXPECT_THAT(version.out, HasSubstr("GPL-3.0-or-later"));
}

TEST_F(UsageTest, failing_exits_1_with_the_reason_on_stderr) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"info", project},
           {"align", project},
           {"export", project, "--out", scratch / "out.npz"},
           {"import", project, "--format", "trc", scratch / "missing.trc"},
       }) {
    const ProgramRun run = run_solopose(arguments);
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_THAT(run.err, HasSubstr(scratch.path().string()));
    EXPECT_THAT(run.out, IsEmpty());
  }
  EXPECT_FALSE(fs::exists(project)) << "a mistyped path leaves no project behind";
}

TEST_F(UsageTest, a_single_bad_file_fails_by_name_and_a_bad_one_among_good_ones_is_listed) {
  write_trc_folder(sources, 3);
  std::ofstream(sources + "/bad.trc") << "not a marker file";
  const ProgramRun alone =
      run_solopose({"import", project, "--format", "trc", sources + "/bad.trc", "--json"});
  EXPECT_EQ(alone.exit_code, 1);
  EXPECT_THAT(alone.err, HasSubstr("bad.trc"));
  EXPECT_EQ(alone.json()["sequences"], 0);

  const ProgramRun among =
      run_solopose({"import", project, "--format", "trc", sources, "--name", "Walks", "--json"});
  EXPECT_EQ(among.exit_code, 0);
  EXPECT_THAT(among.err, HasSubstr("bad.trc"));
  const json report = among.json();
  EXPECT_EQ(report["dataset"], "Walks");
  EXPECT_EQ(report["sequences"], 3);
  EXPECT_EQ(report["frames"], 60);
  EXPECT_EQ(report["files"], 3);
  ASSERT_FALSE(report["problems"].empty());
  EXPECT_TRUE(report["problems"][0]["skipped"]);
  EXPECT_THAT(report["problems"][0]["file"].get<std::string>(), HasSubstr("bad.trc"));
  EXPECT_TRUE(report["already_present"].empty());

  const ProgramRun again = run_solopose(
      {"import", project, "--format", "trc", sources + "/clip_000.trc", "--name", "Walks", "--json"});
  EXPECT_EQ(again.exit_code, 0) << "what is there already is no failure";
  EXPECT_EQ(again.json()["already_present"].size(), 1U);
}

TEST_F(UsageTest, an_empty_project_has_a_report_too) {
  write_trc_folder(sources, 1);
  run_solopose({"import", project, "--format", "trc", sources, "--name", "Walks"});
  ASSERT_EQ(run_solopose({"remove", project, "Walks"}).exit_code, 0);
  const json report = run_solopose({"info", project, "--json"}).json();
  EXPECT_TRUE(report["datasets"].empty());
  EXPECT_EQ(report["joints"].size(), 15U);
  EXPECT_EQ(report["joints"][0], "pelvis");
  EXPECT_TRUE(report["frame"].is_null());
  EXPECT_TRUE(report["Ms_mm"].is_null());
  EXPECT_TRUE(report["Msp_mm"].is_null());
  EXPECT_THAT(run_solopose({"info", project}).out, HasSubstr("empty"));
  EXPECT_EQ(run_solopose({"align", project}).exit_code, 1) << "nothing to measure";
}

TEST_F(UsageTest, people_get_a_table_and_programs_get_json_only) {
  write_trc_folder(sources, 2, 40);
  EXPECT_THAT(run_solopose({"import", project, "--format", "trc", sources}).out,
              HasSubstr("2 sequences, 80 frames"));
  EXPECT_THAT(run_solopose({"align", project}).out, HasSubstr("residual mm"));
  const std::string table = run_solopose({"info", project}).out;
  EXPECT_THAT(table, HasSubstr("dataset"));
  EXPECT_THAT(table, HasSubstr("Universal frame \"paper\""));
  EXPECT_TRUE(json::accept(run_solopose({"info", project, "--json"}).out));
  EXPECT_TRUE(json::accept(run_solopose({"align", project, "--json"}).out));
  EXPECT_TRUE(json::accept(run_solopose({"export", project, "--out", scratch / "a.npz", "--json"}).out));
}

TEST_F(UsageTest, what_the_file_leaves_open_can_be_stated) {
  write_trc_folder(sources, 1, 40);
  ASSERT_EQ(run_solopose({"import", project, "--format", "trc", sources, "--name", "As written"}).exit_code,
            0);
  const std::string other = scratch / "other";
  ASSERT_EQ(
      run_solopose({"import", other, "--format", "trc", sources, "--unit", "cm", "--fps", "25", "--up", "-y"})
          .exit_code,
      0);
  EXPECT_NEAR(shoulder_width_mm(project), 360, 0.1);
  EXPECT_NEAR(shoulder_width_mm(other), 3.6, 0.001);
}

TEST_F(UsageTest, an_interrupted_import_ends_cleanly_and_leaves_the_project_as_it_was) {
  write_trc_folder(sources, 1, 40);
  ASSERT_EQ(run_solopose({"import", project, "--format", "trc", sources, "--name", "Before"}).exit_code, 0);
  const std::string before = run_solopose({"info", project, "--json"}).out;

  const std::string many = scratch / "many";
  write_trc_folder(many, 1500, 20);
  const auto poses = [&] { return std::distance(fs::directory_iterator(project + "/poses"), {}); };
  const auto under_way = [&] { return poses() > 2; };  // its temporary file stands beside
  const ProgramRun run =
      run_program(SOLOPOSE_PROGRAM, {"import", project, "--format", "trc", many}, under_way);
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("cancelled"));
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_EQ(run_solopose({"info", project, "--json"}).out, before);
  EXPECT_EQ(poses(), 2) << "one pose file and the lock";
}

}  // namespace
