#include "core/training/start_model.h"

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/network/model_file.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::TemporaryFolder;
using ::testing::ThrowsMessage;

constexpr const char* fingerprint = "the CLIP it was trained behind";

NetworkOptions behind_clip(ClipActivation activation) {
  NetworkOptions options = NetworkOptions::base();
  options.clip = {.image_size = 18,
                  .patch = 6,
                  .width = 24,
                  .layers = 1,
                  .heads = 3,
                  .mlp_width = 56,
                  .activation = activation};
  options.temporal = {.depths = {1},
                      .heads = {2},
                      .width = 8,
                      .mlp_ratio = 2,
                      .window = {2, 2, 2},
                      .pool = 1,
                      .residual = false};
  options.head = {.voxels = 6, .first_channels = 8, .middle_channels = 4};
  return options;
}

/// A model behind a CLIP with OpenAI's activation, and a network to begin with it.
class StartModelTest : public ::testing::Test {
 protected:
  StartModelTest() {
    ModelDescription description;
    description.network = behind_clip(ClipActivation::quick_gelu);
    description.clip_weights = fingerprint;
    description.mean_pose_mm.assign(45, 0.0F);
    NetworkModule trained(description.network);
    save_model(start.model, description, trained);
    tensors = model_tensors(trained);
  }

  static NetworkModule network(ClipActivation activation) { return NetworkModule(behind_clip(activation)); }

  TemporaryFolder scratch;
  StartOptions start{.model = scratch / "model.safetensors"};
  std::map<std::string, torch::Tensor> tensors;
};

TEST_F(StartModelTest, behind_the_same_clip_its_weights_are_taken) {
  NetworkModule begun = network(ClipActivation::quick_gelu);
  take_weights(begun, start, fingerprint);
  for (const auto& [name, tensor] : model_tensors(begun))
    EXPECT_TRUE(torch::equal(tensor, tensors.at(name))) << name;
}

TEST_F(StartModelTest, behind_another_clip_it_is_refused_and_nothing_is_taken) {
  NetworkModule begun = network(ClipActivation::quick_gelu);
  const std::string name = "temporal.stages.0.blocks.0.out.weight";
  const torch::Tensor before = model_tensors(begun).at(name).clone();
  EXPECT_THAT([&] { take_weights(begun, start, "another"); },
              ThrowsMessage<FormatError>(
                  AllOf(HasSubstr("model.safetensors"), HasSubstr("another"), HasSubstr(fingerprint))));
  EXPECT_TRUE(torch::equal(before, model_tensors(begun).at(name)));
}

TEST_F(StartModelTest, with_another_activation_it_is_refused) {
  NetworkModule begun = network(ClipActivation::gelu);
  EXPECT_THAT(
      [&] { take_weights(begun, start, fingerprint); },
      ThrowsMessage<FormatError>(AllOf(HasSubstr("activation"), HasSubstr("gelu"), HasSubstr("quick_gelu"))));
}

TEST_F(StartModelTest, of_clip_there_is_no_encoder_to_take) {
  NetworkModule begun = network(ClipActivation::quick_gelu);
  start.part = StartPart::encoder;
  EXPECT_THAT([&] { take_weights(begun, start, fingerprint); },
              ThrowsMessage<FormatError>(HasSubstr("CLIP, which has a file of its own")));
}

}  // namespace
}  // namespace solopose
