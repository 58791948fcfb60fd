#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

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
  const ProgramRun program = run_solopose({"train", project.string(), "--preset", "base", "--clip-weights",
                                           weights, "--accumulate", "4", "--workers", "2", "--out", run});
  EXPECT_EQ(program.exit_code, 1);
  EXPECT_THAT(program.err, HasSubstr(weights)) << "asked for, and not there";
  std::ifstream file(fs::path(run) / "config.json");
  const auto config = nlohmann::json::parse(file);
  EXPECT_EQ(config.at("accumulate"), 4);
  EXPECT_EQ(config.at("loader_threads"), 2);
  EXPECT_EQ(config.at("clip_weights"), weights);
}

}  // namespace
}  // namespace solopose::testing
