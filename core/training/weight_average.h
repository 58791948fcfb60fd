#pragma once

#include <vector>

#include "core/training/flat_parameters.h"

namespace solopose {

/// A running mean of the weights (and of the batch norms' statistics), which is validated and kept instead of
/// the last step's. Only for .cpp files that may see torch.
class WeightAverage {
 public:
  /// decay 0: no average, everything here does nothing. Parameters must outlive it.
  WeightAverage(FlatParameters& parameters, std::vector<torch::Tensor> buffers, double decay);

  void update();
  /// Swap the network's weights and the mean. Twice is nothing.
  void exchange();

  std::vector<torch::Tensor> values;  ///< the mean: parameters' buffer, then each of `buffers`
  std::int64_t updates = 0;

 private:
  std::vector<torch::Tensor> current_;
  double decay_;
};

}  // namespace solopose
