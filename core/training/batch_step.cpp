#include "core/training/batch_step.h"

#include "core/models/target_space.h"
#include "core/network/flat_features.h"
#include "core/network/losses.h"

namespace solopose {
namespace {

torch::Tensor borrowed(const std::vector<float>& numbers, std::vector<std::int64_t> shape) {
  // from_blob wants a pointer it may write through; nothing here does.
  return torch::from_blob(const_cast<float*>(numbers.data()), shape, torch::kFloat);
}

/// A copy on the device. To a GPU it goes by pinned memory, and the program goes on meanwhile: torch keeps
/// that memory until the copy is done.
torch::Tensor onto(torch::Device device, const torch::Tensor& numbers) {
  return device.is_cuda() ? numbers.pin_memory().to(device, /*non_blocking=*/true) : numbers.to(device);
}

/// Volumes that heat_map_loss() finds a target for.
double volumes_with_target(const torch::Tensor& targets_mm, const TrainingOptions& options) {
  const Grid grid = target_grid(options.target, options.network.head.voxels);
  const bool per_joint = options.network.head.per_joint;
  double count = 0;
  for (std::int64_t n = 0; n < targets_mm.size(0); ++n) {
    const float* first = targets_mm.data_ptr<float>() + n * 3 * joint_count;
    const auto pose = grid_from_target(options.target.frame, {first, 3 * joint_count});
    int inside = 0;
    for (std::size_t at = 0; at < pose.size(); at += 3) {
      inside += grid.contains(Eigen::Vector3f(pose[at], pose[at + 1], pose[at + 2]).cast<double>());
    }
    count += per_joint ? inside : inside > 0;
  }
  return count;
}

}  // namespace

torch::Tensor answers_to(NetworkModuleImpl& network, const Batch& batch, FeatureStore* features,
                         bool single_frames, torch::Device device) {
  FrameFeatures frames;
  if (features != nullptr) {
    frames = features->features(batch);
  } else if (!network.options().sees_pictures()) {
    const std::int64_t size = feature_size(network.options());
    frames = network.encode(onto(device, borrowed(batch.features, {batch.clips, batch.frames, size})));
  } else {
    const std::int64_t size = network.options().image_size();
    frames = network.encode(onto(device, borrowed(batch.pixels, {batch.clips, batch.frames, 3, size, size})));
  }
  const torch::Tensor answers = single_frames ? network.answer_frames(frames) : network.answer(frames);
  return answers.flatten(0, 1);
}

torch::Tensor targets_of(const Batch& batch) {
  return borrowed(batch.targets_mm, {std::int64_t{batch.clips} * batch.frames, joint_count, 3});
}

BatchLoss loss_of(const torch::Tensor& answers, const torch::Tensor& targets_mm,
                  const TrainingOptions& options) {
  if (options.network.head.kind == HeadKind::heat_map) {
    return {heat_map_loss(answers, targets_mm, options.target), volumes_with_target(targets_mm, options)};
  }
  return {coordinate_loss(answers, targets_mm.to(answers.device()), options.target),
          static_cast<double>(targets_mm.isfinite().sum().item<std::int64_t>())};
}

bool in_mixed_precision(const TrainingOptions& options, torch::Device device) {
  return device.is_cuda() ? options.mixed_precision : options.mixed_precision_on_cpu;
}

}  // namespace solopose
