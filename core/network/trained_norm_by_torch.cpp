#include "core/network/mixed_precision.h"
#include "core/network/trained_norm.h"

namespace solopose {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::array<std::int64_t, 3> all_but_channels = {0, 2, 3};

torch::Tensor by_channel(const torch::Tensor& numbers) { return numbers.view({1, -1, 1, 1}); }

torch::Tensor sum_of(const torch::Tensor& x) { return x.sum(all_but_channels, false, torch::kDouble); }

struct Statistics {
  torch::Tensor count;     ///< numbers of a channel, all of them double
  torch::Tensor mean;      ///< (channels)
  torch::Tensor variance;  ///< biased
};

Statistics statistics_of(const torch::Tensor& x, const NormReluImpl& norm) {
  const std::int64_t channels = x.size(1);
  const torch::Tensor sum = sum_of(x);
  const torch::Tensor count = torch::full({1}, x.numel() / channels, sum.options());
  const torch::Tensor mean = sum / count;
  const torch::Tensor spread = sum_of((x - by_channel(mean).to(x.scalar_type())).square_());
  const torch::Tensor all = torch::cat({count, sum, spread + mean.square() * count});
  norm.sum_over_all(all);
  const torch::Tensor total = all.narrow(0, 0, 1);
  const torch::Tensor mean_of_all = all.narrow(0, 1, channels) / total;
  const torch::Tensor square = all.narrow(0, 1 + channels, channels) / total;
  return {total, mean_of_all, (square - mean_of_all.square()).clamp_min(0)};
}

void remember(const Statistics& statistics, NormReluImpl& norm) {
  const torch::Tensor unbiased =
      statistics.variance * (statistics.count / (statistics.count - 1).clamp_min(1));
  norm.running_mean.lerp_(statistics.mean.to(norm.running_mean.scalar_type()), NormReluImpl::momentum);
  norm.running_var.lerp_(unbiased.to(norm.running_var.scalar_type()), NormReluImpl::momentum);
  norm.num_batches_tracked += 1;
}

class Trained : public torch::autograd::Function<Trained> {
 public:
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& given,
                               const c10::optional<torch::Tensor>& skip, const torch::Tensor& weight,
                               const torch::Tensor& bias, NormReluImpl* norm) {
    const torch::Tensor x = widened(given);
    const Statistics statistics = statistics_of(x, *norm);
    remember(statistics, *norm);
    const torch::Tensor inverse = (statistics.variance + NormReluImpl::epsilon).rsqrt();
    const torch::Tensor scale = inverse * weight;
    const torch::Tensor offset = bias - statistics.mean * scale;
    torch::Tensor y =
        torch::addcmul(by_channel(offset).to(x.scalar_type()), x, by_channel(scale).to(x.scalar_type()));
    if (skip) y += widened(*skip);
    y.relu_();
    context->save_for_backward({x, y, statistics.count, statistics.mean, inverse, scale});
    context->saved_data["norm"] = reinterpret_cast<std::int64_t>(norm);
    context->saved_data["skips"] = skip.has_value();
    return y.to(given.scalar_type());
  }

  static variable_list backward(AutogradContext* context, const variable_list& outer) {
    const variable_list saved = context->get_saved_variables();
    const auto& [x, y, count, mean, inverse, scale] =
        std::tie(saved[0], saved[1], saved[2], saved[3], saved[4], saved[5]);
    const auto* norm = reinterpret_cast<const NormReluImpl*>(context->saved_data["norm"].toInt());
    const torch::Tensor through = widened(outer[0]) * y.gt(0);
    const torch::Tensor sums = torch::stack(
        {sum_of(through), sum_of(through * (x - by_channel(mean).to(x.scalar_type()))) * inverse});
    const torch::Tensor of_weight = sums[1].to(x.scalar_type());
    const torch::Tensor of_bias = sums[0].to(x.scalar_type());
    norm->sum_over_all(sums);
    const torch::Tensor means = sums / count;
    // scale * (through - mean of through - normalised x * mean of through times normalised x)
    const torch::Tensor of_x_itself = -scale * inverse * means[1];
    const torch::Tensor rest = -scale * means[0] - of_x_itself * mean;
    const torch::Tensor of_x =
        torch::addcmul(by_channel(rest).to(x.scalar_type()), through, by_channel(scale).to(x.scalar_type()))
            .addcmul_(x, by_channel(of_x_itself).to(x.scalar_type()));
    const auto given_type = outer[0].scalar_type();
    const bool skips = context->saved_data["skips"].toBool();
    return {of_x.to(given_type), skips ? through.to(given_type) : torch::Tensor(), of_weight, of_bias, {}};
  }
};

}  // namespace

torch::Tensor trained_by_torch(const torch::Tensor& x, const torch::Tensor& skip, NormReluImpl& norm) {
  const auto added = skip.defined() ? c10::make_optional(skip) : c10::nullopt;
  return Trained::apply(x, added, norm.weight, norm.bias, &norm);
}

}  // namespace solopose
