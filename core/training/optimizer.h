#pragma once

#include "core/runs/options.h"
#include "core/training/flat_parameters.h"

namespace solopose {

/// AdamW (Loshchilov and Hutter 2019, algorithm 2; the rate multiplies the decay as in PyTorch), decay on
/// matrices only, gradients clipped to a norm first. Its whole state is moment_1, moment_2 and steps. Only
/// for .cpp files that may see torch.
class AdamW {
 public:
  /// The parameters must outlive it.
  AdamW(FlatParameters& parameters, const TrainingOptions& options);

  /// Changes the parameters by their gradients. Returns the gradients' norm before clipping; when that is not
  /// finite nothing is changed.
  double step(double learning_rate);

  torch::Tensor moment_1;
  torch::Tensor moment_2;
  std::int64_t steps = 0;

 private:
  /// A step as numbers.
  struct Move {
    double gradient_scale;  ///< clips
    double matrix_scale;    ///< decays
    double rate;
    double root_correction;
  };

  void move_by_kernel(const Move& move);
  void move_by_torch(const Move& move);

  FlatParameters& parameters_;
  double beta_1_;
  double beta_2_;
  double decay_;
  double clip_norm_;
};

}  // namespace solopose
