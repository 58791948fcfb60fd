#pragma once

#include <vector>

#include <torch/torch.h>

#include "core/heatpose/linear_volume.h"
#include "core/network/losses.h"
#include "core/network/network_module.h"
#include "core/runs/options.h"

namespace solopose {

/// A batch's loss and poses.
struct BatchReading {
  double loss = 0;     ///< sum over the volumes that have a target, or known coordinates
  double volumes = 0;  ///< how many
  DecodedPoses decoded;
};

/// Measures a network's volumes without making them (core/heatpose/linear_volume): the same as loss_of() and
/// decode_poses() of its answers. As long as it lives the network leaves out its head's last layer.
class VolumeReader {
 public:
  /// Whether a run's volumes can be read so: one for each joint, on a CPU, in full precision.
  static bool reads(const TrainingOptions& options, torch::Device device);

  VolumeReader(NetworkModuleImpl& network, const TrainingOptions& options);
  ~VolumeReader();
  VolumeReader(const VolumeReader&) = delete;
  VolumeReader& operator=(const VolumeReader&) = delete;

  /// answers: the network's, (frames, …); targets_mm: (frames, 15, 3).
  BatchReading read(const torch::Tensor& answers, const torch::Tensor& targets_mm) const;

 private:
  struct Frame;
  void read_frame(const Frame& frame) const;

  const TrainingOptions& options_;
  HeatMapHeadImpl& head_;
  Grid grid_;
  std::vector<LinearVolume> volumes_;  ///< of the joints
};

}  // namespace solopose
