#include "core/samples/batch_source.h"

#include <algorithm>
#include <utility>

namespace solopose {

std::vector<float> PixelPool::lend(std::size_t size) {
  std::vector<float> pixels;
  {
    const std::scoped_lock lock(guard_);
    if (!spare_.empty()) {
      pixels = std::move(spare_.back());
      spare_.pop_back();
    }
  }
  pixels.resize(size);
  return pixels;
}

void PixelPool::take_back(std::vector<float>&& pixels) {
  const std::scoped_lock lock(guard_);
  if (pixels.capacity() > 0 && spare_.size() < most_) spare_.push_back(std::move(pixels));
}

Batch clips_of(const Batch& batch, int first, int count) {
  Batch part;
  part.number = batch.number;
  part.clips = count;
  part.frames = batch.frames;
  const auto take = [&](const auto& all, auto& some) {
    const auto of_a_clip = static_cast<std::ptrdiff_t>(all.size()) / std::max(batch.clips, 1);
    some.assign(all.begin() + first * of_a_clip, all.begin() + (first + count) * of_a_clip);
  };
  take(batch.pixels, part.pixels);
  take(batch.features, part.features);
  take(batch.targets_mm, part.targets_mm);
  take(batch.root_relative_mm, part.root_relative_mm);
  take(batch.crops, part.crops);
  take(batch.videos, part.videos);
  take(batch.first_frames, part.first_frames);
  take(batch.variants, part.variants);
  return part;
}

BatchQueue::BatchQueue(const LoaderOptions& options, std::size_t clips, std::size_t pixels_of_clip,
                       std::function<void(std::uint64_t, Batch&)> append)
    : options_(options),
      clips_(static_cast<std::int64_t>(clips)),
      batches_(batch_count(options, clips)),
      pixels_of_clip_(pixels_of_clip),
      append_(std::move(append)),
      pool_(std::make_shared<PixelPool>(static_cast<std::size_t>(options.prefetch) + 1)),
      claimed_(options.first_batch),
      wanted_(options.first_batch) {
  for (int t = 0; t < options.threads; ++t)
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

Batch BatchQueue::prepared(std::int64_t number) const {
  Batch batch;
  batch.number = number;
  batch.frames = options_.frames;
  const std::int64_t first = number * options_.batch;
  std::int64_t end = first + options_.batch;
  if (!options_.shuffle) end = std::min(end, clips_);
  if (pixels_of_clip_ > 0) {
    const std::int64_t clips = (end - first - options_.rank + options_.world - 1) / options_.world;
    batch.pixels = pool_->lend(static_cast<std::size_t>(std::max<std::int64_t>(clips, 0)) * pixels_of_clip_);
    batch.pool = pool_;
  }
  for (std::int64_t position = first + options_.rank; position < end; position += options_.world)
    append_(static_cast<std::uint64_t>(position), batch);
  return batch;
}

void BatchQueue::work(const std::stop_token& stop) {
  std::unique_lock lock(guard_);
  while (true) {
    const auto may_go_on = [this] { return claimed_ < wanted_ + options_.prefetch && !is_over(claimed_); };
    if (!changed_.wait(lock, stop, may_go_on) || stop.stop_requested()) return;
    const std::int64_t number = claimed_++;
    lock.unlock();
    Result result;
    try {
      result.batch = prepared(number);
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
