#include "core/training/gradient_exchange.h"

#include <algorithm>

#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/function_hook.h>
#include <torch/csrc/autograd/variable.h>

namespace solopose {
namespace {

namespace autograd = torch::autograd;

/// Numbers of a bucket: few enough that several are on their way during a pass, and so many that messages do
/// not cost more than what is in them.
constexpr std::int64_t least_numbers = 1 << 16;
constexpr std::int64_t most_numbers = 1 << 22;
constexpr std::int64_t buckets_wanted = 4;

}  // namespace

/// Some layers' gradients: where they lie in the flat buffer, and a copy that goes to the others.
struct GradientExchange::Bucket {
  struct Slice {
    std::int64_t first;
    std::int64_t count;
  };
  std::vector<Slice> slices;
  torch::Tensor numbers;
  std::size_t parameters = 0;
  std::size_t unknown = 0;     ///< parameters whose gradient is not there yet
  std::function<void()> wait;  ///< none: not sent

  std::int64_t size() const {
    std::int64_t sum = 0;
    for (const Slice& slice : slices) sum += slice.count;
    return sum;
  }
  /// Parameters come from the network's end to its begin.
  void add(const FlatParameters::Place& place) {
    ++parameters;
    for (Slice& slice : slices) {
      if (place.first + place.count() != slice.first) continue;
      slice = {place.first, slice.count + place.count()};
      return;
    }
    slices.push_back({place.first, place.count()});
  }
  template <typename Move>
  void for_each_slice(const torch::Tensor& flat, const Move& move) {
    std::int64_t at = 0;
    for (const Slice& slice : slices) {
      move(flat.narrow(0, slice.first, slice.count), numbers.narrow(0, at, slice.count));
      at += slice.count;
    }
  }
};

/// As long as it lives, tells when autograd has added a parameter's gradient.
class GradientExchange::Hook {
 public:
  Hook(const torch::Tensor& parameter, std::function<void()> tell)
      : node_(autograd::impl::grad_accumulator(parameter)),
        key_(node_->add_post_hook(std::make_unique<Call>(std::move(tell)))) {}
  ~Hook() { node_->del_post_hook(key_); }
  Hook(const Hook&) = delete;
  Hook& operator=(const Hook&) = delete;

 private:
  struct Call final : autograd::FunctionPostHook {
    explicit Call(std::function<void()> tell_in) : tell(std::move(tell_in)) {}
    autograd::variable_list operator()(const autograd::variable_list& outputs,
                                       const autograd::variable_list&) override {
      tell();
      return outputs;
    }
    std::function<void()> tell;
  };

  std::shared_ptr<autograd::Node> node_;  ///< the parameter itself does not keep it
  std::uintptr_t key_;
};

GradientExchange::GradientExchange(FlatParameters& parameters, DataParallel& processes, Moment moment)
    : parameters_(parameters), processes_(processes) {
  if (processes.alone() || moment == Moment::after_backward) return;
  const std::int64_t wanted = std::clamp(parameters.size() / buckets_wanted, least_numbers, most_numbers);
  const auto& places = parameters.places();
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    if (buckets_.empty() || buckets_.back()->size() >= wanted) buckets_.push_back(std::make_unique<Bucket>());
    buckets_.back()->add(*place);
    hooks_.push_back(
        std::make_unique<Hook>(place->parameter, [this, bucket = buckets_.size() - 1] { is_known(bucket); }));
  }
  for (const auto& bucket : buckets_)
    bucket->numbers = torch::empty({bucket->size()}, parameters.gradients().options());
}

GradientExchange::~GradientExchange() = default;

void GradientExchange::begin_last_pass(double weight) {
  weight_ = weight;
  in_last_pass_ = true;
  for (const auto& bucket : buckets_) bucket->unknown = bucket->parameters;
}

void GradientExchange::is_known(std::size_t bucket) {
  if (!in_last_pass_) return;
  --buckets_[bucket]->unknown;
  send_whole_ones();
}

void GradientExchange::send_whole_ones() {
  for (const auto& bucket : buckets_) {
    if (bucket->unknown > 0) return;
    if (!bucket->wait) send(*bucket);
  }
}

void GradientExchange::send(Bucket& bucket) {
  const torch::NoGradGuard no_gradient;
  bucket.for_each_slice(parameters_.gradients(),
                        [&](const torch::Tensor& own, torch::Tensor sent) { sent.copy_(own).mul_(weight_); });
  bucket.wait = processes_.begin_sum({bucket.numbers});
}

void GradientExchange::finish_step(const torch::Tensor& votes, const std::vector<torch::Tensor>& statistics) {
  in_last_pass_ = false;
  if (processes_.alone()) return;
  std::vector<torch::Tensor> told = {votes};
  told.insert(told.end(), statistics.begin(), statistics.end());
  if (buckets_.empty()) told.insert(told.begin(), parameters_.gradients().mul_(weight_));
  // Some layers may have had no part in the loss.
  for (const auto& bucket : buckets_) {
    if (!bucket->wait) send(*bucket);
  }
  const auto wait = processes_.begin_sum(told);
  for (const auto& bucket : buckets_) take(*bucket);
  wait();
  for (const torch::Tensor& statistic : statistics) statistic.div_(processes_.world());
}

void GradientExchange::take(Bucket& bucket) {
  std::exchange(bucket.wait, nullptr)();
  bucket.for_each_slice(parameters_.gradients(),
                        [](torch::Tensor own, const torch::Tensor& sum) { own.copy_(sum); });
}

GradientExchange::Moment GradientExchange::best_moment(torch::Device device) {
  return device.is_cuda() ? Moment::during_backward : Moment::after_backward;
}

}  // namespace solopose
