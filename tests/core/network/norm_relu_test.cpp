#include "core/network/norm_relu.h"

#include <gmock/gmock.h>

#include "core/network/mixed_precision.h"
#include "core/network/trained_norm.h"

namespace solopose {
namespace {

/// Numbers whose mean is far from 0 beside their deviation, some of which the ReLU stops.
torch::Tensor numbers(std::int64_t channels, double mean) {
  return (torch::randn({3, channels, 5, 7}) + mean).contiguous(torch::MemoryFormat::ChannelsLast);
}

void shake(NormReluImpl& norm) {
  const torch::NoGradGuard no_gradient;
  norm.weight.uniform_(-1, 2);
  norm.bias.uniform_(-1, 1);
  norm.running_mean.uniform_(-2, 2);
}

/// An answer, its gradients by everything that has one, and the statistics that are left.
std::vector<torch::Tensor> all_of(const torch::Tensor& answer, const torch::Tensor& outer,
                                  const std::vector<torch::Tensor>& inputs,
                                  const std::vector<torch::Tensor>& statistics) {
  std::vector<torch::Tensor> all = torch::autograd::grad({answer}, inputs, {outer});
  all.push_back(answer.detach());
  all.insert(all.end(), statistics.begin(), statistics.end());
  return all;
}

/// By torch's own norm, in double.
std::vector<torch::Tensor> expected_of(const NormReluImpl& norm, const torch::Tensor& x,
                                       const torch::Tensor& skip, const torch::Tensor& outer) {
  const auto leaf = [](const torch::Tensor& tensor) {
    return tensor.detach().to(torch::kDouble).clone().requires_grad_();
  };
  const torch::Tensor mean = norm.running_mean.to(torch::kDouble);
  const torch::Tensor variance = norm.running_var.to(torch::kDouble);
  std::vector<torch::Tensor> inputs = {leaf(x), leaf(norm.weight), leaf(norm.bias)};
  torch::Tensor normalised = torch::batch_norm(inputs[0], inputs[1], inputs[2], mean, variance, true,
                                               NormReluImpl::momentum, NormReluImpl::epsilon, false);
  if (skip.defined()) {
    inputs.push_back(leaf(skip));
    normalised = normalised + inputs.back();
  }
  return all_of(torch::relu(normalised), outer.to(torch::kDouble), inputs, {mean, variance});
}

using Way = torch::Tensor (*)(const torch::Tensor&, const torch::Tensor&, NormReluImpl&);

void expect_as_torch(Way way, torch::ScalarType type, std::int64_t channels, bool skips, double tolerance) {
  SCOPED_TRACE(testing::Message() << channels << " channels" << (skips ? ", with skip" : ""));
  torch::manual_seed(channels);
  NormRelu norm(channels);
  shake(*norm);
  if (type == torch::kDouble) norm->to(type);  // whole numbers, too, which no kernel meets
  const torch::Tensor x = numbers(channels, 3).to(type).requires_grad_();
  const torch::Tensor skip = skips ? numbers(channels, 0).to(type).requires_grad_() : torch::Tensor();
  const torch::Tensor outer = torch::randn(x.sizes()).to(type);
  const auto expected = expected_of(*norm, x, skip, outer);
  std::vector<torch::Tensor> inputs = {x, norm->weight, norm->bias};
  if (skips) inputs.push_back(skip);
  const torch::Tensor answer = way(x, skip, *norm);
  const auto found = all_of(answer, outer, inputs, {norm->running_mean, norm->running_var});
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    ASSERT_EQ(found[i].sizes(), expected[i].sizes());
    const double largest = expected[i].abs().max().item<double>();
    EXPECT_GT(largest, 0);
    EXPECT_LT((found[i].to(torch::kDouble) - expected[i]).abs().max().item<double>(), tolerance * largest)
        << "part " << i;
  }
  EXPECT_EQ(norm->num_batches_tracked.item<int>(), 1);
}

TEST(NormReluTest, by_kernels_it_is_torchs_norm_skip_and_relu_with_all_their_gradients) {
  for (const std::int64_t channels : {1, 5, 16, 40, 64}) {
    for (const bool skips : {false, true})
      expect_as_torch(&trained_by_kernels, torch::kFloat, channels, skips, 5e-6);
  }
}

TEST(NormReluTest, by_torchs_operations_it_is_the_same) {
  for (const std::int64_t channels : {1, 5, 40}) {
    for (const bool skips : {false, true})
      expect_as_torch(&trained_by_torch, torch::kDouble, channels, skips, 1e-12);
  }
}

TEST(NormReluTest, what_is_not_a_number_stays_so) {
  NormRelu norm(16);
  torch::Tensor x = numbers(16, 0);
  x[1][3][2][2] = NAN;
  const torch::Tensor y = norm(x);
  EXPECT_TRUE(y.select(1, 3).isnan().all().item<bool>());
  EXPECT_FALSE(y.select(1, 2).isnan().any().item<bool>());
}

/// Halves of a batch in two threads' place: each adds what the other has told before.
TEST(NormReluTest, who_shares_a_batch_has_the_answers_of_the_whole_of_it) {
  for (const Way way : {&trained_by_kernels, &trained_by_torch}) {
    torch::manual_seed(9);
    NormRelu whole(5);
    const torch::Tensor x = torch::cat({numbers(5, 1), numbers(5, 4)});
    const torch::Tensor expected = way(x, {}, *whole);
    std::vector<torch::Tensor> told;
    const auto half = [&](std::int64_t first, const NormReluImpl::SumOverAll& sum) {
      NormRelu norm(5);
      norm->share(sum);
      way(x.narrow(0, first, 3), {}, *norm);
      return norm;
    };
    half(0, [&](const torch::Tensor& sums) { told.push_back(sums.clone()); });
    const NormRelu second = half(3, [&](const torch::Tensor& sums) { sums.add_(told.at(0)); });
    EXPECT_TRUE(torch::allclose(second->running_mean, whole->running_mean, 1e-5, 1e-6));
    EXPECT_TRUE(torch::allclose(second->running_var, whole->running_var, 1e-5, 1e-6));
    EXPECT_FALSE(torch::allclose(whole->running_mean, torch::zeros({5})));
  }
}

TEST(NormReluTest, half_floats_are_normalised_in_single_precision_and_stay_half) {
  torch::manual_seed(7);
  NormRelu norm(4);
  // Around 100 bfloat16 has steps of a half: a mean in it would be off by up to a quarter.
  const torch::Tensor x = (torch::randn({2, 4, 9, 9}) + 100.3).to(torch::kBFloat16);
  const MixedPrecision mixed(true, torch::kCPU);
  EXPECT_EQ(norm(x).scalar_type(), torch::kBFloat16);
  const torch::Tensor expected = 0.1 * x.to(torch::kDouble).mean(torch::IntArrayRef{0, 2, 3});
  EXPECT_LT((norm->running_mean.to(torch::kDouble) - expected).abs().max().item<double>(), 1e-4);
}

}  // namespace
}  // namespace solopose
