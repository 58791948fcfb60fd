#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "core/project/project.h"
#include "core/video/video_writer.h"
#include "tests/app/cli/program_run.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace {

namespace fs = std::filesystem;
using namespace solopose;
using namespace solopose::testing;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

/// A shell script in a mount namespace of its own; $S is solopose, $D the test's folder.
ProgramRun run_with_mounts(const std::string& script, const fs::path& folder) {
  const std::string variables = "S='" + std::string(SOLOPOSE_PROGRAM) + "'; D='" + folder.string() + "'; ";
  return run_program("/usr/bin/unshare", {"-m", "sh", "-c", variables + script});
}

#define REQUIRE_MOUNTS()                                               \
  if (run_with_mounts("mount -t tmpfs tmpfs /mnt", "").exit_code != 0) \
  GTEST_SKIP() << "mounting is not allowed here"

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

struct ProjectCareTest : ::testing::Test {
  ProjectCareTest() { write_trc_folder(sources, 3, 60); }

  ProgramRun import(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {"import", project, "--format", "trc", sources.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_solopose(arguments);
  }

  TemporaryFolder scratch;
  fs::path sources = scratch / "sources";
  std::string project = scratch / "deep/project";
};

TEST_F(ProjectCareTest, an_import_that_brings_nothing_leaves_no_project_behind) {
  EXPECT_EQ(import({"--name", "a/b"}).exit_code, 1);
  EXPECT_FALSE(fs::exists(scratch / "deep"));
  fs::create_directory(scratch / "empty");
  std::ofstream(scratch / "broken.trc") << "no marker file";
  for (const std::string path : {"empty", "broken.trc", "absent"}) {
    const ProgramRun run = run_solopose({"import", project, "--format", "trc", scratch / path});
    EXPECT_EQ(run.exit_code, 1) << path << run.err;
    EXPECT_FALSE(fs::exists(scratch / "deep")) << path;
  }
  EXPECT_EQ(import().exit_code, 0);
  EXPECT_EQ(import({"--name", "a/b"}).exit_code, 1);
  EXPECT_EQ(run_solopose({"info", project, "--json"}).json()["totals"]["sequences"], 3);
}

TEST_F(ProjectCareTest, a_project_without_its_database_is_not_buried_under_a_new_one) {
  ASSERT_EQ(import().exit_code, 0);
  fs::rename(fs::path(project) / "project.sqlite", scratch / "away");
  const auto before = folder_contents(project);
  const ProgramRun run = import();
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("solopose check"));
  EXPECT_EQ(folder_contents(project), before);
}

TEST_F(ProjectCareTest, on_a_read_only_medium_one_can_look_and_take_along_but_not_change) {
  REQUIRE_MOUNTS();
  ASSERT_EQ(import({"--name", "Walks"}).exit_code, 0);
  const auto run = [&](const std::string& verb) {
    return run_with_mounts("mount --bind $D/deep $D/deep && mount -o remount,bind,ro $D/deep && $S " + verb,
                           scratch.path());
  };
  const ProgramRun info = run("info $D/deep/project --json");
  ASSERT_EQ(info.exit_code, 0) << info.err;
  EXPECT_EQ(info.json()["totals"]["sequences"], 3);
  EXPECT_THAT(info.json()["read_only"].get<std::string>(), HasSubstr("read only"));
  EXPECT_EQ(run("export $D/deep/project --out $D/o.npz").exit_code, 0);
  EXPECT_EQ(run("export $D/deep/project --out $D/o.h5").exit_code, 0);
  const std::string sequence = solopose::Project::open(project).catalog().sequences.at(0).name;
  EXPECT_EQ(run("heatmap $D/deep/project --sequence '" + sequence + "' --frame 3 --out $D/h.npz").exit_code,
            0);
  EXPECT_EQ(run("check $D/deep/project").exit_code, 0);
  for (const std::string verb :
       {"import $D/deep/project --format trc --name More $D/sources", "align $D/deep/project"}) {
    const ProgramRun refused = run(verb);
    EXPECT_EQ(refused.exit_code, 1) << verb;
    EXPECT_EQ(lines_of(refused.err).size(), 1U) << refused.err;
    EXPECT_THAT(refused.err, HasSubstr("read only"));
  }
}

/// A grey film of a few pictures.
std::string write_film(const fs::path& file) {
  VideoWriterOptions options;
  options.width = 96;
  options.height = 72;
  VideoWriter writer(file, options);
  Image grey(options.width, options.height, PixelLayout::rgb24);
  for (int i = 0; i < 3; ++i) writer.write(grey);
  writer.finish();
  return file.string();
}

TEST_F(ProjectCareTest, a_prediction_makes_no_project_out_of_a_mistyped_name) {
  const ProgramRun run =
      run_solopose({"predict", SOLOPOSE_DEMO_MODEL, write_film(scratch / "film.mp4"), "--crop", "0,0,72,72",
                    "--out", scratch / "poses.npz", "--project", scratch / "typo"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("typo"));
  EXPECT_FALSE(fs::exists(scratch / "typo"));
  EXPECT_FALSE(fs::exists(scratch / "poses.npz"));
}

TEST_F(ProjectCareTest, a_prediction_for_a_read_only_project_is_written_where_it_is_asked_for_alone) {
  ASSERT_EQ(import().exit_code, 0);
  fs::rename(fs::path(project) / "poses", scratch / "poses");
  fs::create_directory_symlink(scratch / "poses", fs::path(project) / "poses");
  const auto before = folder_contents(project);
  const ProgramRun run =
      run_solopose({"predict", SOLOPOSE_DEMO_MODEL, write_film(scratch / "film.mp4"), "--crop", "0,0,72,72",
                    "--out", scratch / "poses.npz", "--project", project});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr("neither the prediction nor the features are kept: "));
  EXPECT_TRUE(fs::exists(scratch / "poses.npz"));
  EXPECT_EQ(folder_contents(project), before);
}

TEST_F(ProjectCareTest, check_tells_whole_projects_from_damaged_ones) {
  ASSERT_EQ(import().exit_code, 0);
  const ProgramRun whole = run_solopose({"check", project, "--json"});
  EXPECT_EQ(whole.exit_code, 0) << whole.err;
  EXPECT_EQ(whole.json()["whole"], true);
  EXPECT_EQ(whole.json()["sequences"], 3);
  EXPECT_EQ(whole.json()["pose_files"], 1);

  const fs::path file = fs::path(project) / "poses" / "1.h5";
  std::fstream bytes(file, std::ios::binary | std::ios::in | std::ios::out);
  bytes.seekp(20'000);
  bytes << "damage";
  bytes.close();
  const ProgramRun damaged = run_solopose({"check", project, "--json"});
  EXPECT_EQ(damaged.exit_code, 1);
  EXPECT_EQ(damaged.json()["whole"], false);
  EXPECT_EQ(damaged.json()["findings"][0]["where"], "poses/1.h5");
  EXPECT_THAT(damaged.json()["findings"][0]["advice"].get<std::string>(), HasSubstr(sources.string()));
  EXPECT_EQ(run_solopose({"export", project, "--out", scratch / "o.npz"}).exit_code, 1);
  EXPECT_FALSE(fs::exists(scratch / "o.npz"));
  EXPECT_EQ(run_solopose({"check", scratch / "nothing"}).exit_code, 1);
}

TEST_F(ProjectCareTest, what_is_kept_to_be_computed_once_is_listed_limited_and_removed) {
  ASSERT_EQ(import().exit_code, 0);
  const fs::path crops = fs::path(project) / "cache" / "crops";
  fs::create_directories(crops);
  std::ofstream(crops / "300-0.shard") << std::string(100'000, 'x');
  std::ofstream(crops / "300.rows") << "x";
  const ProgramRun listed = run_solopose({"cache", project, "--json"});
  EXPECT_EQ(listed.exit_code, 0) << listed.err;
  EXPECT_EQ(listed.json()["parts"][0]["name"], "crops/300");
  EXPECT_GE(listed.json()["bytes"], 100'000);
  EXPECT_EQ(listed.json()["freed_bytes"], 0);
  EXPECT_THAT(run_solopose({"cache", project}).out, HasSubstr("crops/300"));
  EXPECT_EQ(run_solopose({"cache", project, "--limit", "1", "--purge"}).exit_code, 2);
  EXPECT_EQ(run_solopose({"cache", project, "--limit", "1"}).exit_code, 0);
  EXPECT_TRUE(fs::exists(crops / "300.rows"));
  EXPECT_EQ(run_solopose({"cache", project, "--limit", "0.00001"}).exit_code, 0);
  EXPECT_FALSE(fs::exists(crops));
  std::ofstream(fs::path(project) / "cache" / "videos.json") << "{}";
  EXPECT_GT(run_solopose({"cache", project, "--purge", "--json"}).json()["freed_bytes"], 0);
  EXPECT_EQ(run_solopose({"check", project}).exit_code, 0);
}

TEST_F(ProjectCareTest, a_full_disk_is_said_with_what_is_missing_and_leaves_nothing_half) {
  REQUIRE_MOUNTS();
  write_trc_folder(sources, 8, 400);
  ASSERT_EQ(import().exit_code, 0);
  int full = 0;
  for (int kib = 8; kib <= 1200; kib = kib * 4 / 3) {
    const std::string mount = "mount -t tmpfs -o size=" + std::to_string(kib) + "k tmpfs /mnt && ";
    const ProgramRun imported = run_with_mounts(
        mount + "{ $S import /mnt/P --format trc $D/sources; code=$?; ls -A /mnt >&2; exit $code; }",
        scratch.path());
    const ProgramRun exported = run_with_mounts(
        mount + "{ $S export $D/deep/project --out /mnt/o.h5; code=$?; ls -A /mnt >&2; exit $code; }",
        scratch.path());
    for (const ProgramRun& run : {imported, exported}) {
      EXPECT_THAT(run.exit_code, ::testing::AnyOf(0, 1)) << kib << run.err;
      if (run.exit_code == 0) continue;
      ++full;
      ASSERT_EQ(lines_of(run.err).size(), 1U) << kib << ": nothing may be left: " << run.err;
      EXPECT_THAT(run.err, HasSubstr("the disk is full")) << kib;
      EXPECT_THAT(run.err, HasSubstr("more are needed")) << kib;
    }
  }
  EXPECT_GT(full, 10);
}

}  // namespace
