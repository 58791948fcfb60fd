#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>

#include "core/base/fingerprint.h"
#include "core/project/project.h"
#include "tests/app/cli/program_run.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// How often a text holds another one.
int count_of(const std::string& text, const std::string& part) {
  int count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

struct OutputsTest : ::testing::Test {
  void make_project(std::int64_t frames = 40) {
    write_trc_folder(sources, 2, frames);
    ASSERT_EQ(run_solopose({"import", project, "--format", "trc", sources, "--name", "Walks"}).exit_code, 0);
  }
  /// The run fails in one line that begins with the program's name, and the file is as it was.
  static void expect_refused(const std::vector<std::string>& arguments, const fs::path& kept) {
    const std::string before = solopose::fingerprint_of_file(kept);
    const ProgramRun run = run_solopose(arguments);
    EXPECT_EQ(run.exit_code, 1) << run.err;
    EXPECT_EQ(count_of(run.err, "\n"), 1) << run.err;
    EXPECT_THAT(run.err, ::testing::StartsWith("solopose: "));
    EXPECT_EQ(solopose::fingerprint_of_file(kept), before) << run.err;
  }

  TemporaryFolder scratch;
  std::string project = scratch / "project";
  std::string sources = scratch / "sources";
};

TEST_F(OutputsTest, no_verb_writes_over_a_project_its_sources_or_its_own_inputs) {
  make_project();
  const std::string database = project + "/project.sqlite";
  const std::string source = sources + "/clip_000.trc";
  const std::string poses = project + "/poses/1.h5";
  fs::create_hard_link(source, scratch / "hard.csv");
  fs::create_symlink(source, scratch / "soft.csv");
  fs::create_symlink(poses, scratch / "soft.h5");
  expect_refused({"export", project, "--out", poses}, poses);
  expect_refused({"export", project, "--out", scratch / "soft.h5"}, poses);
  expect_refused({"export", project, "--out", scratch / "hard.csv"}, source);
  expect_refused({"export", project, "--out", scratch / "soft.csv"}, source);

  const std::string truth = scratch / "truth.npz";
  ASSERT_EQ(run_solopose({"export", project, "--out", truth}).exit_code, 0);
  fs::copy_file(truth, scratch / "guess.npz");
  expect_refused({"compare", "--truth", truth, scratch / "guess.npz", "--csv", truth}, truth);
  expect_refused({"compare", "--truth", truth, scratch / "guess.npz", "--csv", database}, database);
  const std::string name = "Walks/unknown/clip_000/world";
  expect_refused({"heatmap", project, "--sequence", name, "--frame", "0", "--out", project + "/poses/x.npz"},
                 poses);
  expect_refused({"train", project, "--out", project + "/poses/run"}, poses);
  expect_refused({"train", project, "--out", sources}, source);
}

TEST_F(OutputsTest, a_benchmarks_example_writes_over_no_model_and_no_project) {
  const std::string model = scratch / "best.safetensors";
  std::ofstream(model) << "weights";
  expect_refused({"benchmark", "solopose", "--tiny", "--example", model}, model);
  make_project();
  const std::string database = project + "/project.sqlite";
  expect_refused({"benchmark", "solopose", "--tiny", "--example", database}, database);
}

TEST_F(OutputsTest, a_prediction_by_a_run_writes_over_neither_its_model_nor_the_clip_it_was_trained_over) {
  const fs::path run = scratch / "run";
  const std::string clip = scratch / "clip.npz";
  fs::create_directory(run);
  std::ofstream(run / "config.json") << nlohmann::json{{"network", {{"encoder", "clip"}}},
                                                       {"clip_weights", clip}};
  std::ofstream(run / "best.safetensors") << "a model";
  std::ofstream(clip) << "weights";
  expect_refused({"predict", run, scratch / "film.mp4", "--out", clip}, clip);
}

TEST_F(OutputsTest, an_earlier_output_is_replaced_without_a_word) {
  make_project();
  const std::string out = scratch / "out.csv";
  ASSERT_EQ(run_solopose({"export", project, "--out", out}).exit_code, 0);
  ::chmod(out.c_str(), 0600);
  const ProgramRun again = run_solopose({"export", project, "--out", out});
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_THAT(again.err, IsEmpty());
  EXPECT_EQ(fs::status(out).permissions(), fs::perms(0600));
}

TEST_F(OutputsTest, a_failure_is_said_once_on_stderr) {
  fs::create_directory(sources);
  std::ofstream(sources + "/bad.trc") << "not a marker file";
  const ProgramRun alone = run_solopose({"import", project, "--format", "trc", sources});
  EXPECT_EQ(alone.exit_code, 1);
  EXPECT_EQ(count_of(alone.err + alone.out, "bad.trc"), 1) << alone.err << alone.out;
  write_trc(sources + "/good.trc", 20, 1);
  const ProgramRun among = run_solopose({"import", project, "--format", "trc", sources});
  EXPECT_EQ(among.exit_code, 0);
  EXPECT_EQ(count_of(among.err, "bad.trc"), 1) << among.err;
  EXPECT_EQ(count_of(among.out, "bad.trc"), 0) << among.out;
  EXPECT_THAT(among.out, HasSubstr("1 path left out"));
}

/// The program with no file longer than this, which leaves room for the project's own; what it did.
ProgramRun run_with_short_files(rlim_t most_bytes, const std::vector<std::string>& arguments) {
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit shorter{most_bytes, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &shorter);
  const ProgramRun run = run_solopose(arguments);
  ::setrlimit(RLIMIT_FSIZE, &before);
  return run;
}

TEST_F(OutputsTest, a_file_that_may_grow_no_further_fails_by_name_and_leaves_the_old_one_alone) {
  make_project(3000);
  for (const char* name : {"o.npz", "o.csv", "o.vti"}) {
    const std::string out = scratch / name;
    std::ofstream(out) << "old";
    std::vector<std::string> arguments = {"export", project, "--out", out};
    if (out.ends_with(".vti"))
      arguments = {"heatmap", project, "--sequence", "Walks/unknown/clip_000/world",
                   "--frame", "0",     "--out",      out};
    const ProgramRun run = run_with_short_files(400'000, arguments);
    EXPECT_EQ(run.exit_code, 1) << name << run.err;
    EXPECT_THAT(run.err, HasSubstr(out + ": cannot be written: ")) << name;
    EXPECT_EQ(text_of(out), "old") << name;
  }
  for (const auto& entry : fs::directory_iterator(scratch.path()))
    EXPECT_FALSE(entry.path().filename().string().starts_with(".")) << entry.path();
}

std::set<fs::path> entries_of(const fs::path& folder) {
  std::set<fs::path> entries;
  for (const auto& entry : fs::directory_iterator(folder)) entries.insert(entry.path());
  return entries;
}

/// The demo, ended by a signal after a while; true when it was still at work.
bool demo_ended_after(const std::string& folder, std::chrono::milliseconds time, int signal) {
  const pid_t child = ::fork();
  if (child == 0) {
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    ::execl(SOLOPOSE_PROGRAM, SOLOPOSE_PROGRAM, "demo", folder.c_str(), "--films", "none", nullptr);
    ::_exit(127);
  }
  std::this_thread::sleep_for(time);
  ::kill(child, signal);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) || WEXITSTATUS(status) != 0;
}

TEST_F(OutputsTest, a_demo_that_is_killed_leaves_no_half_project_and_the_next_one_clears_up) {
  const std::string folder = scratch / "home/demo";
  const auto start = std::chrono::steady_clock::now();
  ASSERT_EQ(run_solopose({"demo", scratch / "whole", "--films", "none"}).exit_code, 0);
  const auto whole =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  const auto info = run_solopose({"info", scratch / "whole", "--json"}).json();
  int killed = 0;
  for (const double share : {0.05, 0.3, 0.55, 0.8, 0.95}) {
    const bool early = demo_ended_after(
        folder, std::chrono::milliseconds(static_cast<int>(share * static_cast<double>(whole.count()))),
        SIGKILL);
    if (!early || fs::exists(folder)) {
      EXPECT_EQ(run_solopose({"info", folder, "--json"}).json(), info);
      fs::remove_all(folder);
      continue;
    }
    ++killed;
  }
  EXPECT_GT(killed, 0);
  const auto killed_ones = entries_of(scratch / "home");
  const auto at_work = [&] { return !std::ranges::includes(killed_ones, entries_of(scratch / "home")); };
  EXPECT_NE(run_program(SOLOPOSE_PROGRAM, {"demo", folder, "--films", "none"}, at_work).exit_code, 0);
  EXPECT_TRUE(fs::is_empty(scratch / "home")) << "Ctrl-C clears up itself, also what killed ones left";
  demo_ended_after(folder, whole / 4, SIGKILL);
  ASSERT_EQ(run_solopose({"demo", folder, "--films", "none"}).exit_code, 0);
  EXPECT_EQ(std::distance(fs::directory_iterator(scratch / "home"), {}), 1);
  EXPECT_EQ(run_solopose({"info", folder, "--json"}).json(), info);

  const solopose::Project made = solopose::Project::open(folder);
  for (const fs::path& source : made.source_files()) {
    EXPECT_EQ(source.string().find("solopose-tmp"), std::string::npos) << source;
    const bool film = source.extension() == ".mp4" || source.extension() == ".avi";
    EXPECT_TRUE(film || fs::exists(source)) << source;
  }
  EXPECT_EQ(text_of(folder + "/project.sqlite").find("solopose-tmp"), std::string::npos)
      << "no path of the making";
}

}  // namespace
