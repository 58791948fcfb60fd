#include "core/formats/mads.h"

#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/mat_file.h"
#include "core/files/utf8.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/track_facts.h"
#include "core/formats/usual_unit.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = "_GT.mat";
constexpr int views = 3;

bool recognises_mads(const fs::path& file) {
  return file.filename().string().ends_with(ending) && first_bytes(file, 6) == "MATLAB";
}

// HipHop_HipHop1_GT.mat: category HipHop, take HipHop1. Each category has a performer of its own.
void name_track(const fs::path& file, Sequence& track) {
  std::string name = file.filename().string();
  name = name.ends_with(ending) ? name.substr(0, name.size() - ending.size()) : file.stem().string();
  const std::size_t split = name.rfind('_');
  const bool two_parts = split != std::string::npos && split > 0 && split + 1 < name.size();
  track.subject = two_parts ? id_part(name.substr(0, split)) : "unknown";
  track.action = two_parts ? track.subject : "";
  track.take = id_part(two_parts ? name.substr(split + 1) : name);
}

std::vector<double> numbers_of(const MatFile& mat, const std::string& name, std::size_t least,
                               const fs::path& file) {
  std::vector<double> numbers = mat.read(name).numbers();
  if (numbers.size() < least) {
    throw FormatError(file, name, fmt::format("{} numbers", least), fmt::format("{}", numbers.size()));
  }
  return numbers;
}

// X_cam = Rodrigues(om_ext) X + T_ext, as the Camera Calibration Toolbox for MATLAB writes it.
Camera read_camera(const fs::path& file, int index) {
  const MatFile mat(file);
  Camera camera;
  camera.name = fmt::format("C{}", index);
  camera.intrinsics = Eigen::Map<const Eigen::Matrix3d>(numbers_of(mat, "KK", 9, file).data());
  const std::vector<double> distortion = numbers_of(mat, "kc", 4, file);
  std::copy_n(distortion.begin(), std::min<std::size_t>(5, distortion.size()), camera.distortion.begin());
  camera.rotation = rotation_of_vector(Eigen::Vector3d(numbers_of(mat, "om_ext", 3, file).data()));
  camera.translation_mm = Eigen::Vector3d(numbers_of(mat, "T_ext", 3, file).data());
  if (!is_rotation(camera.rotation) || !camera.translation_mm.allFinite()) {
    throw FormatError(file, "om_ext, T_ext", "finite numbers", "others");
  }
  return camera;
}

// The calibration lies beside the track or one folder up. All three or none: videos and cameras go together.
std::vector<Camera> cameras_of(const fs::path& file, const RemarkSink& remark) {
  std::vector<Camera> cameras;
  for (int view = 0; view < views; ++view) {
    const std::string name = fmt::format("Calib_Cam{}.mat", view);
    const fs::path folder = fs::absolute(file).parent_path();
    std::error_code ignored;
    for (const fs::path& candidate : {folder / name, folder.parent_path() / name}) {
      if (!fs::exists(candidate, ignored)) continue;
      cameras.push_back(read_camera(candidate, view));
      break;
    }
  }
  if (cameras.size() == views) return cameras;
  if (!cameras.empty())
    remark("some of Calib_Cam0.mat to Calib_Cam2.mat are missing: the cameras are unknown");
  return {};
}

// The joint set of the first frame that has one.
const char* set_name_of(const MatArray& frames, const fs::path& file) {
  for (std::size_t f = 0; f < frames.cell_count(); ++f) {
    const MatArray cell = frames.cell(f);
    if (cell.is_empty()) continue;
    for (const auto& [count, name] : {std::pair<std::uint64_t, const char*>{57, "mads19"}, {45, "mads15"}}) {
      if (cell.count() == count) return name;
    }
    throw FormatError(file, cell.name(), "19 x 3 or 15 x 3 numbers",
                      fmt::format("{}", fmt::join(cell.dims(), " x ")));
  }
  throw FormatError(file, "GTpose2", "at least one frame with joints",
                    fmt::format("{} empty ones", frames.cell_count()));
}

// A frame's joints in row-major order; a lost frame is all missing.
std::vector<double> frame_of(const MatArray& cell, std::size_t joints, const fs::path& file) {
  if (cell.is_empty()) return std::vector<double>(joints * 3, std::numeric_limits<double>::quiet_NaN());
  const auto& dims = cell.dims();
  const bool upright = dims.size() == 2 && dims[0] == joints && dims[1] == 3;
  const bool lying = dims.size() == 2 && dims[0] == 3 && dims[1] == joints;
  if (!upright && !lying) {
    throw FormatError(file, cell.name(), fmt::format("{} x 3 numbers", joints),
                      fmt::format("{}", fmt::join(dims, " x ")));
  }
  std::vector<double> values = cell.numbers();
  if (lying) return values;
  std::vector<double> rows(values.size());
  for (std::size_t j = 0; j < joints; ++j) {
    for (std::size_t axis = 0; axis < 3; ++axis) rows[j * 3 + axis] = values[axis * joints + j];
  }
  return rows;
}

void read_mads(const fs::path& file, const ReadOptions& options, const SequenceSink& sink,
               const RemarkSink& remark, const JobContext& context) {
  const MatArray frames = MatFile(file, context).read("GTpose2", context);
  if (!frames.is_cell()) throw FormatError(file, "GTpose2", "a cell per frame", "another kind of array");
  const TrackFacts facts =
      stated_facts(options, {joint_set_named(set_name_of(frames, file)), 1, Eigen::Vector3d::UnitY(), 0});
  if (facts.frames_per_second == 0) remark("no frame rate in the file: unknown until --fps states it");
  Sequence track;
  name_track(file, track);
  track.view = "world";
  track.frames_per_second = facts.frames_per_second;
  track.joints = facts.joints;
  track.up = facts.up;
  track.source = file;
  track.cameras = cameras_of(file, remark);
  std::string stem = file.filename().string();
  if (stem.ends_with(ending)) {
    stem.resize(stem.size() - ending.size());
    for (int view = 0; view < views; ++view) {
      track.videos.push_back((file.parent_path() / fmt::format("{}_C{}.avi", stem, view)).string());
    }
  }
  const auto joints = static_cast<std::size_t>(facts.joints->size());
  for (std::size_t f = 0; f < frames.cell_count(); ++f) {
    if (f % 1024 == 0) context.throw_if_stopped();
    append_mm(frame_of(frames.cell(f), joints, file), facts.millimetres_per_unit, track.positions_mm);
  }
  if (!options_with_mapping(options).millimetres_per_unit)
    remark_odd_size(*track.joints, track.positions_mm, 1, remark);
  sink(std::move(track));
}

bool accompanies_mads(const fs::path& file) { return file.filename().string().starts_with("Calib_Cam"); }

}  // namespace

Reader mads_reader() { return {"mads", "MADS", recognises_mads, read_mads, accompanies_mads}; }

}  // namespace solopose
