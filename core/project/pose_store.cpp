#include "core/project/pose_store.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/hdf5_file.h"
#include "core/project/catalog.h"
#include "core/project/pose_file.h"
#include "core/project/repair.h"
#include "core/skeleton/joint_set.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

void check_shape(const Hdf5Dataset& dataset, const Hdf5Shape& expected) {
  const Hdf5Shape found = dataset.shape();
  if (found == expected) return;
  throw Error(fmt::format("{}: expected shape ({}), found ({})", dataset.path(), fmt::join(expected, ", "),
                          fmt::join(found, ", ")));
}

/// A whole number of frames of a sequence.
struct Rows {
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

/// Of a dataset (frames, joints, axes).
std::vector<float> read_rows(const std::filesystem::path& path, const Hdf5Dataset& dataset,
                             const SequenceRecord& sequence, std::uint64_t axes, Rows rows) {
  const auto joints = static_cast<std::uint64_t>(sequence.joints->size());
  check_shape(dataset, {static_cast<std::uint64_t>(sequence.frames), joints, axes});
  const std::uint64_t values = rows.count * joints * axes;
  std::error_code gone;
  const std::uintmax_t bytes = std::filesystem::file_size(path, gone);
  if (gone || values > bytes / sizeof(float))
    throw Error(fmt::format("expected {} numbers, found a file too short for them", values));
  std::vector<float> read(values);
  if (rows.count > 0) dataset.read_rows<float>(rows.first, rows.count, read);
  return read;
}

std::vector<float> read_track(const std::filesystem::path& path, const SequenceRecord& sequence, Rows rows) {
  const Hdf5File file = Hdf5File::open(path);
  const Hdf5Dataset dataset = file.dataset(sequence.pose_group);
  const std::string name = sequence.subject + '/' + sequence.take + '/' + sequence.view;
  const std::string found_name = dataset.text_attribute("name");
  if (found_name != name) throw Error(fmt::format("expected track {}, found {}", name, found_name));
  return read_rows(path, dataset, sequence, 3, rows);
}

std::vector<ImagePoints> read_labels(const std::filesystem::path& path, const SequenceRecord& sequence,
                                     Rows rows) {
  const Hdf5File file = Hdf5File::open(path);
  std::vector<ImagePoints> read;
  const std::string group = labels_group_of(sequence.pose_group);
  if (!file.has(group)) return read;
  for (const std::string& camera : file.group(group).children()) {
    const Hdf5Dataset dataset = file.dataset(group + '/' + camera);
    read.push_back({dataset.text_attribute("camera"), read_rows(path, dataset, sequence, 2, rows)});
  }
  return read;
}

/// What `read_file(path, sequence, rows)` reads of frames [first, first + count), -1 to the end, with errors
/// that say how to go on.
auto read_frames(const std::filesystem::path& folder, const SequenceRecord& sequence, std::int64_t first,
                 std::int64_t count, auto read_file) {
  const bool begins_inside = first >= 0 && first <= sequence.frames;
  if (begins_inside && count < 0) count = sequence.frames - first;
  if (!begins_inside || count > sequence.frames - first) {
    throw Error(fmt::format("{}: {} frames from {} were asked for; it has {}", sequence.name, count, first,
                            sequence.frames));
  }
  const auto path = folder / sequence.pose_file;
  try {
    return read_file(path, sequence,
                     Rows{static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(count)});
  } catch (const Error& failure) {
    const std::string what = failure.what();
    const bool named = what.starts_with(path.string());
    throw Error(
        fmt::format("{}: its poses cannot be read: {}{}; `solopose check {}` says what can be rescued",
                    sequence.name, named ? "" : path.string() + ": ", what, folder.string()));
  }
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
  return read_frames(folder_, sequence, first, count, read_track);
}

std::vector<ImagePoints> PoseStore::image_points(const SequenceRecord& sequence, std::int64_t first,
                                                 std::int64_t count) const {
  return read_frames(folder_, sequence, first, count, read_labels);
}

std::vector<float> PoseStore::poses_mm(const SequenceRecord& sequence, std::int64_t first,
                                       std::int64_t count) const {
  std::vector<float> poses = to_canonical(*sequence.joints, positions_mm(sequence, first, count));
  for (const RepairPtr& repair : sequence.repairs) apply(*repair, first, poses);
  if (sequence.rejected_are_missing) blank(sequence.rejected, first, poses);
  return poses;
}

}  // namespace solopose
