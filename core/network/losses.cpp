#include "core/network/losses.h"

#include <ATen/Parallel.h>
#include <fmt/format.h>

#include "core/base/error.h"
#include "core/heatpose/cross_entropy.h"
#include "core/models/target_space.h"
#include "core/network/mixed_precision.h"

namespace solopose {
namespace {

/// The mixtures of every volume, those without a joint inside left empty.
struct Targets {
  Grid grid;
  std::vector<std::vector<Gaussian>> mixtures;
  std::int64_t present = 0;
};

/// Poses as the grid has them: float (N, 15, 3) on the CPU.
torch::Tensor on_cpu(const torch::Tensor& poses) {
  return poses.detach().to(torch::kCPU, torch::kFloat).contiguous();
}

void require_shapes(const torch::Tensor& logits, const torch::Tensor& targets_mm) {
  const bool cube = logits.dim() == 5 && logits.size(2) == logits.size(3) && logits.size(3) == logits.size(4);
  if (!cube || (logits.size(1) != joint_count && logits.size(1) != 1)) {
    throw Error(fmt::format("heat map loss: expected logits (N, 15 or 1, S, S, S), found ({})",
                            fmt::join(logits.sizes(), ", ")));
  }
  if (targets_mm.sizes() != torch::IntArrayRef{logits.size(0), joint_count, 3}) {
    throw Error(fmt::format("heat map loss: expected targets ({}, 15, 3), found ({})", logits.size(0),
                            fmt::join(targets_mm.sizes(), ", ")));
  }
}

std::vector<Gaussian> mixture_of(const Grid& grid, std::span<const float> pose_in_grid_mm, int volume,
                                 bool per_joint, const MixtureOptions& options) {
  std::vector<MixtureComponent> mixture;
  for (int joint = per_joint ? volume : 0; joint < (per_joint ? volume + 1 : joint_count); ++joint) {
    const float* at = pose_in_grid_mm.data() + 3 * joint;
    if (!grid.contains(Eigen::Vector3f(at[0], at[1], at[2]).cast<double>())) continue;
    add_joint_mixture(pose_in_grid_mm, static_cast<Joint>(joint), options, mixture);
  }
  return gaussians_of(mixture);
}

Targets targets_of(const torch::Tensor& logits, const torch::Tensor& targets_mm,
                   const TargetOptions& target) {
  Targets targets;
  const auto voxels = static_cast<int>(logits.size(2));
  targets.grid = target_grid(target, voxels);
  const MixtureOptions mixture = target_mixture(target, voxels);
  const torch::Tensor poses = on_cpu(targets_mm);
  const std::int64_t volumes = logits.size(1);
  targets.mixtures.resize(static_cast<std::size_t>(logits.size(0) * volumes));
  at::parallel_for(0, logits.size(0), 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t n = begin; n < end; ++n) {
      const float* first = poses.data_ptr<float>() + n * 3 * joint_count;
      const auto pose = grid_from_target(target.frame, {first, 3 * joint_count});
      for (std::int64_t v = 0; v < volumes; ++v) {
        targets.mixtures[static_cast<std::size_t>(n * volumes + v)] =
            mixture_of(targets.grid, pose, static_cast<int>(v), volumes > 1, mixture);
      }
    }
  });
  for (const auto& gaussians : targets.mixtures) targets.present += !gaussians.empty();
  return targets;
}

/// Sum of the volumes' losses over how many have a target; `gradient` is defined or not.
double loss_on_cpu(const torch::Tensor& logits, const Targets& targets, const torch::Tensor& gradient) {
  const auto voxels = static_cast<std::size_t>(targets.grid.voxels());
  const auto volumes = static_cast<std::int64_t>(targets.mixtures.size());
  const float scale = 1.0F / static_cast<float>(std::max<std::int64_t>(targets.present, 1));
  const float* from = logits.data_ptr<float>();
  float* to = gradient.defined() ? gradient.data_ptr<float>() : nullptr;
  std::vector<double> losses(targets.mixtures.size());
  at::parallel_for(0, volumes, 4, [&](std::int64_t begin, std::int64_t end) {
    for (auto v = static_cast<std::size_t>(begin); v < static_cast<std::size_t>(end); ++v) {
      std::span<float> row;
      if (to != nullptr) row = {to + v * voxels, voxels};
      losses[v] =
          cross_entropy(targets.grid, {from + v * voxels, voxels}, targets.mixtures[v], scale, row).loss;
    }
  });
  double sum = 0;
  for (const double loss : losses) sum += loss;
  return sum * static_cast<double>(scale);
}

/// Every volume's Gaussians as rows of factors, each volume filled up to as many as the richest has.
struct Factors {
  torch::Tensor planes;   ///< (volumes, Gaussians, depth * height), weights of sum 1 over a volume included
  torch::Tensor rows;     ///< (volumes, Gaussians, width)
  torch::Tensor present;  ///< (volumes), 1 or 0
};

Factors factors_of(const Targets& targets, const torch::TensorOptions& like) {
  std::size_t most = 1;
  for (const auto& gaussians : targets.mixtures) most = std::max(most, gaussians.size());
  const auto volumes = static_cast<std::int64_t>(targets.mixtures.size());
  torch::Tensor parameters = torch::ones({volumes, static_cast<std::int64_t>(most), 5}, torch::kDouble);
  parameters.select(2, 4).zero_();
  const auto entry = parameters.accessor<double, 3>();
  for (std::int64_t v = 0; v < volumes; ++v) {
    const auto& gaussians = targets.mixtures[static_cast<std::size_t>(v)];
    for (std::size_t g = 0; g < gaussians.size(); ++g) {
      auto row = entry[v][static_cast<std::int64_t>(g)];
      for (int axis = 0; axis < 3; ++axis) row[axis] = static_cast<double>(gaussians[g].centre_mm[axis]);
      row[3] = static_cast<double>(gaussians[g].sigma_mm);
      row[4] = static_cast<double>(gaussians[g].height);
    }
  }
  parameters = parameters.to(like);
  const auto along = [&](int axis) {
    const auto a = static_cast<std::size_t>(axis);
    const torch::Tensor positions =
        torch::arange(targets.grid.size[a], like) * targets.grid.spacing_mm[axis] +
        targets.grid.origin_mm[axis];
    const torch::Tensor distance =
        (positions - parameters.slice(2, axis, axis + 1)) / parameters.slice(2, 3, 4);
    return torch::exp(-0.5 * distance.square());
  };
  const torch::Tensor x = along(0);
  const torch::Tensor y = along(1);
  const torch::Tensor z = along(2);
  const torch::Tensor heights = parameters.select(2, 4);
  const torch::Tensor mass = (heights * x.sum(2) * y.sum(2) * z.sum(2)).sum(1, true);
  const torch::Tensor present = mass.gt(0).to(like.dtype());
  const torch::Tensor weights = heights / (mass + (1 - present));
  return {(weights.unsqueeze(2) * x).unsqueeze(3).mul(y.unsqueeze(2)).flatten(2), z, present.squeeze(1)};
}

/// The same with torch's own operations: any device, any precision.
torch::Tensor loss_on_device(const torch::Tensor& logits, const Targets& targets, torch::Tensor& gradient) {
  const Factors factors = factors_of(targets, logits.options());
  const auto volumes = static_cast<std::int64_t>(targets.mixtures.size());
  const std::int64_t width = targets.grid.size[2];
  const double scale = 1.0 / static_cast<double>(std::max<std::int64_t>(targets.present, 1));
  const torch::Tensor flat = logits.view({volumes, -1});
  const torch::Tensor contracted =
      torch::bmm(flat.view({volumes, -1, width}), factors.rows.transpose(1, 2)).transpose(1, 2);
  const torch::Tensor matched = (contracted * factors.planes).sum(torch::IntArrayRef{1, 2});
  const torch::Tensor loss = ((torch::logsumexp(flat, 1) - matched) * factors.present).sum() * scale;
  if (!gradient.defined()) return loss;
  gradient = torch::softmax(flat, 1).mul_((scale * factors.present).unsqueeze(1));
  gradient.view({volumes, -1, width}).baddbmm_(factors.planes.transpose(1, 2), factors.rows, 1, -scale);
  gradient = gradient.view(logits.sizes());
  return loss;
}

/// The gradient is made with the loss, while the logits are at hand; backward only hands it on.
class HeatMapLoss : public torch::autograd::Function<HeatMapLoss> {
 public:
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& given,
                               const Targets& targets) {
    const torch::Tensor logits = given.contiguous();
    torch::Tensor gradient;
    if (given.requires_grad()) gradient = torch::empty_like(logits);
    torch::Tensor loss;
    if (logits.is_cpu() && logits.scalar_type() == torch::kFloat) {
      loss = torch::tensor(static_cast<float>(loss_on_cpu(logits, targets, gradient)));
    } else {
      loss = loss_on_device(logits, targets, gradient);
    }
    if (gradient.defined()) context->saved_data["gradient"] = gradient;
    return loss;
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 const torch::autograd::variable_list& outer) {
    const torch::Tensor gradient = context->saved_data["gradient"].toTensor();
    // As a loss of its own its outer gradient is 1, which on a CPU costs nothing to find out.
    const bool one = outer[0].is_cpu() && outer[0].item<double>() == 1;
    return {one ? gradient : gradient * outer[0], torch::Tensor()};
  }
};

}  // namespace

torch::Tensor heat_map_loss(const torch::Tensor& logits, const torch::Tensor& targets_mm,
                            const TargetOptions& target) {
  require_shapes(logits, targets_mm);
  const FullPrecision full;  // half numbers are too coarse for sums over a volume
  return HeatMapLoss::apply(widened(logits), targets_of(logits, targets_mm, target));
}

torch::Tensor coordinate_loss(const torch::Tensor& coordinates, const torch::Tensor& targets_mm,
                              const TargetOptions& target) {
  const FullPrecision full;
  const torch::Tensor given = widened(coordinates);
  const torch::Tensor known = targets_mm.isfinite();
  const torch::Tensor wanted =
      torch::where(known, targets_mm / target.extent_mm, torch::zeros_like(targets_mm));
  const torch::Tensor difference = (given - wanted.to(given.options())) * known.to(given.options());
  return difference.square().sum() / known.sum().clamp_min(1).to(given.options());
}

}  // namespace solopose
