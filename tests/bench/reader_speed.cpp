// usage: reader_speed FORMAT PATH REPEATS
// Finds what the format's reader takes under PATH and reads it, REPEATS times: prints the fastest import in
// seconds, tracks and values, and in seconds the fastest reading of the container alone (files opened and
// their numbers decoded, nothing made of them); 0 where the format has no container of its own.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "core/base/error.h"
#include "core/files/cdf.h"
#include "core/files/hdf5_reader.h"
#include "core/files/mat_file.h"
#include "core/files/npz.h"
#include "core/files/pickle.h"
#include "core/formats/file_search.h"

namespace {

using namespace solopose;
namespace fs = std::filesystem;

struct Container {
  std::string_view format;
  void (*read)(const fs::path& file);
};

void read_pickle(const fs::path& file) {
  const std::vector<std::uint8_t> bytes = bytes_of_file(file);
  const Pickle pickle(bytes, file, "pickle");
}

void read_objects(const fs::path& file) {
  constexpr const char* key = "positions_3d";
  const std::vector<std::uint8_t> npy = NpzReader(file).bytes(key);
  const NpyLayout layout = parse_npy_header(npy, npy.size(), file, key);
  const Pickle pickle(Bytes(npy).subspan(layout.data_offset), file, key);
}

constexpr Container containers[] = {
    {"h36m_cdf", [](const fs::path& file) { static_cast<void>(CdfFile(file).numbers("Pose")); }},
    {"h36m_h5", [](const fs::path& file) { static_cast<void>(Hdf5Reader(file).numbers("3D_positions")); }},
    {"h36m_pkl", read_pickle},
    {"humaneva", read_objects},
    {"shelf", [](const fs::path& file) { static_cast<void>(MatFile(file).read("actor3D")); }},
    {"freemocap",
     [](const fs::path& file) { static_cast<void>(parse_npy_numbers(bytes_of_file(file), file, "array")); }},
};

double seconds_of(const auto& work) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: reader_speed FORMAT PATH REPEATS\n", stderr);
    return 2;
  }
  try {
    const Reader& reader = reader_named(argv[1]);
    const std::vector<fs::path> paths = {argv[2]};
    const auto container =
        std::ranges::find(containers, std::string_view(argv[1]), [](const Container& c) { return c.format; });
    double import = std::numeric_limits<double>::infinity();
    double alone = container == std::end(containers) ? 0 : import;
    std::size_t tracks = 0;
    std::size_t values = 0;
    for (int i = 0; i < std::atoi(argv[3]); ++i) {
      tracks = values = 0;
      import = std::min(import, seconds_of([&] {
        for (const fs::path& file : files_for(reader, paths, {}).files) {
          reader.read(
              file, {},
              [&](Sequence&& track) {
                ++tracks;
      values += track.positions_mm.size();
    },
              [](const std::string&) {}, {});
  }
}));
if (container == std::end(containers)) continue;
const FoundFiles found = files_for(reader, paths, {});
alone = std::min(alone, seconds_of([&] {
                   for (const fs::path& file : found.files) container->read(file);
                 }));
}
std::printf("%.9g %zu %zu %.9g\n", import, tracks, values, alone);
}
catch (const Error& failure) {
  std::fprintf(stderr, "%s\n", failure.what());
  return 1;
}
}
