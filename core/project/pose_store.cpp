#include "core/project/pose_store.h"

#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/hdf5_file.h"
#include "core/project/catalog.h"
#include "core/skeleton/joint_set.h"

namespace solopose {
namespace {

void check_is_track(const SequenceRecord& sequence, const Hdf5Dataset& dataset) {
  const Hdf5Shape expected = {static_cast<std::uint64_t>(sequence.frames),
                              static_cast<std::uint64_t>(sequence.joints->size()), 3};
  const Hdf5Shape found = dataset.shape();
  if (found != expected) {
    throw Error(
        fmt::format("expected shape ({}), found ({})", fmt::join(expected, ", "), fmt::join(found, ", ")));
  }
  const std::string name = sequence.subject + '/' + sequence.take + '/' + sequence.view;
  const std::string found_name = dataset.text_attribute("name");
  if (found_name != name) throw Error(fmt::format("expected track {}, found {}", name, found_name));
}

std::vector<float> read_track(const std::filesystem::path& path, const SequenceRecord& sequence,
                              std::uint64_t first, std::uint64_t count) {
  const Hdf5File file = Hdf5File::open(path);
  const Hdf5Dataset dataset = file.dataset(sequence.pose_group);
  check_is_track(sequence, dataset);
  const std::uint64_t values = count * static_cast<std::uint64_t>(sequence.joints->size()) * 3;
  std::error_code gone;
  const std::uintmax_t bytes = std::filesystem::file_size(path, gone);
  if (gone || values > bytes / sizeof(float))
    throw Error(fmt::format("expected {} numbers, found a file too short for them", values));
  std::vector<float> positions(values);
  if (count > 0) dataset.read_rows<float>(first, count, positions);
  return positions;
}

}  // namespace

PoseStore::PoseStore(std::filesystem::path project_folder) : folder_(std::move(project_folder)) {}

std::vector<float> PoseStore::positions_mm(const SequenceRecord& sequence, std::int64_t first,
                                           std::int64_t count) const {
  const bool begins_inside = first >= 0 && first <= sequence.frames;
  if (begins_inside && count < 0) count = sequence.frames - first;
  if (!begins_inside || count > sequence.frames - first) {
    throw Error(fmt::format("{}: {} frames from {} were asked for; it has {}", sequence.name, count, first,
                            sequence.frames));
  }
  const auto path = folder_ / sequence.pose_file;
  try {
    return read_track(path, sequence, static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(count));
  } catch (const Error& failure) {
    const std::string what = failure.what();
    const bool named = what.starts_with(path.string());
    throw Error(
        fmt::format("{}: its poses cannot be read: {}{}; `solopose check {}` says what can be rescued",
                    sequence.name, named ? "" : path.string() + ": ", what, folder_.string()));
  }
}

std::vector<float> PoseStore::poses_mm(const SequenceRecord& sequence, std::int64_t first,
                                       std::int64_t count) const {
  return to_canonical(*sequence.joints, positions_mm(sequence, first, count));
}

}  // namespace solopose
