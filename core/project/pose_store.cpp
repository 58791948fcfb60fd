#include "core/project/pose_store.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/hdf5_file.h"
#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "core/skeleton/joint_set.h"
#include "core/skeleton/pose_rows.h"

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

/// Make frames missing; `poses` begin with frame `first`.
void blank(std::span<const FrameRun> runs, std::int64_t first, std::span<float> poses) {
  for (const FrameRun& run : runs) {
    const std::int64_t begin = std::max(run.first - first, std::int64_t{0});
    const std::int64_t end = std::min(run.last - first + 1, frames_of(poses));
    if (begin < end)
      std::fill(poses.begin() + begin * pose_floats, poses.begin() + end * pose_floats,
                std::numeric_limits<float>::quiet_NaN());
  }
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
  std::vector<float> poses = to_canonical(*sequence.joints, positions_mm(sequence, first, count));
  for (const RepairPtr& repair : sequence.repairs) apply(*repair, first, poses);
  if (sequence.rejected_are_missing) blank(sequence.rejected, first, poses);
  return poses;
}

}  // namespace solopose
