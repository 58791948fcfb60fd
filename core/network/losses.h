#pragma once

#include <span>

#include <torch/torch.h>

#include "core/models/model_description.h"

namespace solopose {

// Only for .cpp files that may see torch. All of it runs on the device that the answers are on. On a CPU
// volumes are gone over by core/heatpose's own loops. On a GPU torch's operations do it: a volume's target is
// a product of as many rows as it has Gaussians, so that the loss is one batched matrix product and a
// softmax, and no kernels of our own are kept that nobody has measured to be faster.

/// Cross-entropy of softmax over each volume's voxels against its HeatPose target normalised to sum 1, mean
/// over the volumes that have a target. logits: (N, 15 or 1, depth, height, width) as the head gives them;
/// targets_mm: (N, 15, 3) in the target's space (crop space: x along width, y along height, z along depth;
/// universal: x along width, z up along height downwards, y along depth). The target never has a tensor of
/// its own: its term and the gradient are accumulated in place. Volumes without a joint inside give neither
/// loss nor gradient.
torch::Tensor heat_map_loss(const torch::Tensor& logits, const torch::Tensor& targets_mm,
                            const TargetOptions& target);

/// Mean squared error over the coordinates that are known. coordinates: (N, 15, 3) as the regression head
/// gives them, in units of the extent; targets_mm: (N, 15, 3).
torch::Tensor coordinate_loss(const torch::Tensor& coordinates, const torch::Tensor& targets_mm,
                              const TargetOptions& target);

/// Voxels round a volume's maximum whose share of the softmax is the confidence.
inline constexpr int near_voxels = 2;

/// Poses of either head, (N, 15, 3) in the target's space, mm, and confidences (N, 15), both on the CPU: heat
/// maps by the mean under softmax of doubled logits less what side Gaussians pull it by,
/// confidence its share near the maximum; the one-volume form by matching peaks to the skeleton.
/// `expected_mm`: (15, 3), for the latter only: about where the joints are (the mean pose); without it sides
/// are a guess. Its joints without a peak are missing: NaN, at confidence 0.
struct DecodedPoses {
  torch::Tensor poses_mm;
  torch::Tensor confidences;
};
DecodedPoses decode_poses(const torch::Tensor& answers, const NetworkOptions& network,
                          const TargetOptions& target, std::span<const float> expected_mm = {});

}  // namespace solopose
