#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "core/runs/run_folder.h"
#include "core/samples/sample_set.h"
#include "tests/app/cli/program_run.h"
#include "tests/support/demo_project.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

TEST(ExportModelVerb, writes_a_folder_for_other_programs_and_nothing_over_what_is_there) {
  const TemporaryFolder scratch;
  const std::string out = scratch / "out";
  const ProgramRun run = run_solopose({"export-model", SOLOPOSE_DEMO_MODEL, "--out", out, "--frames", "2"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  for (const char* name : {"model.onnx", "model.pt", "model.json", "example.npz", "solopose_model.py"})
    EXPECT_GT(fs::file_size(fs::path(out) / name), 0U) << name;
  const ProgramRun again = run_solopose({"export-model", SOLOPOSE_DEMO_MODEL, "--out", out});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, HasSubstr(out));
  const ProgramRun none = run_solopose({"export-model", scratch / "none.safetensors", "--out", out + "2"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.err, HasSubstr("none.safetensors"));
  EXPECT_FALSE(fs::exists(out + "2"));
}

TEST(TrainVerb, takes_clips_weights_and_steps_of_several_batches_by_flags) {
  const TemporaryFolder scratch;
  const std::string weights = scratch / "clip.pt";
  const std::string run = scratch / "run";
  const fs::path project = scratch / "project";
  fs::copy(demo_project(), project, fs::copy_options::recursive);
  const auto train = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments = {"train", project.string(), "--preset", "base",      "--out",
                                          run,     "--accumulate",   "4",        "--workers", "2"};
    arguments.insert(arguments.end(), {"--clip-weights", weights});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_solopose(arguments);
  };
  const ProgramRun missing = train({"--clip-activation", "gelu"});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_THAT(missing.err, HasSubstr(weights)) << "asked for, and not there";
  std::ofstream(weights) << "weights";
  const ProgramRun unknown = train({});
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_THAT(unknown.err, HasSubstr("--clip-activation")) << "nothing says it";
  EXPECT_FALSE(fs::exists(run));
  EXPECT_EQ(train({"--clip-activation", "relu"}).exit_code, 2);

  std::ofstream(scratch / "open_clip_config.json") << R"({"model_cfg":{}})";
  const ProgramRun contradicted = train({"--clip-activation", "quickgelu"});
  EXPECT_EQ(contradicted.exit_code, 1);
  EXPECT_THAT(contradicted.err, HasSubstr("open_clip_config.json, but QuickGELU according to"));
  EXPECT_FALSE(fs::exists(run));
  const ProgramRun no_clip = train({});
  EXPECT_EQ(no_clip.exit_code, 1);
  EXPECT_THAT(no_clip.err, HasSubstr(weights)) << "there, and no CLIP";
  EXPECT_FALSE(fs::exists(run));

  const ProgramRun program = run_solopose({"train", project.string(), "--steps", "2", "--clip-weights",
                                           weights, "--accumulate", "4", "--workers", "2", "--out", run});
  EXPECT_EQ(program.exit_code, 0) << program.err;
  std::ifstream file(fs::path(run) / "config.json");
  const auto config = nlohmann::json::parse(file);
  EXPECT_EQ(config.at("accumulate"), 4);
  EXPECT_EQ(config.at("loader_threads"), 2);
  EXPECT_EQ(config.at("clip_weights"), weights);
}

TEST(TrainVerb, a_run_that_fails_before_its_first_step_is_not_left_behind) {
  const TemporaryFolder scratch;
  const std::string weights = scratch / "clip.pt";
  const fs::path project = scratch / "project", named = scratch / "run", runs = project / "runs";
  fs::copy(demo_project(), project, fs::copy_options::recursive);
  const auto count = [&] {
    return fs::exists(runs) ? std::distance(fs::directory_iterator(runs), fs::directory_iterator()) : 0;
  };
  const auto before = count();
  const std::vector<std::string> begin = {"train", project.string(), "--preset",
                                          "base",  "--clip-weights", weights};
  const ProgramRun unnamed = run_solopose(begin);
  EXPECT_EQ(unnamed.exit_code, 1);
  EXPECT_THAT(unnamed.err, HasSubstr(weights)) << "asked for, and not there";
  EXPECT_EQ(count(), before);

  std::vector<std::string> elsewhere = begin;
  elsewhere.insert(elsewhere.end(), {"--out", named.string()});
  EXPECT_EQ(run_solopose(elsewhere).exit_code, 1);
  EXPECT_FALSE(fs::exists(named));

  TrainingOptions options = TrainingOptions::preset("base");
  options.clip_weights = weights;
  create_run_in(named, options);
  EXPECT_EQ(run_solopose({"train", project.string(), "--resume", "--out", named.string()}).exit_code, 1);
  EXPECT_TRUE(fs::exists(named / "config.json")) << "it was there before";
}

TEST(TrainVerb, epochs_starts_frozen_parts_and_more_steps_are_flags) {
  const TemporaryFolder scratch;
  const fs::path project = scratch / "project";
  fs::copy(demo_project(), project, fs::copy_options::recursive);
  const std::string first = scratch / "first", second = scratch / "second";
  ASSERT_EQ(run_solopose({"train", project.string(), "--steps", "4", "--out", first}).exit_code, 0);
  const std::string model = fs::path(first) / "best.safetensors";
  const ProgramRun begun = run_solopose({"train", project.string(), "--steps", "3", "--from", model,
                                         "--encoder-only", "--freeze", "encoder,head", "--out", second});
  EXPECT_EQ(begun.exit_code, 0) << begun.err;
  EXPECT_THAT(begun.err, HasSubstr("million parameters"));
  const solopose::Run run = read_run(second);
  EXPECT_EQ(run.options.start.model, fs::absolute(model));
  EXPECT_EQ(run.options.start.part, StartPart::encoder);
  EXPECT_TRUE(run.options.start.freeze_encoder && run.options.start.freeze_head);
  EXPECT_FALSE(run.options.start.freeze_temporal);

  const ProgramRun more =
      run_solopose({"train", project.string(), "--resume", "--steps", "6", "--out", first});
  EXPECT_EQ(more.exit_code, 0) << more.err;
  EXPECT_EQ(read_run(first).epochs.back().step, 6);
  const ProgramRun fewer =
      run_solopose({"train", project.string(), "--resume", "--steps", "5", "--out", first});
  EXPECT_EQ(fewer.exit_code, 1);
  EXPECT_THAT(fewer.err, HasSubstr("expected more than the 6"));

  const std::string passes = scratch / "passes";
  const ProgramRun refused =
      run_solopose({"train", project.string(), "--epochs", "2", "--steps", "3", "--out", passes});
  EXPECT_EQ(refused.exit_code, 2);
  const ProgramRun whole =
      run_solopose({"train", project.string(), "--epochs", "1", "--from", scratch / "none", "--out", passes});
  EXPECT_EQ(whole.exit_code, 2) << "no such model";
  EXPECT_FALSE(fs::exists(passes));
  ASSERT_EQ(run_solopose({"train", project.string(), "--epochs", "1", "--out", passes}).exit_code, 0);
  const TrainingOptions options = read_run(passes).options;
  const SampleSet samples(project, options.data, options.target, {});
  const auto clips = std::ssize(samples.clips(Split::train));
  EXPECT_EQ(options.frames_stage.steps, std::max<std::int64_t>(1, clips / options.frames_stage.batch));
  EXPECT_EQ(options.clips_stage.steps, clips / options.clips_stage.batch);
}

}  // namespace
}  // namespace solopose::testing
