#include "core/exchange/traced_network.h"

#include <torch/csrc/jit/frontend/tracer.h>
#include <torch/csrc/jit/passes/constant_propagation.h>
#include <torch/csrc/jit/passes/dead_code_elimination.h>
#include <torch/csrc/jit/passes/inliner.h>

#include "core/models/landmark_features.h"
#include "core/network/flat_features.h"

namespace solopose {
namespace {

/// Noise of the inputs' usual size; always the same.
torch::Tensor example_for(const NetworkOptions& options, int frames) {
  at::Generator generator = at::detail::createCPUGenerator(7);
  if (!options.sees_pictures()) return torch::randn({1, frames, feature_size(options)}, generator);
  return torch::randn({1, frames, 3, options.image_size(), options.image_size()}, generator);
}

}  // namespace

TracedNetwork traced(NetworkModule& network, int frames) {
  const torch::NoGradGuard no_gradient;
  network->eval();
  network->fold_batch_norms();
  // What wants no gradient becomes a constant of the trace.
  for (torch::Tensor& parameter : network->parameters()) parameter.set_requires_grad(false);
  TracedNetwork result;
  result.module = torch::jit::Module("SoloPose");
  result.example = example_for(network->options(), frames);
  result.answer = network->forward(result.example);
  const auto answer = [&](torch::jit::Stack inputs) {
    return torch::jit::Stack{network->forward(inputs.front().toTensor())};
  };
  const auto nameless = [](const torch::Tensor&) { return std::string(); };
  const char* input = network->options().sees_pictures() ? "frames" : "features";
  result.graph =
      torch::jit::tracer::trace({result.example}, answer, nameless, true, false, &result.module, {input})
          .first->graph;
  torch::jit::Inline(*result.graph);
  torch::jit::ConstantPropagation(result.graph);
  torch::jit::EliminateDeadCode(result.graph);
  const auto type = result.module.type();
  type->addMethod(result.module._ivalue()->compilation_unit()->create_function(
      c10::QualifiedName(*type->name(), "forward"), result.graph));
  return result;
}

}  // namespace solopose
