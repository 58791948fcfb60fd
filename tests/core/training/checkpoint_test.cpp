#include "core/training/checkpoint.h"

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/network/tensor_file.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using solopose::testing::TemporaryFolder;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

struct CheckpointTest : ::testing::Test {
  CheckpointTest() {
    checkpoint.config = config_that_matters({});
    checkpoint.data_fingerprint = "clips";
    checkpoint.tensors["model.weight"] = torch::arange(6, torch::kFloat).view({2, 3});
  }

  /// The checkpoint's file with a part of what it says of its position replaced.
  std::filesystem::path with_position(const std::string& part, const std::string& other) {
    write_checkpoint(file, checkpoint);
    TensorFile changed = read_tensors(file);
    std::string& position = changed.metadata.at("position");
    const std::size_t at = position.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    position.replace(at, part.size(), other);
    write_tensors(file, changed.tensors, changed.metadata);
    return file;
  }

  TemporaryFolder folder;
  std::filesystem::path file = folder / "last.safetensors";
  Checkpoint checkpoint;
};

TEST_F(CheckpointTest, a_position_comes_back_to_the_last_bit) {
  TrainingPosition& position = checkpoint.position;
  position.stage = 1;
  position.stage_step = 17;
  position.stage_ended = true;
  position.step = 1017;
  position.epoch = 9;
  position.best_mpjpe_mm = 1.0 / 3;
  position.epochs_without_progress = 2;
  position.loss_sum = 0.1 + 0.2;
  position.loss_steps = 7;
  position.plateau = {.halvings = 3, .epochs_without_progress = 1};
  position.optimizer_steps = 15;
  position.average_updates = 16;
  position.last_epoch = EpochRecord{.epoch = 9, .step = 1000, .mpjpe_mm = 2.0 / 3};
  write_checkpoint(file, checkpoint);
  const Checkpoint read = read_checkpoint(file);
  EXPECT_EQ(read.position.stage, 1);
  EXPECT_EQ(read.position.stage_step, 17);
  EXPECT_TRUE(read.position.stage_ended);
  EXPECT_EQ(read.position.step, 1017);
  EXPECT_EQ(read.position.epoch, 9);
  EXPECT_EQ(read.position.best_mpjpe_mm, 1.0 / 3);
  EXPECT_EQ(read.position.epochs_without_progress, 2);
  EXPECT_EQ(read.position.loss_sum, 0.1 + 0.2);
  EXPECT_EQ(read.position.loss_steps, 7);
  EXPECT_EQ(read.position.plateau.halvings, 3);
  EXPECT_EQ(read.position.plateau.epochs_without_progress, 1);
  EXPECT_EQ(read.position.optimizer_steps, 15);
  EXPECT_EQ(read.position.average_updates, 16);
  ASSERT_TRUE(read.position.last_epoch);
  EXPECT_EQ(read.position.last_epoch->mpjpe_mm, 2.0 / 3);
  EXPECT_EQ(read.config, checkpoint.config);
  EXPECT_EQ(read.data_fingerprint, "clips");
  EXPECT_TRUE(torch::equal(read.tensors.at("model.weight"), checkpoint.tensors.at("model.weight")));
}

TEST_F(CheckpointTest, nothing_better_yet_stays_nothing) {
  write_checkpoint(file, checkpoint);
  EXPECT_TRUE(std::isinf(read_checkpoint(file).position.best_mpjpe_mm));
  EXPECT_FALSE(read_checkpoint(file).position.last_epoch);
}

TEST_F(CheckpointTest, a_position_no_run_can_have_come_to_is_named) {
  for (const char* stage : {"-1", "2", "1e9", "\"1\"", "null"}) {
    EXPECT_THAT([&] { read_checkpoint(with_position(R"("stage":0)", std::string(R"("stage":)") + stage)); },
                ThrowsMessage<FormatError>(HasSubstr("position: stage: expected")))
        << stage;
  }
  EXPECT_THAT([&] { read_checkpoint(with_position(R"("halvings":0)", R"("halvings":-5)")); },
              ThrowsMessage<FormatError>(HasSubstr("halvings")));
  EXPECT_THAT([&] { read_checkpoint(with_position(R"("stage":0,)", "")); },
              ThrowsMessage<FormatError>(HasSubstr("position")));
}

TEST_F(CheckpointTest, the_first_option_that_differs_is_named) {
  const std::string here = checkpoint.config;
  EXPECT_NO_THROW(require_same_origin(file, checkpoint, here, "clips"));
  TrainingOptions other;
  other.data.clips.seed = 1234;
  checkpoint.config = config_that_matters(other);
  EXPECT_THAT([&] { require_same_origin(file, checkpoint, here, "clips"); },
              ThrowsMessage<Error>(HasSubstr("another config: data.clips.seed")));
  checkpoint.config = here;
  EXPECT_THAT([&] { require_same_origin(file, checkpoint, here, "others"); },
              ThrowsMessage<Error>(HasSubstr("other data")));
}

TEST_F(CheckpointTest, one_of_before_clips_activation_was_said_goes_on_with_quick_gelu_alone) {
  TrainingOptions options = TrainingOptions::preset("base");
  options.network.clip.activation = ClipActivation::quick_gelu;
  const std::string quick = config_that_matters(options);
  checkpoint.config = quick;
  const std::string said = R"(,"activation":"quick_gelu")";
  checkpoint.config.erase(checkpoint.config.find(said), said.size());
  EXPECT_NO_THROW(require_same_origin(file, checkpoint, quick, "clips"));
  options.network.clip.activation = ClipActivation::gelu;
  EXPECT_THAT([&] { require_same_origin(file, checkpoint, config_that_matters(options), "clips"); },
              ThrowsMessage<Error>(
                  HasSubstr("network.clip.activation: config.json has gelu, the checkpoint quick_gelu")));
}

TEST_F(CheckpointTest, a_config_that_is_none_is_refused) {
  const std::string here = checkpoint.config;
  for (const std::string& config :
       {std::string(1'000'000, '['), std::string(1'000'000, '[') + std::string(1'000'000, ']'),
        std::string()}) {
    checkpoint.config = config;
    EXPECT_THAT([&] { require_same_origin(file, checkpoint, here, "clips"); },
                ThrowsMessage<FormatError>(HasSubstr("config")));
  }
}

TEST_F(CheckpointTest, tensors_of_another_shape_or_type_are_named) {
  write_checkpoint(file, checkpoint);
  const Checkpoint read = read_checkpoint(file);
  EXPECT_NO_THROW(restore(torch::zeros({2, 3}), read, "model.weight", file));
  for (const torch::Tensor& other : {torch::zeros({3, 2}), torch::zeros({2, 3}, torch::kDouble)}) {
    EXPECT_THAT([&] { restore(other, read, "model.weight", file); },
                ThrowsMessage<FormatError>(HasSubstr("model.weight")));
  }
  EXPECT_THAT([&] { restore(torch::zeros({1}), read, "moment_1", file); },
              ThrowsMessage<FormatError>(HasSubstr("moment_1: expected a tensor, found none")));
}

}  // namespace
}  // namespace solopose
