#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include <torch/torch.h>

#include "core/training/data_parallel.h"
#include "core/training/flat_parameters.h"

namespace solopose {

/// What processes tell each other of a step. Gradients can go in buckets while the backward pass is under
/// way, those of the last layers first, since they are known first (Li et al. 2020, "PyTorch Distributed",
/// 3.2). Buckets go in the same order in all processes and each once a step, also where a step is begun anew
/// for want of memory. Alone it does nothing. Only for .cpp files that may see torch.
class GradientExchange {
 public:
  enum class Moment : std::uint8_t { during_backward, after_backward };
  /// NCCL sends while a GPU computes. Gloo's threads take the time of the cores that compute: between two
  /// processes on two cores a step of `tiny` took a tenth longer with buckets than with one message at its
  /// end.
  static Moment best_moment(torch::Device device);

  /// Both must outlive it.
  GradientExchange(FlatParameters& parameters, DataParallel& processes, Moment moment);
  ~GradientExchange();
  GradientExchange(const GradientExchange&) = delete;
  GradientExchange& operator=(const GradientExchange&) = delete;

  /// A step begins, perhaps anew: nothing goes yet.
  void begin_step() { in_last_pass_ = false; }
  /// The backward pass comes that completes the step's gradients: from here on they may go, times `weight`.
  void begin_last_pass(double weight);
  /// After it: gradients become the processes' sums, and so do `votes`; `statistics` of norms that each
  /// process has taken of its own part of the batch become their mean, so that all validate the same network.
  void finish_step(const torch::Tensor& votes, const std::vector<torch::Tensor>& statistics);

 private:
  struct Bucket;
  class Hook;

  void is_known(std::size_t bucket);
  void send_whole_ones();
  void send(Bucket& bucket);
  void take(Bucket& bucket);

  FlatParameters& parameters_;
  DataParallel& processes_;
  std::vector<std::unique_ptr<Bucket>> buckets_;
  std::vector<std::unique_ptr<Hook>> hooks_;
  double weight_ = 0;
  bool in_last_pass_ = false;
};

}  // namespace solopose
