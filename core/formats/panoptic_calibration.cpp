#include "core/formats/panoptic_calibration.h"

#include "core/base/error.h"
#include "core/formats/camera_builder.h"
#include "core/formats/json_camera.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

bool recognises_panoptic_calibration(const fs::path& file) {
  return file.extension() == ".json" && first_character_of(file) == '{' &&
         file.filename().string().starts_with("calibration");
}

std::vector<Camera> read_panoptic_calibration(const fs::path& file, double millimetres_per_unit,
                                              const RemarkSink&) {
  const nlohmann::json document = calibration_json(file);
  if (!document.is_object() || !document.contains("cameras") || !document["cameras"].is_array())
    throw FormatError(file, "cameras", "a list of cameras", "none");
  std::vector<Camera> cameras;
  for (const nlohmann::json& entry : document["cameras"]) {
    const JsonCamera camera(file, entry, "name");
    CameraBuilder builder(file, camera.name);
    builder.size("resolution", camera.numbers("resolution"));
    builder.intrinsics("K", camera.numbers("K"));
    builder.lens("distCoef", LensModel::brown_conrady, camera.numbers("distCoef"));
    builder.rotation("R", camera.numbers("R"));
    builder.translation("t", camera.numbers("t"), millimetres_per_unit);
    cameras.push_back(builder.camera());
  }
  return cameras;
}

}  // namespace

CalibrationReader panoptic_calibration_reader() {
  constexpr double millimetres_per_centimetre = 10;
  return {"panoptic", "Panoptic calibration_*.json", millimetres_per_centimetre,
          recognises_panoptic_calibration, read_panoptic_calibration};
}

}  // namespace solopose
