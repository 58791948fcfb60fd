#pragma once

#include <span>
#include <vector>

#include "core/heatpose/cross_entropy.h"
#include "core/heatpose/grid.h"
#include "core/heatpose/soft_position.h"

namespace solopose {

/// What a volume of logits is asked when a network is measured.
struct VolumeReading {
  CrossEntropy entropy;  ///< against its target
  SoftPosition soft;     ///< of sharpness 2
};

/// Volumes of logits that are linear in a frame's places, as a head's last layer makes them:
///
///     logit(x, y, z) = bias(x) + sum over channels c of weight(x, c) * place(c, y, z)
///
/// They are read without being made: a tile of logits lives in registers and goes into all sums at once, and
/// the target, a mixture of separable terms, meets the places instead of the logits. So a volume of 64^3
/// costs its multiplications and one exponential a voxel, and no memory.
class LinearVolume {
 public:
  /// weights: (grid.size[0], channels); biases: (grid.size[0]). @throws Error when a size is another.
  LinearVolume(const Grid& grid, int channels, std::span<const float> weights, std::span<const float> biases);

  /// places: (channels, grid.size[1], grid.size[2]), finite. The same as cross_entropy() and soft_position()
  /// of the volume. One core. @throws Error when a size is another.
  VolumeReading read(std::span<const float> places, std::span<const Gaussian> target, int radius) const;

 private:
  double matched(std::span<const float> places, std::span<const Gaussian> target, double& mass) const;

  Grid grid_;
  int channels_;
  std::vector<float> weights_;  ///< (x, channels)
  std::vector<float> biases_;
  std::vector<float> blocks_;  ///< of blocks of x: biases, then for each channel weights; times log2(e)
};

}  // namespace solopose
