// usage: reader_speed FORMAT PATH REPEATS
// Finds what the format's reader takes under PATH and reads it, REPEATS times: prints the fastest in seconds,
// tracks and values.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "core/base/error.h"
#include "core/formats/file_search.h"

int main(int argc, char** argv) {
  using Clock = std::chrono::steady_clock;
  if (argc != 4) {
    std::fputs("usage: reader_speed FORMAT PATH REPEATS\n", stderr);
    return 2;
  }
  try {
    const solopose::Reader& reader = solopose::reader_named(argv[1]);
    const std::vector<std::filesystem::path> paths = {argv[2]};
    double fastest = std::numeric_limits<double>::infinity();
    std::size_t tracks = 0;
    std::size_t values = 0;
    for (int i = 0; i < std::atoi(argv[3]); ++i) {
      tracks = values = 0;
      const auto begin = Clock::now();
      for (const auto& file : solopose::files_for(reader, paths, {}).files) {
        reader.read(
            file, {},
            [&](solopose::Sequence&& track) {
              ++tracks;
              values += track.positions_mm.size();
            },
            [](const std::string&) {}, {});
      }
      fastest = std::min(fastest, std::chrono::duration<double>(Clock::now() - begin).count());
    }
    std::printf("%.9g %zu %zu\n", fastest, tracks, values);
  } catch (const solopose::Error& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
}
