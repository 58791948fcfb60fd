#include "core/samples/batch_source.h"

#include <utility>

namespace solopose {

BatchQueue::BatchQueue(std::int64_t first, std::optional<std::int64_t> end, int threads, int prefetch,
                       std::function<Batch(std::int64_t)> prepared)
    : end_(end), prefetch_(prefetch), prepared_(std::move(prepared)), claimed_(first), wanted_(first) {
  for (int t = 0; t < threads; ++t)
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

void BatchQueue::work(const std::stop_token& stop) {
  std::unique_lock lock(guard_);
  while (true) {
    const auto may_go_on = [this] { return claimed_ < wanted_ + prefetch_ && !is_over(claimed_); };
    if (!changed_.wait(lock, stop, may_go_on) || stop.stop_requested()) return;
    const std::int64_t number = claimed_++;
    lock.unlock();
    Result result;
    try {
      result.batch = prepared_(number);
    } catch (...) {
      result.failure = std::current_exception();
    }
    lock.lock();
    results_.emplace(number, std::move(result));
    changed_.notify_all();
  }
}

std::optional<Batch> BatchQueue::next() {
  std::unique_lock lock(guard_);
  if (is_over(wanted_)) return std::nullopt;
  changed_.wait(lock, [this] { return results_.contains(wanted_); });
  Result result = std::move(results_.extract(wanted_++).mapped());
  lock.unlock();
  changed_.notify_all();
  if (result.failure) std::rethrow_exception(result.failure);
  return std::move(result.batch);
}

}  // namespace solopose
