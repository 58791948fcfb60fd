// How fast crops are cut out of new videos, as training's crop store cuts them, beside what FFmpeg alone
// takes to decode the same files: `ffmpeg -i FILE -f null -`, by turns.
//   build/bin/crop_speed VIDEO…

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include <sys/resource.h>

#include <fmt/format.h>

#include "core/camera/resampling.h"
#include "core/video/video_reader.h"

namespace {

using namespace solopose;

struct Speed {
  double by_the_wall = 0;  ///< frames a second
  double by_processor = 0;
};

double processor_seconds(int who) {
  rusage use{};
  ::getrusage(who, &use);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(use.ru_utime) + seconds(use.ru_stime);
}

void time(double frames, int who, const std::function<void()>& work, Speed& best) {
  const auto start = std::chrono::steady_clock::now();
  const double cpu_start = processor_seconds(who);
  work();
  const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  best.by_the_wall = std::max(best.by_the_wall, frames / wall);
  best.by_processor = std::max(best.by_processor, frames / (processor_seconds(who) - cpu_start));
}

/// Somebody who walks across the picture, whose crop is as wide as four fifths of the shorter side.
void cut_out(const std::filesystem::path& file, int size) {
  VideoReader reader(file, {.cache_bytes = 0});
  PicturePart part;
  const double frames = static_cast<double>(reader.frames());
  for (std::int64_t frame = 0; frame < reader.frames(); ++frame) {
    const double share = 0.3 + 0.4 * static_cast<double>(frame) / frames;
    const Crop crop{.centre_px = {reader.width() * share, reader.height() * 0.5},
                    .side_px = 0.8 * std::min(reader.width(), reader.height())};
    reader.read_part(frame, looked_at(crop, size, Resampling::mean, reader.width(), reader.height()), part);
    cropped(part, crop, size, Resampling::mean);
  }
}

void measure(const std::string& file) {
  constexpr int stored_size = 80;
  constexpr int rounds = 4;
  const auto frames = static_cast<double>(VideoReader(file).frames());
  const std::string command = fmt::format("ffmpeg -v error -nostdin -i '{}' -map 0:v:0 -f null -", file);
  Speed ours, alone;
  for (int round = 0; round < rounds; ++round) {
    time(
        frames, RUSAGE_SELF, [&] { cut_out(file, stored_size); }, ours);
    time(
        frames, RUSAGE_CHILDREN, [&] { [[maybe_unused]] const int status = std::system(command.c_str()); },
        alone);
  }
  std::printf("%s: crops %.0f frames/s, %.0f frames/cpu s; FFmpeg alone %.0f and %.0f; share %.2f and %.2f\n",
              file.c_str(), ours.by_the_wall, ours.by_processor, alone.by_the_wall, alone.by_processor,
              ours.by_the_wall / alone.by_the_wall, ours.by_processor / alone.by_processor);
}

}  // namespace

int main(int count, char** arguments) {
  try {
    for (int i = 1; i < count; ++i) measure(arguments[i]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return count > 1 ? 0 : 2;
}
