#include "core/formats/reader.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/formats/aist.h"
#include "core/formats/bvh.h"
#include "core/formats/h36m.h"
#include "core/formats/mads.h"
#include "core/formats/mpi_inf_3dhp.h"
#include "core/formats/table.h"
#include "core/formats/trc.h"

namespace solopose {

std::span<const Reader> readers() {
  static const Reader all[] = {aist_reader(), h36m_reader(), mpi_inf_3dhp_reader(), mads_reader(),
                               bvh_reader(),  trc_reader(),  table_reader()};
  return all;
}

const Reader& reader_named(std::string_view name) {
  std::vector<std::string_view> known;
  for (const Reader& reader : readers()) {
    if (reader.name == name) return reader;
    known.push_back(reader.name);
  }
  throw Error(fmt::format("format \"{}\" is unknown; there are {}", name, fmt::join(known, ", ")));
}

const Reader* reader_for(const std::filesystem::path& file) {
  const auto all = readers();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Reader& r) { return r.recognises(file); });
  return found == all.end() ? nullptr : &*found;
}

std::vector<std::filesystem::path> files_for(const Reader& reader,
                                             std::span<const std::filesystem::path> paths) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  for (const fs::path& path : paths) {
    std::error_code failure;
    if (!fs::exists(path, failure))
      throw Error(fmt::format("{}: there is no such file or folder", path.string()));
    if (!fs::is_directory(path, failure)) {
      files.push_back(path);
      continue;
    }
    fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied, failure);
    for (; !failure && entry != fs::recursive_directory_iterator(); entry.increment(failure)) {
      std::error_code unreadable;
      if (entry->is_regular_file(unreadable) && reader.recognises(entry->path()))
        files.push_back(entry->path());
    }
    if (failure) throw Error(fmt::format("{}: cannot be listed: {}", path.string(), failure.message()));
  }
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

}  // namespace solopose
