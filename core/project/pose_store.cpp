#include "core/project/pose_store.h"

#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/formats/hdf5_file.h"

namespace solopose {
namespace {

void check_shape(const std::filesystem::path& file, const SequenceRecord& sequence, const Hdf5Shape& shape) {
  const Hdf5Shape expected = {static_cast<std::uint64_t>(sequence.frames),
                              static_cast<std::uint64_t>(sequence.joints->size()), 3};
  if (shape == expected) return;
  throw FormatError(file, sequence.pose_group,
                    fmt::format("the {} frames of {}", sequence.frames, sequence.name),
                    "an array of another shape; the pose file is damaged");
}

}  // namespace

PoseStore::PoseStore(std::filesystem::path project_folder) : folder_(std::move(project_folder)) {}

std::vector<float> PoseStore::positions_mm(const SequenceRecord& sequence, std::int64_t first,
                                           std::int64_t count) const {
  if (count < 0) count = sequence.frames - first;
  if (first < 0 || count < 0 || first > sequence.frames - count) {
    throw Error(fmt::format("{}: frames {} to {} were asked for; it has {}", sequence.name, first,
                            first + count - 1, sequence.frames));
  }
  const auto path = folder_ / sequence.pose_file;
  const Hdf5File file = Hdf5File::open(path);
  const Hdf5Dataset dataset = file.dataset(sequence.pose_group);
  check_shape(path, sequence, dataset.shape());
  const auto values =
      static_cast<std::uintmax_t>(count) * static_cast<std::uintmax_t>(sequence.joints->size()) * 3;
  if (values > std::filesystem::file_size(path) / sizeof(float)) {
    throw FormatError(path, sequence.pose_group, fmt::format("{} numbers", values),
                      "a file too short for them");
  }
  std::vector<float> positions(values);
  if (count > 0) {
    dataset.read_rows<float>(static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(count), positions);
  }
  return positions;
}

std::vector<float> PoseStore::poses_mm(const SequenceRecord& sequence, std::int64_t first,
                                       std::int64_t count) const {
  return to_canonical(*sequence.joints, positions_mm(sequence, first, count));
}

}  // namespace solopose
