#include "core/training/batch_step.h"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

#include "core/models/target_space.h"
#include "core/network/flat_features.h"
#include "core/network/losses.h"

namespace solopose {
namespace {

torch::Tensor borrowed(const std::vector<float>& numbers, std::vector<std::int64_t> shape) {
  // from_blob wants a pointer it may write through; nothing here does.
  return torch::from_blob(const_cast<float*>(numbers.data()), shape, torch::kFloat);
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

void set_autocast(bool on) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
  if (on) at::autocast::set_autocast_dtype(at::kCUDA, at::kBFloat16);
  at::autocast::set_autocast_enabled(at::kCUDA, on);
#else
  if (on) at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
  at::autocast::set_enabled(on);
#endif
  if (!on) at::autocast::clear_cache();
}

}  // namespace

torch::Tensor answers_to(NetworkModuleImpl& network, const Batch& batch, FeatureStore* features,
                         bool single_frames, torch::Device device) {
  FrameFeatures frames;
  if (features != nullptr) {
    frames = features->features(batch);
  } else if (!network.options().sees_pictures()) {
    const std::int64_t size = feature_size(network.options());
    frames = network.encode(borrowed(batch.features, {batch.clips, batch.frames, size}).to(device));
  } else {
    const std::int64_t size = network.options().image_size();
    frames = network.encode(borrowed(batch.pixels, {batch.clips, batch.frames, 3, size, size}).to(device));
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

MixedPrecision::MixedPrecision(const TrainingOptions& options, torch::Device device)
    : on_(options.mixed_precision && device.is_cuda()) {
  if (on_) set_autocast(true);
}

MixedPrecision::~MixedPrecision() {
  if (on_) set_autocast(false);
}

}  // namespace solopose
