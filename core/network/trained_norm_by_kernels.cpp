#include <ATen/Parallel.h>

#include <cmath>

#include "core/network/mixed_precision.h"
#include "core/network/norm_kernels.h"
#include "core/network/trained_norm.h"

namespace solopose {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// A thread's share; sums are added up in the order of the parts, so that they do not depend on threads.
constexpr std::int64_t rows_of_a_part = 2048;

torch::Tensor channels_last(const torch::Tensor& x) {
  return x.contiguous(torch::MemoryFormat::ChannelsLast);
}

const float* numbers_of(const torch::Tensor& tensor) {
  return tensor.defined() ? tensor.data_ptr<float>() : nullptr;
}

/// Calls work(rows, first number, number of the part) on all threads.
template <typename Work>
void for_each_part(const NormRows& all, const Work& work) {
  const std::int64_t parts = (all.rows + rows_of_a_part - 1) / rows_of_a_part;
  at::parallel_for(0, parts, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t part = begin; part < end; ++part) {
      const std::int64_t first = part * rows_of_a_part * all.channels;
      NormRows rows = all;
      rows.rows = std::min(rows_of_a_part, all.rows - part * rows_of_a_part);
      rows.x += first;
      if (rows.skip != nullptr) rows.skip += first;
      work(rows, first, part);
    }
  });
}

/// Two sums for each channel, one row after the other: work(rows, first number, sums, other sums) adds a
/// part's.
template <typename Work>
std::vector<double> summed_over_parts(const NormRows& all, const Work& work) {
  const auto row = static_cast<std::size_t>(2 * all.channels);
  const auto parts = static_cast<std::size_t>((all.rows + rows_of_a_part - 1) / rows_of_a_part);
  std::vector<double> sums(parts * row);
  for_each_part(all, [&](const NormRows& rows, std::int64_t first, std::int64_t part) {
    double* own = sums.data() + static_cast<std::size_t>(part) * row;
    work(rows, first, own, own + all.channels);
  });
  for (std::size_t i = row; i < sums.size(); ++i) sums[i % row] += sums[i];
  sums.resize(row);
  return sums;
}

void sum_over_all(const NormReluImpl& norm, std::vector<double>& numbers) {
  if (!norm.is_shared()) return;
  norm.sum_over_all(
      torch::from_blob(numbers.data(), {static_cast<std::int64_t>(numbers.size())}, torch::kDouble));
}

/// Of one channel, over all who share the batch.
struct ChannelStatistics {
  double mean;
  double variance;  ///< biased
};

struct Statistics {
  double count;  ///< numbers of a channel
  std::vector<ChannelStatistics> channels;
};

Statistics statistics_of(const torch::Tensor& x, const NormReluImpl& norm) {
  const NormRows all = {.rows = x.numel() / x.size(1), .channels = x.size(1), .x = numbers_of(x)};
  // Around the mean of before squares keep their digits.
  const float* shift = norm.running_mean.data_ptr<float>();
  const std::vector<double> sums =
      summed_over_parts(all, [&](const NormRows& rows, std::int64_t, double* apart, double* squares) {
        add_moments(rows, shift, apart, squares);
      });
  const auto channels = static_cast<std::size_t>(all.channels);
  const auto count = static_cast<double>(all.rows);
  std::vector<double> moments(2 * channels + 1);  // sums, sums of squares, count
  for (std::size_t c = 0; c < channels; ++c) {
    const double about = static_cast<double>(shift[c]);
    moments[c] = sums[c] + about * count;
    moments[channels + c] = sums[channels + c] + about * (2 * sums[c] + about * count);
  }
  moments.back() = count;
  sum_over_all(norm, moments);
  Statistics result{moments.back(), {}};
  for (std::size_t c = 0; c < channels; ++c) {
    const double mean = moments[c] / result.count;
    const double square = moments[channels + c] / result.count;
    result.channels.push_back({mean, std::max(square - mean * mean, 0.0)});
  }
  return result;
}

void remember(const Statistics& statistics, NormReluImpl& norm) {
  const double unbiased = statistics.count / std::max(statistics.count - 1, 1.0);
  float* mean = norm.running_mean.data_ptr<float>();
  float* variance = norm.running_var.data_ptr<float>();
  const auto move = [](float& running, double now) {
    running += static_cast<float>(NormReluImpl::momentum * (now - static_cast<double>(running)));
  };
  for (const ChannelStatistics& channel : statistics.channels) {
    move(*mean++, channel.mean);
    move(*variance++, channel.variance * unbiased);
  }
  ++*norm.num_batches_tracked.data_ptr<std::int64_t>();
}

/// What the way back wants to know of each channel; four rows of a tensor of floats.
struct Kept {
  enum Row { mean, inverse, scale, offset, rows };

  explicit Kept(const torch::Tensor& numbers) : numbers_(numbers) {}
  float* row(Row row) const { return numbers_.data_ptr<float>() + row * numbers_.size(1); }

 private:
  torch::Tensor numbers_;
};

torch::Tensor kept_of(const Statistics& statistics, const NormReluImpl& norm) {
  const torch::Tensor numbers = torch::empty({Kept::rows, norm.weight.size(0)}, torch::kFloat);
  const Kept kept(numbers);
  const float* weight = norm.weight.data_ptr<float>();
  const float* bias = norm.bias.data_ptr<float>();
  for (std::size_t c = 0; c < statistics.channels.size(); ++c) {
    const auto& [mean, variance] = statistics.channels[c];
    const double inverse = 1 / std::sqrt(variance + NormReluImpl::epsilon);
    const double scale = inverse * static_cast<double>(weight[c]);
    kept.row(Kept::mean)[c] = static_cast<float>(mean);
    kept.row(Kept::inverse)[c] = static_cast<float>(inverse);
    kept.row(Kept::scale)[c] = static_cast<float>(scale);
    kept.row(Kept::offset)[c] = static_cast<float>(static_cast<double>(bias[c]) - mean * scale);
  }
  return numbers;
}

/// Parameters' gradients of this process, and of x as factors: of_x = through * scale + x * own + rest.
struct Gradients {
  torch::Tensor of_weight;
  torch::Tensor of_bias;
  std::vector<float> own;
  std::vector<float> rest;
};

/// From scale * (through - mean of through - normalised x * mean of through times normalised x). `sums`: of
/// what came through, and of it times x - mean.
Gradients gradients_of(std::vector<double> sums, double count, const Kept& kept, const NormReluImpl& norm) {
  const auto channels = sums.size() / 2;
  Gradients result{torch::empty_like(norm.weight), torch::empty_like(norm.bias), std::vector<float>(channels),
                   std::vector<float>(channels)};
  for (std::size_t c = 0; c < channels; ++c) {
    sums[channels + c] *= static_cast<double>(kept.row(Kept::inverse)[c]);
    result.of_weight.data_ptr<float>()[c] = static_cast<float>(sums[channels + c]);
    result.of_bias.data_ptr<float>()[c] = static_cast<float>(sums[c]);
  }
  sum_over_all(norm, sums);
  for (std::size_t c = 0; c < channels; ++c) {
    const auto scale = static_cast<double>(kept.row(Kept::scale)[c]);
    const double own = -scale * static_cast<double>(kept.row(Kept::inverse)[c]) * sums[channels + c] / count;
    result.own[c] = static_cast<float>(own);
    result.rest[c] =
        static_cast<float>(-scale * sums[c] / count - own * static_cast<double>(kept.row(Kept::mean)[c]));
  }
  return result;
}

NormRows rows_of(const torch::Tensor& x, const torch::Tensor& skip, const Kept& kept) {
  return {.rows = x.numel() / x.size(1),
          .channels = x.size(1),
          .x = numbers_of(x),
          .skip = numbers_of(skip),
          .scale = kept.row(Kept::scale),
          .offset = kept.row(Kept::offset)};
}

class Trained : public torch::autograd::Function<Trained> {
 public:
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& given,
                               const c10::optional<torch::Tensor>& given_skip, const torch::Tensor& weight,
                               const torch::Tensor& bias, NormReluImpl* norm) {
    static_cast<void>(weight);  // of the norm: here so that autograd knows of them
    static_cast<void>(bias);
    const torch::Tensor x = channels_last(widened(given));
    const torch::Tensor skip = given_skip ? channels_last(widened(*given_skip)) : torch::Tensor();
    const Statistics statistics = statistics_of(x, *norm);
    remember(statistics, *norm);
    const torch::Tensor numbers = kept_of(statistics, *norm);
    const torch::Tensor y = torch::empty_like(x);
    for_each_part(rows_of(x, skip, Kept(numbers)),
                  [&](const NormRows& rows, std::int64_t first, std::int64_t) {
                    scale_and_rectify(rows, y.data_ptr<float>() + first);
                  });
    context->save_for_backward({x, skip, numbers});
    context->saved_data["count"] = statistics.count;
    context->saved_data["norm"] = reinterpret_cast<std::int64_t>(norm);
    return y.to(given.scalar_type());
  }

  static variable_list backward(AutogradContext* context, const variable_list& outer_of_y) {
    const variable_list saved = context->get_saved_variables();
    const torch::Tensor& x = saved[0];
    const Kept kept(saved[2]);
    const NormRows all = rows_of(x, saved[1], kept);
    const auto* norm = reinterpret_cast<const NormReluImpl*>(context->saved_data["norm"].toInt());
    const torch::Tensor outer = channels_last(widened(outer_of_y[0]));
    const bool skips = all.skip != nullptr;
    const torch::Tensor through = skips ? torch::empty_like(x) : outer;
    std::vector<double> sums = summed_over_parts(
        all, [&](const NormRows& rows, std::int64_t first, double* passed, double* matched) {
          add_gradient_sums(rows, numbers_of(outer) + first, kept.row(Kept::mean),
                            through.data_ptr<float>() + first, passed, matched);
        });
    const Gradients gradients =
        gradients_of(std::move(sums), context->saved_data["count"].toDouble(), kept, *norm);
    const torch::Tensor of_x = torch::empty_like(x);
    for_each_part(all, [&](const NormRows& rows, std::int64_t first, std::int64_t) {
      norm_gradient(rows, numbers_of(through) + first, skips, gradients.own.data(), gradients.rest.data(),
                    of_x.data_ptr<float>() + first);
    });
    const auto given_type = outer_of_y[0].scalar_type();
    return {of_x.to(given_type),
            skips ? through.to(given_type) : torch::Tensor(),
            gradients.of_weight,
            gradients.of_bias,
            {}};
  }
};

}  // namespace

torch::Tensor trained_by_kernels(const torch::Tensor& x, const torch::Tensor& skip, NormReluImpl& norm) {
  const auto added = skip.defined() ? c10::make_optional(skip) : c10::nullopt;
  return Trained::apply(x, added, norm.weight, norm.bias, &norm);
}

}  // namespace solopose
