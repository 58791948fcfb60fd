#include "core/runs/run_folder.h"

#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/runs/run_lock.h"
#include "core/runs/run_log.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using solopose::testing::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TrainingOptions named(const std::string& name) {
  TrainingOptions options;
  options.name = name;
  options.notes = "first try";
  return options;
}

std::vector<std::int64_t> steps_of(const Run& run) {
  std::vector<std::int64_t> steps;
  for (const StepRecord& record : run.steps) steps.push_back(record.step);
  return steps;
}

TEST(RunFolder, a_new_run_waits_with_its_options_and_notes) {
  const TemporaryFolder project;
  const fs::path folder = create_run(project.path(), named("one"));
  EXPECT_EQ(folder, project.path() / "runs" / "one");
  auto run = read_run(folder);
  EXPECT_EQ(run.state, RunState::queued);
  EXPECT_EQ(run.name(), "one");
  EXPECT_EQ(run.notes, "first try");
  EXPECT_THAT(run.created, ::testing::MatchesRegex("....-..-..T..:..:..Z"));
  EXPECT_EQ(run.options.to_json(), named("one").to_json());
  EXPECT_FALSE(run.has_model());
  write_run_notes(folder, "second thoughts");
  EXPECT_EQ(read_run(folder).notes, "second thoughts");
}

TEST(RunFolder, a_run_through_clip_says_by_which_activation_and_an_older_one_ran_with_quick_gelu) {
  const TemporaryFolder project;
  TrainingOptions options = TrainingOptions::preset("base");
  options.name = "clip";
  options.clip_weights = "/some/clip.pt";
  EXPECT_THAT([&] { create_run(project.path(), options); },
              ::testing::ThrowsMessage<Error>(
                  HasSubstr("network.clip.activation: expected quick_gelu or gelu, found unstated")));
  EXPECT_FALSE(fs::exists(project.path() / "runs" / "clip"));
  options.network.clip.activation = ClipActivation::gelu;
  const fs::path folder = create_run(project.path(), options);
  EXPECT_EQ(read_run(folder).options.network.clip.activation, ClipActivation::gelu);

  std::string older = options.to_json();
  const std::string said = ",\n      \"activation\": \"gelu\"";
  ASSERT_NE(older.find(said), std::string::npos);
  older.erase(older.find(said), said.size());
  std::ofstream(folder / "config.json") << older;
  EXPECT_EQ(read_run(folder).options.network.clip.activation, ClipActivation::quick_gelu);
}

TEST(RunFolder, names_are_unique_and_stay_below_runs) {
  const TemporaryFolder project;
  create_run(project.path(), named("one"));
  EXPECT_THROW(create_run(project.path(), named("one")), Error);
  EXPECT_THROW(create_run(project.path(), named("../one")), Error);
  EXPECT_THROW(create_run(project.path(), named(".one")), Error);
  const fs::path first = create_run(project.path(), named(""));
  const fs::path second = create_run(project.path(), named(""));
  EXPECT_NE(first, second);
  EXPECT_THAT(first.filename().string(), HasSubstr("-tiny"));
}

TEST(RunFolder, a_run_under_way_to_disk_is_not_taken_for_a_damaged_one) {
  const TemporaryFolder project;
  std::atomic<bool> made = false;
  std::jthread maker([&] {
    for (int i = 0; i < 40; ++i) create_run(project.path(), named("run" + std::to_string(i)));
    made = true;
  });
  while (!made) {
    for (const auto& run : list_runs(project.path())) EXPECT_EQ(run.state, RunState::queued) << run.error;
  }
  EXPECT_EQ(list_runs(project.path()).size(), 40U);
  for (const auto& entry : fs::directory_iterator(project.path() / "runs"))
    EXPECT_FALSE(entry.path().filename().string().starts_with('.')) << entry.path();
}

TEST(RunFolder, a_folder_that_is_there_is_used_when_it_is_empty_and_kept_when_it_is_not) {
  const TemporaryFolder scratch;
  fs::create_directory(scratch / "empty");
  create_run_in(scratch / "empty", named("x"));
  EXPECT_EQ(read_run(scratch / "empty").options.name, "empty");
  EXPECT_THROW(create_run_in(scratch / "empty", named("x")), Error);
  EXPECT_EQ(read_run(scratch / "empty").state, RunState::queued);
  std::ofstream(scratch / "file") << "mine";
  EXPECT_THROW(create_run_in(scratch / "file", named("x")), Error);
  EXPECT_TRUE(fs::is_regular_file(scratch / "file"));
}

TEST(RunFolder, a_lock_tells_running_from_interrupted) {
  const TemporaryFolder project;
  const fs::path folder = create_run(project.path(), named("one"));
  {
    const auto lock = RunLock::take(folder);
    ASSERT_TRUE(lock);
    RunLog(folder / "log.jsonl").state(RunState::running);
    EXPECT_EQ(read_run(folder).state, RunState::running);
    EXPECT_FALSE(RunLock::take(folder));
    EXPECT_THROW(delete_run(folder), Error);
  }
  EXPECT_EQ(read_run(folder).state, RunState::interrupted);
  RunLog(folder / "log.jsonl").state(RunState::failed, "no disk");
  EXPECT_EQ(read_run(folder).state, RunState::failed);
  EXPECT_EQ(read_run(folder).error, "no disk");
  delete_run(folder);
  EXPECT_FALSE(fs::exists(folder));
}

TEST(RunFolder, a_run_that_was_left_before_its_first_checkpoint_is_begun_by_the_same_options_again) {
  const TemporaryFolder scratch;
  const fs::path folder = scratch / "run";
  EXPECT_FALSE(is_unbegun_run(folder, named("x")));
  create_run_in(folder, named("x"));
  EXPECT_TRUE(is_unbegun_run(folder, named("x")));
  EXPECT_TRUE(is_unbegun_run(scratch / "run/", named("y"))) << "a run's name is its folder's";
  TrainingOptions others = named("x");
  others.seed += 1;
  EXPECT_FALSE(is_unbegun_run(folder, others));
  RunLog log(folder / "log.jsonl");
  log.state(RunState::failed, "no disk");
  EXPECT_TRUE(is_unbegun_run(folder, named("x")));
  {
    const auto lock = RunLock::take(folder);
    log.state(RunState::running);
    EXPECT_FALSE(is_unbegun_run(folder, named("x")));
  }
  EXPECT_TRUE(is_unbegun_run(folder, named("x"))) << "it was killed";
  log.checkpoint(1);
  EXPECT_FALSE(is_unbegun_run(folder, named("x")));
}

TEST(RunFolder, whoever_looks_at_a_run_does_not_keep_it_from_being_trained) {
  const TemporaryFolder project;
  const fs::path folder = create_run(project.path(), named("one"));
  RunLock::take(folder);  // leaves the lock's file behind, as an interrupted run does
  std::jthread looker([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) RunLock::is_held(folder);
  });
  int refused = 0;
  for (int i = 0; i < 20'000; ++i) refused += RunLock::take(folder) ? 0 : 1;
  EXPECT_EQ(refused, 0);
}

TEST(RunFolder, a_line_cut_off_by_a_kill_is_left_out_and_written_over) {
  const TemporaryFolder project;
  const fs::path folder = create_run(project.path(), named("one"));
  RunLog(folder / "log.jsonl").write(StepRecord{.step = 20, .loss = 5});
  std::ofstream(folder / "log.jsonl", std::ios::app) << R"({"event":"step","sta)";
  EXPECT_THAT(steps_of(read_run(folder)), ElementsAre(20));
  RunLog(folder / "log.jsonl").write(StepRecord{.step = 40, .loss = 4});
  EXPECT_THAT(steps_of(read_run(folder)), ElementsAre(20, 40));
}

TEST(RunFolder, what_a_resume_does_again_is_not_told_twice) {
  const TemporaryFolder project;
  const fs::path folder = create_run(project.path(), named("one"));
  {
    RunLog log(folder / "log.jsonl");
    for (const std::int64_t step : {20, 40, 60}) log.write(StepRecord{.step = step});
    log.write(EpochRecord{.epoch = 1, .step = 40, .mpjpe_mm = 200});
    log.write(EpochRecord{.epoch = 2, .step = 60, .mpjpe_mm = 100});
    log.resumed(40);
    log.write(StepRecord{.step = 60, .loss = 3});
  }
  const auto run = read_run(folder);
  EXPECT_THAT(steps_of(run), ElementsAre(20, 40, 60));
  ASSERT_EQ(run.epochs.size(), 1U);
  EXPECT_EQ(run.epochs[0].mpjpe_mm, 200);
}

TEST(RunFolder, damaged_runs_are_listed_with_what_is_wrong) {
  const TemporaryFolder project;
  create_run(project.path(), named("good"));
  const fs::path bad = create_run(project.path(), named("bad"));
  std::ofstream(bad / "config.json") << "{\"epoch_step\": 3}";
  fs::create_directory(project.path() / "runs" / "empty");
  const auto runs = list_runs(project.path());
  ASSERT_EQ(runs.size(), 3U);
  for (const auto& run : runs) {
    EXPECT_EQ(run.state, run.name() == "good" ? RunState::queued : RunState::failed) << run.name();
    const char* expected = run.name() == "bad" ? "epoch_step: unknown key" : "config.json";
    if (run.name() != "good") {
      EXPECT_THAT(run.error, HasSubstr(expected));
    }
  }
  EXPECT_TRUE(list_runs(project.path() / "nowhere").empty());
}

TEST(RunFolder, a_broken_line_in_the_log_is_named) {
  const TemporaryFolder project;
  const fs::path folder = create_run(project.path(), named("one"));
  std::ofstream(folder / "log.jsonl", std::ios::app) << "nonsense\n";
  try {
    read_run(folder);
    FAIL();
  } catch (const FormatError& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("log.jsonl: line 2"));
  }
}

TEST(RunFolder, what_is_written_in_a_run_replaces_nothing_behind_a_link) {
  const TemporaryFolder project;
  const fs::path folder = create_run(project.path(), named("one"));
  const fs::path elsewhere = project / "elsewhere";
  std::ofstream(elsewhere) << "somebody's";
  for (const char* file : {"notes.txt", "worst.json", "log.jsonl"}) {
    fs::remove(folder / file);
    fs::create_symlink(elsewhere, folder / file);
  }
  EXPECT_THROW(write_run_notes(folder, "mine"), FormatError);
  EXPECT_THROW(write_worst_clips(folder, {}), FormatError);
  EXPECT_THROW(RunLog(folder / "log.jsonl"), FormatError);
  std::ifstream in(elsewhere);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "somebody's");
}

TEST(RunFolder, a_pipe_in_the_place_of_a_log_is_named_instead_of_waited_for) {
  const TemporaryFolder project;
  const fs::path folder = create_run(project.path(), named("one"));
  fs::remove(folder / "log.jsonl");
  ASSERT_EQ(::mkfifo((folder / "log.jsonl").c_str(), 0600), 0);
  const auto runs = list_runs(project.path());
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_THAT(runs[0].error, HasSubstr("a FIFO"));
}

TEST(RunFolder, worst_clips_come_back) {
  const TemporaryFolder project;
  const fs::path folder = create_run(project.path(), named("one"));
  write_worst_clips(folder, {{.sequence = "a/b/c/d", .camera = "c01", .first_frame = 8, .mpjpe_mm = 321.5}});
  const auto run = read_run(folder);
  ASSERT_EQ(run.worst.size(), 1U);
  EXPECT_EQ(run.worst[0].sequence, "a/b/c/d");
  EXPECT_EQ(run.worst[0].camera, "c01");
  EXPECT_EQ(run.worst[0].first_frame, 8);
  EXPECT_EQ(run.worst[0].mpjpe_mm, 321.5);
}

}  // namespace
}  // namespace solopose
