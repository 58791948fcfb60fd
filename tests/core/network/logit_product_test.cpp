#include "core/network/logit_product.h"

#include <gmock/gmock.h>

namespace solopose {
namespace {

TEST(LogitProductTest, is_a_convolution_of_one_place_with_its_gradients) {
  torch::manual_seed(2);
  for (const auto format : {torch::MemoryFormat::ChannelsLast, torch::MemoryFormat::Contiguous}) {
    const torch::Tensor places = torch::randn({3, 8, 5, 5}).contiguous(format).requires_grad_();
    const torch::Tensor weight = torch::randn({30, 8}).requires_grad_();
    const torch::Tensor bias = torch::randn({30}).requires_grad_();
    const torch::Tensor outer = torch::randn({3, 30, 25});
    const torch::Tensor found = logit_product(places, weight, bias);
    const torch::Tensor expected = torch::conv2d(places, weight.view({30, 8, 1, 1}), bias).flatten(2);
    EXPECT_TRUE(found.is_contiguous());
    EXPECT_TRUE(torch::allclose(found, expected, 1e-5, 1e-5));
    const std::vector<torch::Tensor> inputs = {places, weight, bias};
    const auto gradients = torch::autograd::grad({found}, inputs, {outer});
    const auto expected_gradients = torch::autograd::grad({expected}, inputs, {outer});
    for (std::size_t i = 0; i < inputs.size(); ++i)
      EXPECT_TRUE(torch::allclose(gradients[i], expected_gradients[i], 1e-4, 1e-4)) << i;
    EXPECT_TRUE(gradients[0].is_contiguous(torch::MemoryFormat::ChannelsLast));
  }
}

TEST(LogitProductTest, half_floats_and_doubles_take_torchs_way) {
  torch::manual_seed(2);
  const torch::Tensor places = torch::randn({2, 8, 5, 5});
  const torch::Tensor weight = torch::randn({30, 8});
  const torch::Tensor bias = torch::randn({30});
  const torch::Tensor plain = logit_product(places, weight, bias);
  const torch::Tensor wide =
      logit_product(places.to(torch::kDouble), weight.to(torch::kDouble), bias.to(torch::kDouble));
  EXPECT_TRUE(torch::allclose(plain.to(torch::kDouble), wide, 1e-5, 1e-5));
}

}  // namespace
}  // namespace solopose
