#include "core/network/logit_product.h"

#include <torch/csrc/jit/frontend/tracer.h>

#include <algorithm>

namespace solopose {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// (N, height * width, channels), as they lie in memory.
torch::Tensor rows_of(const torch::Tensor& places) {
  return places.contiguous(torch::MemoryFormat::ChannelsLast).permute({0, 2, 3, 1}).flatten(1, 2);
}

/// Every row of (outputs, places) its bias. torch's copy of what is repeated takes five times as long.
void fill_rows(const torch::Tensor& rows, const torch::Tensor& bias) {
  const std::int64_t width = rows.size(1);
  float* row = rows.data_ptr<float>();
  const float* value = bias.data_ptr<float>();
  for (std::int64_t i = 0; i < rows.size(0); ++i) row = std::fill_n(row, width, value[i]);
}

/// Frame by frame, so that what one product leaves is still in the cache for the next.
class LogitProduct : public torch::autograd::Function<LogitProduct> {
 public:
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& places,
                               const torch::Tensor& weight, const torch::Tensor& bias) {
    const torch::Tensor rows = rows_of(places);
    context->save_for_backward({rows, weight});
    context->saved_data["sizes"] = places.sizes().vec();
    const torch::Tensor logits = torch::empty({rows.size(0), weight.size(0), rows.size(1)}, rows.options());
    for (std::int64_t n = 0; n < rows.size(0); ++n) {
      torch::Tensor frame = logits[n];
      fill_rows(frame, bias);
      frame.addmm_(weight, rows[n].t());
    }
    return logits;
  }

  static variable_list backward(AutogradContext* context, const variable_list& outer) {
    const variable_list saved = context->get_saved_variables();
    const torch::Tensor& rows = saved[0];
    const torch::Tensor& weight = saved[1];
    const torch::Tensor gradient = outer[0].contiguous();
    torch::Tensor of_weight = torch::zeros_like(weight);
    torch::Tensor of_bias = torch::zeros({weight.size(0)}, weight.options());
    const torch::Tensor of_rows = torch::empty_like(rows);
    for (std::int64_t n = 0; n < rows.size(0); ++n) {
      const torch::Tensor frame = gradient[n];
      of_weight.addmm_(frame, rows[n]);
      of_bias.add_(frame.sum(1));
      torch::Tensor of_frame = of_rows[n];
      torch::mm_out(of_frame, frame.t(), weight);
    }
    const std::vector<std::int64_t> sizes = context->saved_data["sizes"].toIntVector();
    return {of_rows.view({sizes[0], sizes[2], sizes[3], sizes[1]}).permute({0, 3, 1, 2}), of_weight, of_bias};
  }
};

}  // namespace

torch::Tensor logit_product(const torch::Tensor& places, const torch::Tensor& weight,
                            const torch::Tensor& bias) {
  const bool by_frames = places.is_cpu() && places.scalar_type() == torch::kFloat;
  if (by_frames && !torch::jit::tracer::isTracing()) return LogitProduct::apply(places, weight, bias);
  // A GPU does all products at once; autocast and exports know this operation.
  return torch::baddbmm(bias.unsqueeze(1), weight.expand({places.size(0), -1, -1}), places.flatten(2));
}

}  // namespace solopose
