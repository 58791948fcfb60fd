#include "core/network/network_module.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/models/network_size.h"
#include "core/network/threads.h"
#include "tests/core/weights/clip_fixtures.h"

namespace solopose {
namespace {

using testing::clip_fixture;
using testing::fixture_clip;

std::int64_t parameters_of(const torch::nn::Module& module) {
  std::int64_t count = 0;
  for (const torch::Tensor& parameter : module.parameters()) count += parameter.numel();
  return count;
}

/// The fixture's CLIP under a small temporal part.
NetworkOptions small_clip() {
  NetworkOptions options = NetworkOptions::base();
  options.clip = fixture_clip(ClipActivation::quick_gelu);
  options.temporal = {.depths = {2, 1},
                      .heads = {2, 4},
                      .width = 8,
                      .mlp_ratio = 2,
                      .window = {2, 2, 2},
                      .pool = 1,
                      .residual = false};
  options.head = {.voxels = 8, .first_channels = 16, .middle_channels = 4};
  return options;
}

/// The small encoder, narrow.
NetworkOptions small_tiny() {
  NetworkOptions options = NetworkOptions::tiny();
  options.small = {.image_size = 16, .channels = {2, 3, 4}, .blocks = {0, 1, 1}};
  options.temporal = {.depths = {2},
                      .heads = {2},
                      .width = 4,
                      .mlp_ratio = 2,
                      .window = {2, 2, 2},
                      .pool = 1,
                      .residual = true};
  options.head = {.voxels = 4, .first_channels = 8, .middle_channels = 3};
  return options;
}

NetworkOptions regression(NetworkOptions options) {
  options.head.kind = HeadKind::regression;
  return options;
}

torch::Tensor frames_for(const NetworkOptions& options, std::int64_t clips, std::int64_t count) {
  return torch::randn({clips, count, 3, options.image_size(), options.image_size()});
}

TEST(NetworkTest, parameters_are_as_many_as_counted_without_building_it) {
  for (const auto& options :
       {NetworkOptions::tiny(), regression(NetworkOptions::tiny()), small_clip(), small_tiny()}) {
    EXPECT_EQ(parameters_of(*NetworkModule(options)), network_size(options, 4).parameters())
        << options.to_json();
  }
}

TEST(NetworkTest, every_frame_gets_a_volume_per_joint_or_coordinates) {
  const torch::NoGradGuard no_gradient;
  const NetworkOptions tiny = NetworkOptions::tiny();
  EXPECT_EQ(NetworkModule(tiny)(frames_for(tiny, 2, 5)).sizes().vec(),
            (std::vector<std::int64_t>{2, 5, 15, 16, 16, 16}));
  NetworkOptions one = tiny;
  one.head.per_joint = false;
  EXPECT_EQ(NetworkModule(one)(frames_for(one, 1, 2)).sizes().vec(),
            (std::vector<std::int64_t>{1, 2, 1, 16, 16, 16}));
  EXPECT_EQ(NetworkModule(regression(tiny))(frames_for(tiny, 2, 5)).sizes().vec(),
            (std::vector<std::int64_t>{2, 5, 15, 3}));
  const NetworkOptions clip = small_clip();
  EXPECT_EQ(NetworkModule(clip)(frames_for(clip, 2, 3)).sizes().vec(),
            (std::vector<std::int64_t>{2, 3, 15, 8, 8, 8}));
}

TEST(NetworkTest, frames_by_themselves_do_not_see_each_other) {
  const torch::NoGradGuard no_gradient;
  for (const auto& options : {NetworkOptions::tiny(), small_clip()}) {
    NetworkModule network(options);
    network->eval();
    torch::Tensor frames = frames_for(options, 2, 3);
    const torch::Tensor before = network->answer_frames(network->encode(frames));
    frames[1][2].zero_();
    const torch::Tensor after = network->answer_frames(network->encode(frames));
    EXPECT_LT((before[1][1] - after[1][1]).abs().max().item<float>(), 1e-5f);
    EXPECT_GT((before[1][2] - after[1][2]).abs().max().item<float>(), 1e-4f);
    EXPECT_EQ(before.sizes(), network(frames).sizes());
  }
}

TEST(NetworkTest, clip_is_frozen_and_the_rest_is_trained) {
  NetworkModule network(small_clip());
  network(frames_for(small_clip(), 1, 2)).square().mean().backward();
  std::int64_t trained = 0;
  for (const torch::Tensor& parameter : network->trained_parameters()) {
    EXPECT_TRUE(parameter.grad().defined());
    trained += parameter.numel();
  }
  const NetworkSize size = network_size(small_clip(), 2);
  EXPECT_EQ(trained, size.temporal.parameters + size.head.parameters);
}

TEST(NetworkTest, clip_weights_of_another_size_are_refused) {
  NetworkModule network(small_clip());
  const auto file = WeightFile::open(clip_fixture("clip.pt"));
  EXPECT_NO_THROW(network->load_clip(*file));
  NetworkOptions deeper = small_clip();
  deeper.clip.layers = 3;
  EXPECT_THAT([&] { NetworkModule(deeper)->load_clip(*file); },
              ::testing::ThrowsMessage<FormatError>(::testing::HasSubstr("3 layers")));
  EXPECT_THROW(NetworkModule(small_tiny())->load_clip(*file), Error);
}

/// Central differences at one random entry of every trained parameter.
void expect_gradient_agrees(const NetworkOptions& options) {
  torch::manual_seed(11);
  NetworkModule network(options);
  network->to(torch::kDouble);
  {
    const torch::NoGradGuard no_gradient;  // parts that start silent would have gradients of zero
    for (torch::Tensor& parameter : network->trained_parameters())
      parameter.add_(0.1 * torch::randn_like(parameter));
  }
  const torch::Tensor frames = frames_for(options, 2, 3).to(torch::kDouble);
  const FrameFeatures frozen = network->encode(frames);
  const torch::Tensor weights = torch::randn_like(network(frames));
  const auto loss = [&] {
    const bool clip = options.encoder == EncoderKind::clip;
    return (weights * (clip ? network->answer(frozen) : network(frames))).sum();
  };
  network->zero_grad();
  loss().backward();
  const torch::NoGradGuard no_gradient;
  for (const auto& item : network->named_parameters()) {
    if (!item.value().requires_grad()) continue;
    torch::Tensor flat = item.value().view({-1});
    const torch::Tensor gradient = item.value().grad().view({-1});
    const std::int64_t at = torch::randint(flat.numel(), {1}).item<std::int64_t>();
    const double value = flat[at].item<double>();
    constexpr double step = 1e-6;
    flat[at] = value + step;
    const double above = loss().item<double>();
    flat[at] = value - step;
    const double below = loss().item<double>();
    flat[at] = value;
    const double expected = (above - below) / (2 * step);
    EXPECT_NEAR(gradient[at].item<double>(), expected, 1e-5 * (1 + std::abs(expected))) << item.key();
  }
}

TEST(NetworkTest, gradient_with_the_small_encoder_agrees_with_finite_differences) {
  expect_gradient_agrees(small_tiny());
  expect_gradient_agrees(regression(small_tiny()));
}

TEST(NetworkTest, gradient_above_clip_agrees_with_finite_differences) {
  expect_gradient_agrees(small_clip());
}

TEST(ThreadsTest, what_was_set_is_said) {
  EXPECT_THAT(set_network_threads(1), ::testing::StartsWith("1 torch threads"));
  EXPECT_EQ(at::get_num_threads(), 1);
  EXPECT_THROW(set_network_threads(-1), Error);
}

}  // namespace
}  // namespace solopose
