#include "core/training/synchronised_norm.h"

#include "core/network/norm_relu.h"

namespace solopose {

void synchronise_batch_norms(NetworkModuleImpl& network, DataParallel& processes) {
  if (processes.alone()) return;
  for (const auto& module : network.modules()) {
    auto* norm = module->as<NormReluImpl>();
    if (norm != nullptr) norm->share([&processes](const torch::Tensor& numbers) { processes.sum(numbers); });
  }
}

}  // namespace solopose
