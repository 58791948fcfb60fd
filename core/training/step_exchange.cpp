#include "core/training/step_exchange.h"

namespace solopose {

void exchange_step(DataParallel& processes, const torch::Tensor& gradients, const torch::Tensor& votes,
                   const std::vector<torch::Tensor>& statistics) {
  if (processes.alone()) return;
  std::vector<torch::Tensor> told = {gradients, votes};
  told.insert(told.end(), statistics.begin(), statistics.end());
  processes.sum(told);
  for (const torch::Tensor& statistic : statistics) statistic.div_(processes.world());
}

}  // namespace solopose
