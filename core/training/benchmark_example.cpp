#include "core/training/benchmark_example.h"

#include "core/network/losses.h"
#include "core/network/model_file.h"
#include "core/network/tensor_file.h"
#include "core/skeleton/canonical.h"

namespace solopose {

torch::Tensor example_targets(std::int64_t frames) {
  constexpr std::array<std::array<float, 3>, joint_count> standing_mm = {{{0, 0, 0},
                                                                          {120, 0, 0},
                                                                          {125, 430, 0},
                                                                          {125, 830, 60},
                                                                          {-120, 0, 0},
                                                                          {-125, 430, 0},
                                                                          {-125, 830, 60},
                                                                          {0, -500, 20},
                                                                          {0, -690, 60},
                                                                          {-175, -490, 20},
                                                                          {-330, -250, 60},
                                                                          {-430, -20, 120},
                                                                          {175, -490, 20},
                                                                          {330, -250, 60},
                                                                          {430, -20, 120}}};
  constexpr double spread_mm = 60;
  torch::Tensor pose = torch::empty({1, joint_count, 3});
  float* number = pose.data_ptr<float>();
  for (const auto& joint : standing_mm) number = std::ranges::copy(joint, number).out;
  return pose + spread_mm * torch::randn({frames, joint_count, 3});
}

torch::Tensor example_frames(const NetworkOptions& options, std::int64_t clips, std::int64_t frames) {
  return torch::randn({clips, frames, 3, options.image_size(), options.image_size()});
}

void write_example(const std::filesystem::path& file, NetworkModule& network,
                   const TrainingOptions& training) {
  std::map<std::string, torch::Tensor> tensors;
  for (const auto& [name, tensor] : model_tensors(network)) tensors[name] = tensor.clone();
  const auto before = tensors;

  network->eval();
  tensors["clips.frames"] = example_frames(training.network, 2, 8);
  {
    const torch::NoGradGuard no_gradient;
    tensors["clips.logits"] = network(tensors["clips.frames"]);
  }
  network->train();
  tensors["step.frames"] = example_frames(training.network, 4, 1);
  tensors["step.targets_mm"] = example_targets(4);
  const torch::Tensor answers = network->answer_frames(network->encode(tensors["step.frames"]));
  const torch::Tensor loss =
      heat_map_loss(answers.flatten(0, 1), tensors["step.targets_mm"], training.target);
  loss.backward();
  tensors["step.loss"] = loss;
  for (const auto& item : network->named_parameters()) {
    torch::Tensor& gradient = item.value().mutable_grad();
    if (!gradient.defined()) continue;
    tensors["gradient." + item.key()] = gradient.clone();
    gradient = torch::Tensor();
  }
  set_model_tensors(network, before, file);
  write_tensors(file, tensors, {});
}

}  // namespace solopose
