#include "core/network/temporal.h"

#include <cmath>

#include <gtest/gtest.h>

namespace solopose {
namespace {

using Sides = std::array<std::int64_t, 3>;

/// Which tokens a token sees, straight from the definition: on every axis the clip is cut at multiples of the
/// window, in shifted blocks half a window later; what is left over at the ends forms smaller windows.
std::int64_t window_of(std::int64_t place, std::int64_t tokens, int window, bool shifted) {
  const std::int64_t side = std::min<std::int64_t>(window, tokens);
  const std::int64_t shift = shifted && tokens > side ? side / 2 : 0;
  return (place - shift + side) / side;
}

torch::Tensor normed(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias) {
  const torch::Tensor centred = x - x.mean(-1, true);
  return centred / torch::sqrt(centred.square().mean(-1, true) + 1e-5) * weight + bias;
}

/// Equation 5 token by token: no windows cut out, no rolling, no masks.
torch::Tensor plain_block(TemporalBlock& block, const torch::Tensor& tokens, const std::vector<int>& window,
                          std::int64_t heads, bool shifted) {
  auto p = block->named_parameters();
  const Sides sides = {tokens.size(0), tokens.size(1), tokens.size(2)};
  const std::int64_t count = sides[0] * sides[1] * sides[2];
  const std::int64_t width = tokens.size(3);
  const std::int64_t d = width / heads;
  const torch::Tensor x = tokens.reshape({count, width});
  const torch::Tensor qkv =
      torch::matmul(normed(x, p["norm_1.weight"], p["norm_1.bias"]), p["qkv.weight"].t()) + p["qkv.bias"];
  const auto place = [&](std::int64_t i) {
    return Sides{i / (sides[1] * sides[2]), i / sides[2] % sides[1], i % sides[2]};
  };
  torch::Tensor mixed = torch::zeros({count, width}, tokens.options());
  for (std::int64_t i = 0; i < count; ++i) {
    for (std::int64_t head = 0; head < heads; ++head) {
      const torch::Tensor q = qkv[i].slice(0, head * d, (head + 1) * d);
      double sum = 0;
      torch::Tensor value = torch::zeros({d}, tokens.options());
      for (std::int64_t j = 0; j < count; ++j) {
        bool together = true;
        std::int64_t row = 0;
        for (std::size_t a = 0; a < 3; ++a) {
          together = together && window_of(place(i)[a], sides[a], window[a], shifted) ==
                                     window_of(place(j)[a], sides[a], window[a], shifted);
          row = row * (2 * window[a] - 1) + place(i)[a] - place(j)[a] + window[a] - 1;
        }
        if (!together) continue;
        const torch::Tensor k = qkv[j].slice(0, width + head * d, width + (head + 1) * d);
        const double score = q.dot(k).item<double>() / std::sqrt(static_cast<double>(d)) +
                             p["bias_table"][row][head].item<double>();
        sum += std::exp(score);
        value += std::exp(score) * qkv[j].slice(0, 2 * width + head * d, 2 * width + (head + 1) * d);
      }
      mixed[i].slice(0, head * d, (head + 1) * d).copy_(value / sum);
    }
  }
  const torch::Tensor y = x + torch::matmul(mixed, p["out.weight"].t()) + p["out.bias"];
  const torch::Tensor hidden =
      torch::matmul(normed(y, p["norm_2.weight"], p["norm_2.bias"]), p["fc_1.weight"].t()) + p["fc_1.bias"];
  const torch::Tensor activated = hidden * 0.5 * (1 + torch::erf(hidden / std::sqrt(2.0)));
  return (y + torch::matmul(activated, p["fc_2.weight"].t()) + p["fc_2.bias"]).view(tokens.sizes());
}

struct BlockCase {
  Sides sides;
  std::vector<int> window;
};

class TemporalBlockTest : public ::testing::TestWithParam<BlockCase> {};

TEST_P(TemporalBlockTest, equals_a_plain_reference_unshifted_and_shifted) {
  const torch::NoGradGuard no_gradient;
  torch::manual_seed(3);
  const auto& [sides, window] = GetParam();
  constexpr std::int64_t width = 4;
  constexpr std::int64_t heads = 2;
  TemporalBlock block(width, heads, 6, window, false);
  block->to(torch::kDouble);
  block->named_parameters()["bias_table"].copy_(torch::randn({bias_rows(window), heads}, torch::kDouble));
  const torch::Tensor tokens = torch::randn({2, sides[0], sides[1], sides[2], width}, torch::kDouble);
  for (const bool shifted : {false, true}) {
    const torch::Tensor found = block(tokens, window_tensors(sides, window, shifted, tokens.options()));
    for (std::int64_t clip = 0; clip < 2; ++clip) {
      const torch::Tensor expected = plain_block(block, tokens[clip], window, heads, shifted);
      EXPECT_LT((found[clip] - expected).abs().max().item<double>(), 1e-10) << "shifted " << shifted;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(sizes, TemporalBlockTest,
                         ::testing::Values(BlockCase{{4, 4, 4}, {2, 2, 2}},    // whole windows
                                           BlockCase{{5, 3, 4}, {4, 2, 2}},    // filled up
                                           BlockCase{{3, 2, 2}, {8, 4, 4}},    // smaller than one window
                                           BlockCase{{7, 3, 3}, {3, 3, 3}}));  // shifted in time only

TEST(TemporalTransformerTest, a_residual_one_changes_nothing_before_training) {
  NetworkOptions options = NetworkOptions::tiny();
  TemporalTransformer temporal(options);
  const torch::Tensor features = torch::randn({2, 9, 64, 8, 8});
  EXPECT_TRUE(torch::equal(temporal(features, torch::Tensor()), features));
}

TEST(TemporalTransformerTest, merging_halves_height_and_width_but_never_time) {
  NetworkOptions options = NetworkOptions::base();
  options.clip.width = 32;
  options.clip.heads = 2;
  options.temporal.depths = {1, 1, 2, 1};
  options.temporal.heads = {2, 2, 4, 4};
  options.temporal.width = 8;
  options.require_valid();
  TemporalTransformer temporal(options);
  const torch::Tensor out = temporal(torch::randn({1, 5, 32, 7, 7}), torch::randn({1, 5, 32}));
  EXPECT_EQ(out.sizes().vec(), (std::vector<std::int64_t>{1, 5, 64, 1, 1}));
}

TEST(TemporalTransformerTest, the_class_token_reaches_every_frame_of_its_clip) {
  NetworkOptions options = NetworkOptions::base();
  options.clip.width = 32;
  options.temporal.depths = {2};
  options.temporal.heads = {2};
  options.temporal.width = 8;
  TemporalTransformer temporal(options);
  const torch::Tensor features = torch::randn({1, 3, 32, 7, 7});
  torch::Tensor token = torch::randn({1, 3, 32});
  const torch::Tensor before = temporal(features, token);
  token[0][1] += 1;
  EXPECT_GT((temporal(features, token) - before).abs().amax({0, 2, 3, 4}).min().item<float>(), 0.0f);
}

TEST(TemporalTransformer, leaves_out_later_blocks_more_often_and_in_training_only) {
  torch::manual_seed(4);
  NetworkOptions options = NetworkOptions::landmarks();
  options.temporal.depths = {3};
  TemporalTransformer transformer(options);
  const torch::Tensor features = torch::randn({64, 2, options.feature_channels(), 1, 1});
  transformer->eval();
  const torch::Tensor usual = transformer->forward(features, {});
  transformer->set_stochastic_depth(0.5);
  EXPECT_TRUE(torch::equal(transformer->forward(features, {}), usual)) << "evaluation leaves nothing out";
  transformer->train();
  EXPECT_FALSE(torch::allclose(transformer->forward(features, {}), usual));
  transformer->set_stochastic_depth(0);
  EXPECT_TRUE(torch::equal(transformer->forward(features, {}), usual));
}

/// What is left out and what is made larger for it even out.
TEST(TemporalBlock, stochastic_depth_keeps_the_mean) {
  torch::manual_seed(5);
  TemporalBlock block(8, 2, 16, std::vector<int>{2, 1, 1}, false);
  const torch::Tensor tokens = torch::randn({1, 2, 1, 1, 8}).expand({20'000, 2, 1, 1, 8}).contiguous();
  const WindowTensors geometry = window_tensors({2, 1, 1}, {2, 1, 1}, false, tokens.options());
  // The MLP sees what attention left: with its last layer silent only attention's change is left.
  const torch::NoGradGuard no_gradient;
  block->named_parameters()["fc_2.weight"].zero_();
  block->named_parameters()["fc_2.bias"].zero_();
  const torch::Tensor change = block->forward(tokens.narrow(0, 0, 1), geometry) - tokens.narrow(0, 0, 1);
  block->leave_out(0.25);
  block->train();
  const torch::Tensor changes = block->forward(tokens, geometry) - tokens;
  EXPECT_LT((changes.mean(0) - change[0]).abs().max().item<double>(),
            0.02 * change.abs().max().item<double>());
  const double left_out = changes.flatten(1).abs().sum(1).eq(0).to(torch::kFloat).mean().item<double>();
  EXPECT_NEAR(left_out, 0.25, 0.02);
}

TEST(TemporalTransformer, several_stages_start_from_a_truncated_normal) {
  torch::manual_seed(6);
  NetworkOptions options = NetworkOptions::base();
  options.temporal.depths = {1, 1, 1, 1};
  options.temporal.width = 48;
  TemporalTransformer transformer(options);
  for (const auto& parameter : transformer->named_parameters()) {
    const torch::Tensor values = parameter.value();
    if (values.dim() < 2) {
      if (parameter.key().ends_with(".bias")) {
        EXPECT_EQ(values.abs().max().item<double>(), 0) << parameter.key();
      }
      continue;
    }
    EXPECT_LE(values.abs().max().item<double>(), 0.04 + 1e-6) << parameter.key();
    if (values.numel() < 5000) continue;
    // A normal cut off at two deviations has 0.88 of its deviation left.
    EXPECT_NEAR(values.std().item<double>(), 0.0176, 0.0006) << parameter.key();
  }
}

}  // namespace
}  // namespace solopose
