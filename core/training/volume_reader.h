#pragma once

#include <vector>

#include <torch/torch.h>

#include "core/heatpose/linear_volume.h"
#include "core/network/losses.h"
#include "core/network/network_module.h"
#include "core/runs/options.h"

namespace solopose {

/// As long as it lives, a network with a heat map head answers with what the head's last layer would take:
/// answers.view({frames, -1, height, width}).narrow(1, 0, middle_channels). Only for .cpp files that may see
/// torch.
class PlacesForAnswers {
 public:
  explicit PlacesForAnswers(NetworkModuleImpl& network);
  ~PlacesForAnswers();
  PlacesForAnswers(const PlacesForAnswers&) = delete;
  PlacesForAnswers& operator=(const PlacesForAnswers&) = delete;

  /// The last layer's own: (volumes * voxels, channels) and (volumes * voxels).
  const torch::Tensor& weight() const { return weight_; }
  const torch::Tensor& bias() const { return bias_; }

 private:
  torch::Tensor weight_parameter_, bias_parameter_;
  torch::Tensor weight_, bias_;
};

/// A batch's loss and poses.
struct BatchReading {
  double loss = 0;     ///< sum over the volumes that have a target, or known coordinates
  double volumes = 0;  ///< how many
  DecodedPoses decoded;
};

/// Measures a network's volumes without making them (core/heatpose/linear_volume): the same as loss_of() and
/// decode_poses() of its answers. As long as it lives the network gives PlacesForAnswers.
class VolumeReader {
 public:
  /// Whether a run's volumes can be read so: one for each joint, on a CPU, in full precision.
  static bool reads(const TrainingOptions& options, torch::Device device);

  VolumeReader(NetworkModuleImpl& network, const TrainingOptions& options);

  /// answers: the network's, (frames, …); targets_mm: (frames, 15, 3).
  BatchReading read(const torch::Tensor& answers, const torch::Tensor& targets_mm) const;

 private:
  struct Frame;
  void read_frame(const Frame& frame) const;

  const TrainingOptions& options_;
  PlacesForAnswers places_;
  Grid grid_;
  std::vector<LinearVolume> volumes_;  ///< of the joints
};

}  // namespace solopose
