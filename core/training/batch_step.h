#pragma once

#include <torch/torch.h>

#include "core/network/network_module.h"
#include "core/runs/options.h"
#include "core/samples/clip_loader.h"
#include "core/training/feature_store.h"

namespace solopose {

// What training and validation do with a batch. Only for .cpp files that may see torch.

/// The network's answers, (clips * frames, …). `features`: where a frozen encoder's features are kept, null
/// when the batch brings pixels or landmark features. `single_frames`: each frame by itself, the first stage
/// of two.
torch::Tensor answers_to(NetworkModuleImpl& network, const Batch& batch, FeatureStore* features,
                         bool single_frames, torch::Device device);

/// (clips * frames, 15, 3), borrowed from the batch.
torch::Tensor targets_of(const Batch& batch);

/// A batch's mean loss, and over how much it is the mean: volumes with a target, or known coordinates. Means
/// of parts weighted so are the mean of the whole.
struct BatchLoss {
  torch::Tensor mean;
  double weight = 0;
};
/// In full precision, whatever the answers are in.
BatchLoss loss_of(const torch::Tensor& answers, const torch::Tensor& targets_mm,
                  const TrainingOptions& options);

/// Whether a run's steps and validations are in mixed precision (core/network/mixed_precision).
bool in_mixed_precision(const TrainingOptions& options, torch::Device device);

}  // namespace solopose
