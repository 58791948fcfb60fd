#include "core/network/soft_positions.h"

#include "core/network/mixed_precision.h"

namespace solopose {

SoftPositions soft_positions(const torch::Tensor& logits, double sharpness, int radius) {
  const FullPrecision full;
  const torch::Tensor flat = widened(logits.detach()).flatten(2);
  torch::Tensor share = torch::softmax(flat * sharpness, 2).view(logits.sizes());
  torch::Tensor best = flat.argmax(2);  // the voxel's number, z fastest
  torch::Tensor near = share;
  std::vector<torch::Tensor> middles(3);
  for (std::int64_t axis = 2; axis >= 0; --axis) {
    const torch::Tensor numbers = torch::arange(logits.size(2 + axis), share.options());
    // What is left of the shares has one axis less each time: a volume is gone over twice, not six times.
    const torch::Tensor own = best.remainder(numbers.numel()).unsqueeze(2);
    const torch::Tensor inside = (numbers - own).abs().le(radius).to(share.scalar_type());
    std::vector<std::int64_t> shape = {share.size(0), share.size(1)};
    shape.resize(static_cast<std::size_t>(2 + axis), 1);
    shape.push_back(-1);
    near = (near * inside.view(shape)).sum(-1);
    best = best.div(numbers.numel(), "floor");
    torch::Tensor along = share;  // the shares of this axis alone
    for (std::int64_t other = 0; other < axis; ++other) along = along.sum(2);
    middles[static_cast<std::size_t>(axis)] = (along * numbers).sum(2);
    share = share.sum(-1);
  }
  return {torch::stack(middles, 2), near.clamp_max(1).nan_to_num(0)};
}

}  // namespace solopose
