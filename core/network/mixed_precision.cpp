#include "core/network/mixed_precision.h"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

namespace solopose {
namespace {

bool autocasts(torch::DeviceType device) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
  return at::autocast::is_autocast_enabled(device);
#else
  return device == torch::kCPU ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled();
#endif
}

void set_autocast(bool on, torch::DeviceType device) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
  at::autocast::set_autocast_dtype(device, at::kBFloat16);
  at::autocast::set_autocast_enabled(device, on);
#else
  if (device == torch::kCPU) {
    at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    at::autocast::set_cpu_enabled(on);
  } else {
    at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
    at::autocast::set_enabled(on);
  }
#endif
}

}  // namespace

AutocastScope::AutocastScope(bool on, torch::DeviceType device)
    : device_(device), before_(autocasts(device)) {
  at::autocast::increment_nesting();
  set_autocast(on, device);
}

AutocastScope::~AutocastScope() {
  // Weights that were cast are kept until the outermost scope ends: an optimizer's step comes after it.
  if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
  set_autocast(before_, device_);
}

MixedPrecision::MixedPrecision(bool on, torch::DeviceType device)
    : AutocastScope(on || autocasts(device), device) {}

torch::Tensor widened(const torch::Tensor& tensor) {
  const bool half = tensor.scalar_type() == torch::kHalf || tensor.scalar_type() == torch::kBFloat16;
  return half ? tensor.to(torch::kFloat) : tensor;
}

}  // namespace solopose
