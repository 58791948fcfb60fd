#include "core/evaluation/published_poses.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/files/mat_file.h"
#include "core/files/npy.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using Shape = std::vector<std::uint64_t>;

constexpr std::uint64_t published_joints = 17;

std::vector<std::uint8_t> all_bytes(const fs::path& file) {
  InputFile in(file);
  std::vector<std::uint8_t> bytes(in.size());
  bytes.resize(in.read(bytes));
  return bytes;
}

PublishedPoses read_npy(const fs::path& file) {
  constexpr double mm_per_metre = 1000;
  NumberArray array = parse_npy_numbers(all_bytes(file), file, "array");
  const Shape found = array.shape;
  if (array.shape.size() == 4 && array.shape[0] == 1) array.shape.erase(array.shape.begin());
  if (array.shape.size() != 3 || array.shape[0] == 0 || array.shape[1] != published_joints ||
      array.shape[2] != 3) {
    throw FormatError(file, "array", "shape (frames, 17, 3), Human3.6M's joints in metres",
                      fmt::format("({})", fmt::join(found, ", ")));
  }
  for (double& value : array.values) value *= mm_per_metre;
  return {"h36m-17", false, {""}, {std::move(array)}};
}

/// MATLAB's order has the first axis fastest: (3, 17, frames) is (frames, 17, 3) row by row.
NumberArray frames_of_variable(const fs::path& file, const MatArray& variable) {
  Shape dims = variable.dims();
  if (dims.size() == 4 && dims[2] == 1) dims.erase(dims.begin() + 2);
  if (dims.size() == 2) dims.push_back(1);  // MATLAB drops the axis of a single frame
  if (dims.size() != 3 || dims[0] != 3 || dims[1] != published_joints || dims[2] == 0) {
    throw FormatError(file, variable.name(), "size 3 x 17 x frames, MPI-INF-3DHP's joints in mm",
                      fmt::format("{}", fmt::join(variable.dims(), " x ")));
  }
  return {{dims[2], published_joints, 3}, variable.numbers()};
}

PublishedPoses read_mat(const fs::path& file) {
  const MatFile mat(file);
  PublishedPoses poses{"3dhp-17", true, mat.names(), {}};
  if (poses.names.empty()) throw FormatError(file, "variables", "one a sequence, as TS1", "none");
  for (const std::string& name : poses.names)
    poses.sequences_mm.push_back(frames_of_variable(file, mat.read(name)));
  return poses;
}

}  // namespace

std::optional<PublishedPoses> read_published_poses(const fs::path& file) {
  if (file.extension() == ".npy") return read_npy(file);
  if (file.extension() == ".mat") return read_mat(file);
  return std::nullopt;
}

}  // namespace solopose
