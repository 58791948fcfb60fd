// usage: reader_speed FORMAT PATH REPEATS
// Finds what the format's reader takes under PATH and reads it, REPEATS times: prints the fastest import in
// processor seconds, tracks and values, and in seconds the fastest reading of the container alone (files
// opened and their numbers decoded, nothing made of them); 0 where the format has no container of its own.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>

#include "core/base/error.h"
#include "core/base/kept_memory.h"
#include "core/files/cdf.h"
#include "core/files/hdf5_reader.h"
#include "core/files/mat_file.h"
#include "core/files/npy_file.h"
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
  const ByteBuffer bytes = bytes_of_file(file);
  const Pickle pickle(bytes, file, "pickle");
}

void read_objects(const fs::path& file) {
  constexpr const char* key = "positions_3d";
  const ByteBuffer npy = NpzReader(file).bytes(key);
  const NpyLayout layout = parse_npy_header(npy, npy.size(), file, key);
  const Pickle pickle(Bytes(npy).subspan(layout.data_offset), file, key);
}

constexpr Container containers[] = {
    {"h36m_cdf",
     [](const fs::path& file) {
       const CdfFile cdf(file);
       const CdfFile::Stored poses = cdf.stored("Pose");
       std::vector<float> floats;
       append_npy_floats(poses.header, poses.bytes, file, "Pose", 1, floats);
     }},
    {"h36m_h5",
     [](const fs::path& file) {
       const Hdf5Reader reader(file);
       const Hdf5Reader::Stored poses = reader.stored("3D_positions");
       std::vector<float> floats;
       append_npy_floats(poses.header, poses.bytes, file, "3D_positions", 1, floats);
     }},
    {"h36m_pkl", read_pickle},
    {"aist", read_pickle},
    {"humaneva", read_objects},
    {"shelf", [](const fs::path& file) { static_cast<void>(MatFile(file).read("actor3D")); }},
    {"freemocap",
     [](const fs::path& file) {
       std::vector<float> floats;
       NpyFile(file, "array").append_floats(1, floats);
     }},
};

double seconds_of(const auto& work) {
  const std::clock_t begin = std::clock();  // of all threads
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

/// What an import of everything under a folder gave.
struct Import {
  std::vector<fs::path> files;
  std::size_t tracks = 0;
  std::size_t values = 0;

  Import(const Reader& reader, const fs::path& folder)
      : files(files_for(reader, std::span(&folder, 1), {}).files) {
    const SequenceSink count = [this](Sequence&& track) {
      ++tracks;
      values += track.positions_mm.size();
    };
    const RemarkSink unheard = [](const std::string&) {};
    for (const fs::path& file : files) reader.read(file, {}, count, unheard, {});
  }
};

void measure(const Reader& reader, const fs::path& folder, int repeats) {
  const auto container = std::ranges::find(containers, reader.name, &Container::format);
  const bool has_container = container != std::end(containers);
  constexpr double never = std::numeric_limits<double>::infinity();
  double whole = never;
  double alone = has_container ? never : 0;
  const Import whole_import(reader, folder);
  const auto read_containers = [&] {
    for (const fs::path& file : whole_import.files) container->read(file);
  };
  for (int i = 0; i < repeats; ++i) {
    whole = std::min(whole, seconds_of([&] { Import(reader, folder); }));
    if (has_container) alone = std::min(alone, seconds_of(read_containers));
  }
  std::printf("%.9g %zu %zu %.9g\n", whole, whole_import.tracks, whole_import.values, alone);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: reader_speed FORMAT PATH REPEATS\n", stderr);
    return 2;
  }
  keep_freed_memory();  // as the programs do
  try {
    measure(reader_named(argv[1]), argv[2], std::atoi(argv[3]));
  } catch (const Error& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
}
