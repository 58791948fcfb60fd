#include "core/training/synchronised_norm.h"

#include "core/network/mixed_precision.h"

namespace solopose {
namespace {

namespace nn = torch::nn;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::array<std::int64_t, 3> all_but_channels = {0, 2, 3};

torch::Tensor by_channel(const torch::Tensor& numbers) { return numbers.view({1, -1, 1, 1}); }

/// (x - mean) / sqrt(variance + epsilon) * weight + bias.
torch::Tensor given_norm(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                         const torch::Tensor& mean, const torch::Tensor& variance, double epsilon) {
  return torch::batch_norm(x, weight, bias, mean, variance, false, 0, epsilon, false);
}

struct Statistics {
  torch::Tensor mean;
  torch::Tensor variance;  ///< biased
  double count = 0;        ///< numbers of a channel, over all processes
};

/// Summed in double: variance as the difference of large numbers keeps its digits.
Statistics statistics_of(const torch::Tensor& given, DataParallel& processes) {
  const torch::Tensor x = widened(given);
  const auto count = static_cast<double>(x.numel() / x.size(1));
  // On a CPU torch's own var_mean takes ten times as long as these sums.
  const torch::Tensor mean = x.mean(all_but_channels);
  const torch::Tensor variance = (x - by_channel(mean)).square_().mean(all_but_channels);
  const torch::Tensor mean_wide = mean.to(torch::kDouble);
  const torch::Tensor sums = torch::cat({torch::full({1}, count, mean_wide.options()), mean_wide * count,
                                         (variance.to(torch::kDouble) + mean_wide.square()) * count});
  processes.sum(sums);
  const auto total = sums[0].item<double>();
  const std::int64_t channels = x.size(1);
  const torch::Tensor all_mean = sums.narrow(0, 1, channels) / total;
  const torch::Tensor all_variance = sums.narrow(0, 1 + channels, channels) / total - all_mean.square();
  return {all_mean.to(x.scalar_type()), all_variance.clamp_min(0).to(x.scalar_type()), total};
}

/// The passes over what is large are those of a norm whose statistics are given, which are torch's fastest.
class Normalised : public torch::autograd::Function<Normalised> {
 public:
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x, const torch::Tensor& weight,
                               const torch::Tensor& bias, const Statistics& statistics, double epsilon,
                               DataParallel* processes) {
    context->save_for_backward({x, statistics.mean, statistics.variance, weight});
    context->saved_data["count"] = statistics.count;
    context->saved_data["epsilon"] = epsilon;
    context->saved_data["processes"] = reinterpret_cast<std::int64_t>(processes);
    return given_norm(widened(x), weight, bias, statistics.mean, statistics.variance, epsilon)
        .to(x.scalar_type());
  }

  static variable_list backward(AutogradContext* context, const variable_list& outer) {
    const variable_list saved = context->get_saved_variables();
    const torch::Tensor x = widened(saved[0]);
    const torch::Tensor& mean = saved[1];
    const torch::Tensor& variance = saved[2];
    const double epsilon = context->saved_data["epsilon"].toDouble();
    const torch::Tensor scale = (variance + epsilon).rsqrt();
    const torch::Tensor gradient = widened(outer[0]);
    const torch::Tensor summed = gradient.sum(all_but_channels);
    const torch::Tensor matched =
        (x - by_channel(mean)).mul_(gradient).sum(all_but_channels) * scale;  // with what is normalised
    const torch::Tensor means = torch::stack({summed, matched});
    reinterpret_cast<DataParallel*>(context->saved_data["processes"].toInt())->sum(means);
    means.div_(context->saved_data["count"].toDouble());
    const torch::Tensor factor = scale * saved[3];
    const torch::Tensor of_x = given_norm(x, -means[1] * factor, -means[0] * factor, mean, variance, epsilon)
                                   .add_(gradient * by_channel(factor));
    return {of_x.to(saved[0].scalar_type()), matched, summed, {}, {}, {}};
  }
};

/// Stands before a batch norm and uses its weights and running statistics.
class SynchronisedNormImpl : public nn::Module {
 public:
  SynchronisedNormImpl(std::shared_ptr<nn::BatchNorm2dImpl> norm, DataParallel& processes)
      : norm_(std::move(norm)), processes_(processes) {}

  torch::Tensor forward(const torch::Tensor& x) {
    if (!norm_->is_training()) return norm_->forward(x);
    Statistics statistics;
    {
      const torch::NoGradGuard no_gradient;
      statistics = statistics_of(x.detach(), processes_);
      const double momentum = norm_->options.momentum().value();
      norm_->running_mean.lerp_(statistics.mean, momentum);
      const double unbiased = statistics.count / std::max(statistics.count - 1, 1.0);
      norm_->running_var.lerp_(statistics.variance * unbiased, momentum);
      norm_->num_batches_tracked += 1;
    }
    return Normalised::apply(x, norm_->weight, norm_->bias, statistics, norm_->options.eps(), &processes_);
  }

 private:
  std::shared_ptr<nn::BatchNorm2dImpl> norm_;
  DataParallel& processes_;
};
TORCH_MODULE(SynchronisedNorm);

}  // namespace

void synchronise_batch_norms(NetworkModuleImpl& network, DataParallel& processes) {
  if (processes.alone()) return;
  for (const auto& module : network.modules()) {
    auto* layers = module->as<nn::SequentialImpl>();
    if (layers == nullptr) continue;
    for (nn::AnyModule& layer : *layers) {
      // The norm itself stays registered, so names, modes and devices go on as they were.
      const auto norm = std::dynamic_pointer_cast<nn::BatchNorm2dImpl>(layer.ptr());
      if (norm) layer = nn::AnyModule(SynchronisedNorm(norm, processes));
    }
  }
}

}  // namespace solopose
