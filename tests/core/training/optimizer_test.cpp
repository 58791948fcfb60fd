#include "core/training/optimizer.h"

#include <gmock/gmock.h>

#include "core/runs/schedule.h"
#include "core/training/weight_average.h"

namespace solopose {
namespace {

/// A matrix and a vector, as parameters and as an independent copy.
struct Twins {
  std::vector<torch::Tensor> ours;
  std::vector<torch::Tensor> theirs;

  explicit Twins(torch::ScalarType type = torch::kFloat)
      : ours({torch::randn({3}, type).requires_grad_(), torch::randn({4, 3}, type).requires_grad_()}) {
    for (const torch::Tensor& tensor : ours) theirs.push_back(tensor.detach().clone().requires_grad_());
  }
};

torch::Tensor loss_of(const std::vector<torch::Tensor>& p, const torch::Tensor& input) {
  return (torch::matmul(p[1], input).square().sum() + (p[0] - input).pow(4).sum());
}

/// With decay on matrices only.
void expect_as_torch(torch::ScalarType type, double tolerance) {
  torch::manual_seed(3);
  Twins twins(type);
  TrainingOptions options;
  FlatParameters flat(twins.ours);
  AdamW optimizer(flat, options);
  torch::optim::AdamWOptions plain(1e-3);
  plain.betas({options.beta_1, options.beta_2}).weight_decay(0);
  torch::optim::AdamWOptions decayed = plain;
  decayed.weight_decay(options.weight_decay);
  torch::optim::AdamW vector_optimizer({twins.theirs[0]}, plain);
  torch::optim::AdamW matrix_optimizer({twins.theirs[1]}, decayed);
  for (int step = 0; step < 50; ++step) {
    const torch::Tensor input = torch::randn({3}, type);
    flat.zero_gradients();
    loss_of(twins.ours, input).backward();
    vector_optimizer.zero_grad();
    matrix_optimizer.zero_grad();
    loss_of(twins.theirs, input).backward();
    torch::nn::utils::clip_grad_norm_(twins.theirs, options.clip_norm);
    optimizer.step(1e-3);
    vector_optimizer.step();
    matrix_optimizer.step();
  }
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_LT((twins.ours[i] - twins.theirs[i]).abs().max().item<double>(), tolerance) << i;
  }
}

TEST(AdamW, does_what_torchs_own_does) { expect_as_torch(torch::kFloat, 1e-5); }

TEST(AdamW, by_torchs_operations_it_is_the_same) { expect_as_torch(torch::kDouble, 1e-8); }

TEST(FlatParametersTest, files_have_kernels_in_their_own_order) {
  torch::manual_seed(4);
  std::vector<torch::Tensor> all = {torch::randn({5, 3, 2, 2}).requires_grad_(),
                                    torch::randn({4, 3}).requires_grad_(),
                                    torch::randn({6}).requires_grad_()};
  const std::vector<torch::Tensor> before = {all[0].detach().clone(), all[1].detach().clone(),
                                             all[2].detach().clone()};
  FlatParameters flat(all);
  EXPECT_TRUE(all[0].is_contiguous(torch::MemoryFormat::ChannelsLast));
  const torch::Tensor plain = torch::cat({before[0].flatten(), before[1].flatten(), before[2].flatten()});
  EXPECT_TRUE(torch::equal(flat.in_file_order(flat.values()), plain));
  EXPECT_FALSE(torch::equal(flat.values(), plain));
  flat.values().zero_();
  flat.from_file_order(plain, flat.values());
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_TRUE(torch::equal(all[i], before[i])) << i;
}

TEST(AdamW, bias_tables_are_not_decayed) {
  std::vector<torch::Tensor> all = {torch::ones({2, 3}), torch::ones({4, 2}), torch::ones({3, 3}),
                                    torch::ones({5})};
  for (torch::Tensor& tensor : all) tensor.requires_grad_();
  FlatParameters flat(all, {all[1]});
  TrainingOptions options;
  options.weight_decay = 0.5;
  AdamW(flat, options).step(0.1);
  const auto mean = [&](std::size_t i) { return all[i].mean().item<double>(); };
  EXPECT_NEAR(mean(0), 0.95, 1e-6);
  EXPECT_EQ(mean(1), 1);
  EXPECT_NEAR(mean(2), 0.95, 1e-6);
  EXPECT_EQ(mean(3), 1);
}

TEST(AdamW, leaves_everything_alone_when_a_gradient_is_not_finite) {
  Twins twins;
  FlatParameters flat(twins.ours);
  AdamW optimizer(flat, TrainingOptions());
  const torch::Tensor before = flat.values().clone();
  flat.gradients()[2] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_FALSE(std::isfinite(optimizer.step(1e-2)));
  EXPECT_TRUE(torch::equal(flat.values(), before));
  EXPECT_EQ(optimizer.steps, 0);
}

TEST(WeightAverage, exchanging_twice_is_nothing_and_a_still_weight_is_its_own_mean) {
  Twins twins;
  FlatParameters flat(twins.ours);
  const torch::Tensor statistics = torch::ones({2});
  WeightAverage average(flat, {statistics}, 0.9);
  const torch::Tensor still = flat.values().clone();
  average.update();
  EXPECT_TRUE(torch::allclose(average.values[0], still));
  flat.values().add_(1);
  statistics.add_(2);
  for (int i = 0; i < 300; ++i) average.update();
  EXPECT_TRUE(torch::allclose(average.values[0], flat.values(), 1e-4, 1e-4));
  average.values[0].zero_();
  average.exchange();
  EXPECT_EQ(twins.ours[1].abs().sum().item<float>(), 0);
  average.exchange();
  EXPECT_TRUE(torch::equal(flat.values(), still + 1));
}

TEST(Schedule, warms_up_then_falls_along_a_cosine_by_step) {
  TrainingOptions options;
  options.warm_up = 0.1;
  options.final_rate = 0.02;
  const Schedule schedule(options, {.steps = 100, .batch = 1, .learning_rate = 2});
  EXPECT_DOUBLE_EQ(schedule.rate(0), 0.2);
  EXPECT_DOUBLE_EQ(schedule.rate(9), 2);
  EXPECT_DOUBLE_EQ(schedule.rate(10), 2);
  EXPECT_NEAR(schedule.rate(55), 2 * 0.51, 1e-12);
  EXPECT_NEAR(schedule.rate(100), 2 * 0.02, 1e-12);
}

TEST(Schedule, a_plateau_halves_the_rate_after_epochs_without_progress) {
  TrainingOptions options;
  options.schedule = ScheduleKind::plateau;
  options.plateau_epochs = 2;
  options.warm_up = 0;
  Schedule schedule(options, {.steps = 100, .batch = 1, .learning_rate = 1});
  for (const bool progress : {true, false, true, false}) schedule.epoch_ended(progress);
  EXPECT_EQ(schedule.rate(50), 1);
  schedule.epoch_ended(false);
  EXPECT_EQ(schedule.rate(50), 0.5);
  Schedule restored(options, {.steps = 100, .batch = 1, .learning_rate = 1});
  restored.set_plateau(schedule.plateau());
  EXPECT_EQ(restored.rate(50), 0.5);
}

}  // namespace
}  // namespace solopose
