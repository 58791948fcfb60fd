#pragma once

#include <torch/torch.h>

namespace solopose {

// One contract for every device, of training and validation alike. Inside MixedPrecision torch's autocast
// runs convolutions and matrix products in bfloat16. Single precision stay: weights and their gradients, the
// statistics of batch norms, features that are kept for later, targets and losses. Whoever computes one of
// these inside opens FullPrecision round it. Only for .cpp files that may see torch.

/// Autocast on a kind of device as long as it lives; on this thread. Scopes nest.
class AutocastScope {
 public:
  AutocastScope(bool on, torch::DeviceType device);
  ~AutocastScope();
  AutocastScope(const AutocastScope&) = delete;
  AutocastScope& operator=(const AutocastScope&) = delete;

 private:
  torch::DeviceType device_;
  bool before_;
};

/// What may be rounded, when `on`. Left alone otherwise.
class MixedPrecision : AutocastScope {
 public:
  MixedPrecision(bool on, torch::DeviceType device);
};

/// What must not be rounded, within MixedPrecision or without.
class FullPrecision {
 public:
  FullPrecision() : cpu_(false, torch::kCPU), cuda_(false, torch::kCUDA) {}

 private:
  AutocastScope cpu_;
  AutocastScope cuda_;
};

/// bfloat16 and half as float, everything else as it is.
torch::Tensor widened(const torch::Tensor& tensor);

}  // namespace solopose
