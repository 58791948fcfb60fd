// How fast training's loader is alone, its crops cached, beside a floor that only reads the same crops'
// bytes: each `pass` line has clips of a second and of a processor's second.
//   build/bin/loader_speed PROJECT [THREADS [ROUNDS [BATCHES]]]
// PROJECT/cache/crops gets what it lacks first. Pictures are those of the small encoder, augmented, in
// batches of 16 clips of 8 frames as a tiny network's last stage draws them.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <thread>
#include <vector>

#include "core/samples/batches.h"

namespace {

using namespace solopose;

struct Pass {
  double by_the_wall = 0;  ///< clips a second
  double by_processor = 0;
};

Pass timed(std::int64_t clips, const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu_start = std::clock();
  work();
  const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double cpu = static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
  return {static_cast<double>(clips) / wall, static_cast<double>(clips) / cpu};
}

struct Window {
  std::uint32_t video;
  std::int64_t first;
};

/// Which windows the loader draws; the same in every pass.
std::vector<Window> windows_of(BatchSource& source, std::int64_t batches) {
  std::vector<Window> windows;
  for (std::int64_t i = 0; i < batches; ++i) {
    const Batch batch = source.next().value();
    for (std::size_t clip = 0; clip < batch.videos.size(); ++clip)
      windows.push_back({batch.videos[clip], batch.first_frames[clip]});
  }
  return windows;
}

/// Every byte of the windows' crops, once, on so many threads.
std::uint64_t read_bytes(const CropStore& crops, const std::vector<Window>& windows, int frames,
                         int threads) {
  std::vector<std::uint64_t> sums(static_cast<std::size_t>(threads));
  {
    std::vector<std::jthread> readers;
    for (int t = 0; t < threads; ++t) {
      readers.emplace_back([&, t] {
        std::vector<std::uint8_t> copy;
        for (std::size_t i = static_cast<std::size_t>(t); i < windows.size();
             i += static_cast<std::size_t>(threads)) {
          for (std::int64_t frame = windows[i].first; frame < windows[i].first + frames; ++frame) {
            if (!crops.has(windows[i].video, frame)) continue;
            const auto stored = crops.stored(windows[i].video, frame);
            copy.assign(stored.begin(), stored.end());
            sums[static_cast<std::size_t>(t)] += copy[static_cast<std::size_t>(frame) % copy.size()];
          }
        }
      });
    }
  }
  std::uint64_t sum = 0;
  for (const std::uint64_t part : sums) sum += part;
  return sum;
}

void measure(const std::filesystem::path& project, int threads, int rounds, std::int64_t batches) {
  const TrainingOptions options;  // tiny's
  const SampleSet samples(project, options.data, options.target, {});
  CropStore crops(samples, project / "cache" / "crops", options.network.image_size());
  const std::vector<SampleClip>& clips = samples.clips(Split::train);
  LoaderOptions order;
  order.frames = options.data.clip_frames;
  order.batch = options.clips_stage.batch;
  order.threads = threads;
  order.prefetch = 2 * threads;
  const auto source = [&] { return batches_of(samples, &crops, clips, options.augmentation, order); };
  const std::vector<Window> windows = windows_of(*source(), batches);  // fills the cache, too
  const auto count = static_cast<std::int64_t>(windows.size());
  Pass best, floor;
  double sum = 0;
  for (int round = 0; round < rounds; ++round) {
    const Pass loaded = timed(count, [&] {
      const auto loader = source();
      for (std::int64_t i = 0; i < batches; ++i) {
        const Batch batch = loader->next().value();
        sum += static_cast<double>(batch.pixels[batch.pixels.size() / 2]);
      }
    });
    const Pass read =
        timed(count, [&] { sum += static_cast<double>(read_bytes(crops, windows, order.frames, threads)); });
    std::printf("pass %d: %.0f clips/s, %.0f clips/cpu s; only read: %.0f clips/s, %.0f clips/cpu s\n", round,
                loaded.by_the_wall, loaded.by_processor, read.by_the_wall, read.by_processor);
    best = {std::max(best.by_the_wall, loaded.by_the_wall), std::max(best.by_processor, loaded.by_processor)};
    floor = {std::max(floor.by_the_wall, read.by_the_wall), std::max(floor.by_processor, read.by_processor)};
  }
  std::printf(
      "best: %.0f clips/s, %.0f clips/cpu s of %d frames; %.3f of the floor (%.3f of its cpu), sum %g\n",
      best.by_the_wall, best.by_processor, order.frames, best.by_the_wall / floor.by_the_wall,
      best.by_processor / floor.by_processor, sum);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: loader_speed PROJECT [THREADS [ROUNDS [BATCHES]]]\n");
    return 2;
  }
  const auto number = [&](int at, int otherwise) {
    return count > at ? std::atoi(arguments[at]) : otherwise;
  };
  try {
    measure(arguments[1], number(2, 2), number(3, 5), number(4, 500));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
