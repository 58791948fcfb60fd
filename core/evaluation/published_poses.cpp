#include "core/evaluation/published_poses.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/files/mat_file.h"
#include "core/files/npy.h"
#include "core/files/utf8.h"
#include "core/formats/h36m_cameras.h"
#include "core/formats/videopose3d.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using Shape = std::vector<std::uint64_t>;

constexpr std::uint64_t published_joints = 17;
constexpr double mm_per_metre = 1000;

bool is_poses(const Shape& shape) {
  return shape.size() == 3 && shape[0] > 0 && shape[1] == published_joints && shape[2] == 3;
}

std::vector<std::uint8_t> all_bytes(const fs::path& file) {
  InputFile in(file);
  std::vector<std::uint8_t> bytes(in.size());
  bytes.resize(in.read(bytes));
  return bytes;
}

PublishedPoses read_npy(const fs::path& file) {
  NumberArray array = parse_npy_numbers(all_bytes(file), file, "array");
  const Shape found = array.shape;
  if (array.shape.size() == 4 && array.shape[0] == 1) array.shape.erase(array.shape.begin());
  if (!is_poses(array.shape)) {
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

NumberArray view_in_mm(const fs::path& file, const PickleValue& value, const std::string& field) {
  const PickleArray* array = value.array();
  if (array == nullptr || array->objects != nullptr || !is_poses(array->header.shape))
    throw FormatError(file, field, "an array of shape (frames, 17, 3) in metres", value.kind());
  NumberArray poses = decode_npy_numbers(array->header, array->data, file, field);
  for (double& coordinate : poses.values) coordinate *= mm_per_metre;
  return poses;
}

/// The views of an action by camera.
std::vector<std::pair<std::string, const PickleValue*>> views_of(const fs::path& file,
                                                                 const PickleValue& value,
                                                                 const std::string& field) {
  const auto cameras = h36m_camera_names();
  std::vector<std::pair<std::string, const PickleValue*>> views;
  if (const PickleList* list = value.list(); list != nullptr && list->size() == cameras.size()) {
    for (std::size_t i = 0; i < cameras.size(); ++i) views.emplace_back(cameras[i], (*list)[i]);
  } else if (const PickleDict* dict = value.dict(); dict != nullptr && !dict->empty()) {
    for (const auto& [camera, poses] : *dict) {
      if (camera->text() == nullptr) throw FormatError(file, field, "a camera's name", camera->kind());
      views.emplace_back(id_part(*camera->text()), poses);
    }
  } else {
    throw FormatError(file, field, fmt::format("a list of {} views or a dict by camera", cameras.size()),
                      value.kind());
  }
  return views;
}

PublishedPoses read_views(const fs::path& file) {
  PublishedPoses poses{"h36m-17", false, {}, {}};
  // An action that cannot be read is no remark here: the figures would be those of other sequences.
  const RemarkSink refuse = [](const std::string& remark) { throw Error(remark); };
  for_each_action(
      file, refuse, {},
      [&](const std::string& subject, const std::string& action, const PickleValue& value,
          const std::string& field) {
        for (const auto& [camera, view] : views_of(file, value, field)) {
          poses.names.push_back(fmt::format("{}/{}/{}", id_part(subject), id_part(action), camera));
          poses.sequences_mm.push_back(view_in_mm(file, *view, field + "[" + camera + "]"));
        }
      });
  return poses;
}

}  // namespace

std::optional<PublishedPoses> read_published_poses(const fs::path& file) {
  if (file.extension() == ".npy") return read_npy(file);
  if (file.extension() == ".mat") return read_mat(file);
  if (is_videopose3d(file)) return read_views(file);
  return std::nullopt;
}

}  // namespace solopose
