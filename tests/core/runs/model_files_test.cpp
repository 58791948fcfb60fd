#include "core/runs/model_files.h"

#include <fstream>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using solopose::testing::TemporaryFolder;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

struct ModelFilesTest : ::testing::Test {
  fs::path run_over(EncoderKind encoder) {
    TrainingOptions options = TrainingOptions::preset(encoder == EncoderKind::clip ? "base" : "tiny");
    options.network.encoder = encoder;
    options.clip_weights = "/some/clip.pt";
    options.network.clip.activation = ClipActivation::quick_gelu;
    const fs::path run = create_run(project.path(), options);
    std::ofstream(run / "best.safetensors") << "a model";
    return run;
  }

  TemporaryFolder project;
};

TEST_F(ModelFilesTest, a_run_and_its_model_look_through_the_clip_that_the_run_was_trained_over) {
  const fs::path run = run_over(EncoderKind::clip);
  const ModelFiles expected{run / "best.safetensors", "/some/clip.pt"};
  EXPECT_EQ(model_files(run), expected);
  EXPECT_EQ(model_files(run / "best.safetensors"), expected);
  EXPECT_EQ(model_files(read_run(run)), expected);
}

TEST_F(ModelFilesTest, who_does_not_look_through_clip_needs_no_file_of_it) {
  const fs::path run = run_over(EncoderKind::small);
  EXPECT_EQ(model_files(run).clip_weights, std::nullopt);
  EXPECT_EQ(model_files(run / "best.safetensors").clip_weights, std::nullopt);
}

TEST_F(ModelFilesTest, of_a_model_outside_a_run_nobody_knows_them) {
  const fs::path run = run_over(EncoderKind::clip);
  fs::copy_file(run / "best.safetensors", project / "best.safetensors");
  for (const fs::path& file : {project / "best.safetensors", run / "last.safetensors", project / "none"})
    EXPECT_EQ(model_files(file), (ModelFiles{file, {}})) << file;
  std::ofstream(run / "config.json") << "{";
  EXPECT_EQ(model_files(run / "best.safetensors").clip_weights, std::nullopt);
}

TEST_F(ModelFilesTest, a_run_without_a_model_is_named) {
  const fs::path run = run_over(EncoderKind::small);
  fs::remove(run / "best.safetensors");
  EXPECT_THAT([&] { model_files(run); }, ThrowsMessage<Error>(HasSubstr("no model yet")));
  EXPECT_THAT([&] { model_files(project.path()); }, ThrowsMessage<Error>(HasSubstr("not a training run")));
}

}  // namespace
}  // namespace solopose
