#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <torch/torch.h>

#include "core/runs/process_place.h"

namespace solopose {

/// The processes that train one network together, over torch's own c10d: Gloo between CPUs, NCCL between
/// GPUs where torch has it. Every process calls the same functions in the same order. Alone, all of them do
/// nothing. Only for .cpp files that may see torch.
///
/// A process that ends, or says nothing for the place's timeout, is an Error in all others, never a wait
/// without end.
class DataParallel {
 public:
  /// Waits for the others. @throws Error when they cannot be reached, or this build has no Gloo.
  explicit DataParallel(const ProcessPlace& place);
  ~DataParallel();

  /// Before tensors of a CUDA device are exchanged. @throws Error when this build has no NCCL, or headers of
  /// another one than LibTorch.
  void use(torch::Device device);

  int rank() const { return place_.rank; }
  int world() const { return place_.world; }
  bool leads() const { return place_.leads(); }
  bool alone() const { return place_.world == 1; }

  /// Every process gets the sums, to the bit the same. Large tensors go in buckets, small ones together in
  /// one message, all at once: waiting is what costs. Returns what waits for them; until then the tensors
  /// belong to the exchange.
  [[nodiscard]] std::function<void()> begin_sum(const std::vector<torch::Tensor>& tensors);
  void sum(const std::vector<torch::Tensor>& tensors) { begin_sum(tensors)(); }
  void sum(const torch::Tensor& tensor) { sum(std::vector<torch::Tensor>{tensor}); }
  /// Every process gets the leader's.
  void broadcast(const torch::Tensor& tensor);
  /// `work` runs in the leader while the others wait, however long that takes; its text goes to all.
  /// @throws in all of them when it throws in the leader.
  std::string led(const std::function<std::string()>& work);

 private:
  struct Group;
  ProcessPlace place_;
  std::unique_ptr<Group> group_;
  std::int64_t led_ = 0;
};

}  // namespace solopose
