#include "core/formats/mads_cameras.h"

#include <fmt/format.h>

#include "core/files/mat_file.h"
#include "core/formats/camera_builder.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view beginning = "Calib_Cam";

/// MATLAB keeps matrices column by column.
std::vector<double> row_major(std::vector<double> numbers) {
  if (numbers.size() != 9) return numbers;
  std::swap(numbers[1], numbers[3]);
  std::swap(numbers[2], numbers[6]);
  std::swap(numbers[5], numbers[7]);
  return numbers;
}

/// Calib_Cam1.mat: C1.
std::vector<Camera> read_camera(const fs::path& file, double millimetres_per_unit, const RemarkSink&) {
  const MatFile mat(file);
  std::string name = file.stem().string();
  if (name.starts_with(beginning)) name = fmt::format("C{}", name.substr(beginning.size()));
  CameraBuilder builder(file, name);
  builder.intrinsics("KK", row_major(mat.read("KK").numbers()));
  builder.lens("kc", LensModel::brown_conrady, mat.read("kc").numbers());
  builder.rotation("om_ext", mat.read("om_ext").numbers());
  builder.translation("T_ext", mat.read("T_ext").numbers(), millimetres_per_unit);
  return {builder.camera()};
}

bool recognises_mads_calibration(const fs::path& file) {
  return file.filename().string().starts_with(beginning) && file.extension() == ".mat";
}

}  // namespace

std::vector<Camera> mads_cameras(const fs::path& track, const RemarkSink& remark) {
  std::vector<Camera> cameras;
  const fs::path folder = fs::absolute(track).parent_path();
  for (int view = 0; view < mads_views; ++view) {
    const std::string name = fmt::format("{}{}.mat", beginning, view);
    std::error_code ignored;
    for (const fs::path& candidate : {folder / name, folder.parent_path() / name}) {
      if (!fs::exists(candidate, ignored)) continue;
      cameras.push_back(read_camera(candidate, 1, remark).front());
      break;
    }
  }
  if (cameras.size() == mads_views) return cameras;
  if (!cameras.empty())
    remark("some of Calib_Cam0.mat to Calib_Cam2.mat are missing: the cameras are unknown");
  return {};
}

CalibrationReader mads_calibration_reader() {
  return {"mads", "MADS Calib_Cam*.mat", 1, recognises_mads_calibration, read_camera};
}

}  // namespace solopose
