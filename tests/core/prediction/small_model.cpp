#include "tests/core/prediction/small_model.h"

#include "core/network/model_file.h"

namespace solopose::testing {

ModelDescription write_random_model(const std::filesystem::path& file, TargetFrame frame, std::uint64_t seed,
                                    const NetworkOptions& options) {
  torch::manual_seed(seed);
  ModelDescription description;
  description.network = options;
  description.target.frame = frame;
  description.clip_frames = 8;
  description.mean_pose_mm.assign(45, 0);
  description.run = "random";
  NetworkModule network(description.network);
  const torch::NoGradGuard no_gradients;
  for (torch::Tensor& parameter : network->parameters()) parameter.add_(0.05 * torch::randn_like(parameter));
  save_model(file, description, network);
  return description;
}

}  // namespace solopose::testing
