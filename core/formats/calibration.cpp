#include "core/formats/calibration.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/formats/aist_cameras.h"
#include "core/formats/h36m_cameras.h"
#include "core/formats/mads_cameras.h"
#include "core/formats/mpi_calibration.h"
#include "core/formats/opencv_calibration.h"
#include "core/formats/panoptic_calibration.h"
#include "core/formats/shelf_cameras.h"
#include "core/formats/toml_calibration.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

double widest_distance(const std::vector<Camera>& cameras) {
  double widest = 0;
  for (const Camera& a : cameras) {
    for (const Camera& b : cameras) {
      const Eigen::Vector3d apart =
          a.rotation.transpose() * a.translation_mm - b.rotation.transpose() * b.translation_mm;
      widest = std::max(widest, apart.norm());
    }
  }
  return widest;
}

/// Cameras of one studio or of one stereo rig: neither 40 m apart nor less than 40 mm.
void guess_unit(std::vector<Camera>& cameras, const fs::path& file, const RemarkSink& remark) {
  constexpr double least_millimetres = 40;
  const double apart = widest_distance(cameras);
  if (apart == 0) return;
  const bool metres = apart < least_millimetres;
  const double unit = metres ? 1000 : 1;
  for (Camera& camera : cameras) camera.translation_mm *= unit;
  remark(fmt::format("{}: no unit in the file; its cameras are up to {:.3g} apart, read as {}", file.string(),
                     apart, metres ? "metres" : "millimetres"));
}

void require_names(const std::vector<Camera>& cameras, const fs::path& file) {
  if (cameras.empty()) throw FormatError(file, "cameras", "at least one", "none");
  std::set<std::string_view> names;
  for (const Camera& camera : cameras) {
    if (!names.insert(camera.name).second)
      throw FormatError(file, "name", "a name for each camera", fmt::format("two named {}", camera.name));
  }
}

}  // namespace

std::span<const CalibrationReader> calibration_readers() {
  static const CalibrationReader all[] = {
      mpi_calibration_reader(),  mads_calibration_reader(),      h36m_calibration_reader(),
      aist_calibration_reader(), shelf_calibration_reader(),     panoptic_calibration_reader(),
      toml_calibration_reader(), easymocap_calibration_reader(), opencv_calibration_reader()};
  return all;
}

const CalibrationReader* calibration_reader_for(const fs::path& file) {
  const auto all = calibration_readers();
  const auto found = std::ranges::find_if(all, [&](const auto& reader) { return reader.recognises(file); });
  return found == all.end() ? nullptr : &*found;
}

std::vector<Camera> read_calibration(const fs::path& file, std::optional<double> millimetres_per_unit,
                                     const RemarkSink& remark) {
  const CalibrationReader* reader = calibration_reader_for(file);
  if (reader == nullptr) {
    std::vector<std::string_view> known;
    for (const CalibrationReader& each : calibration_readers()) known.push_back(each.title);
    throw Error(
        fmt::format("{}: no calibration that is known; there are {}", file.string(), fmt::join(known, "; ")));
  }
  const double usual = reader->millimetres_per_unit;
  const bool knows_unit = millimetres_per_unit || usual > 0;
  const double unit = millimetres_per_unit.value_or(usual > 0 ? usual : 1);
  std::vector<Camera> cameras = reader->read(file, unit, remark);
  require_names(cameras, file);
  if (!knows_unit) guess_unit(cameras, file, remark);
  return cameras;
}

}  // namespace solopose
