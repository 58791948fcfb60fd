#include "core/network/logit_volume.h"

#include <algorithm>

#include "core/base/error.h"

namespace solopose {
namespace {

/// (depth, height, width) to (x, y, z).
torch::Tensor in_target_space(const torch::Tensor& heat, TargetFrame frame) {
  return frame == TargetFrame::camera ? heat.permute({2, 1, 0}) : heat.permute({2, 0, 1}).flip({2});
}

}  // namespace

Volume volume_of_logits(const torch::Tensor& logits, const ModelDescription& model,
                        std::optional<Joint> joint) {
  const HeadSize& head = model.network.head;
  if (head.kind == HeadKind::regression)
    throw Error("heat map: this model answers with coordinates (regression head) and has no heat maps");
  if (joint && !head.per_joint)
    throw Error("heat map: this model has one volume for all joints; show all joints");
  const torch::Tensor plain = logits.to(torch::kCPU, torch::kFloat);
  const torch::Tensor chosen = joint ? plain.narrow(0, index_of(*joint), 1) : plain;
  const torch::Tensor shares = torch::softmax(chosen.flatten(1), 1).sum(0).view(chosen[0].sizes());
  const torch::Tensor heat = in_target_space(shares / shares.max(), model.target.frame).contiguous();
  Volume volume{Grid::cube(Eigen::Vector3d::Zero(), model.target.extent_mm, head.voxels), {}};
  volume.values.assign(heat.data_ptr<float>(), heat.data_ptr<float>() + heat.numel());
  return volume;
}

}  // namespace solopose
