#include "core/samples/loader_options.h"

#include <string>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {

void require_valid(const LoaderOptions& options, int most_frames, std::size_t clips) {
  const auto refuse = [](const char* option, const std::string& expected, std::int64_t found) {
    throw Error(fmt::format("loader: {}: expected {}, found {}", option, expected, found));
  };
  if (clips == 0) throw Error("loader: there are no clips to load");
  if (options.frames < 1 || options.frames > most_frames)
    refuse("frames", fmt::format("1 to {}", most_frames), options.frames);
  if (options.world < 1) refuse("world", "1 or more", options.world);
  if (options.rank < 0 || options.rank >= options.world)
    refuse("rank", fmt::format("0 to {}", options.world - 1), options.rank);
  if (options.batch < 1 || options.batch % options.world != 0)
    refuse("batch", fmt::format("a multiple of {} processes", options.world), options.batch);
  if (options.first_batch < 0) refuse("first_batch", "0 or more", options.first_batch);
  if (options.threads < 1) refuse("threads", "1 or more", options.threads);
  if (options.prefetch < 1) refuse("prefetch", "1 or more", options.prefetch);
}

std::int64_t batch_count(const LoaderOptions& options, std::size_t clips) {
  return (static_cast<std::int64_t>(clips) + options.batch - 1) / options.batch;
}

}  // namespace solopose
