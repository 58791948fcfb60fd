#include "core/formats/opencv_calibration.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/files/byte_cursor.h"
#include "core/files/text_scanner.h"
#include "core/formats/camera_builder.h"
#include "core/formats/opencv_storage.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

bool ends_as(const fs::path& file, std::initializer_list<std::string_view> endings) {
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::ranges::find(endings, ending) != endings.end();
}

std::vector<double> size_of(const OpencvStorage& storage, const std::string& width,
                            const std::string& height) {
  std::vector<double> size = storage.numbers(width);
  const std::vector<double> down = storage.numbers(height);
  size.insert(size.end(), down.begin(), down.end());
  return size;
}

void read_size(const OpencvStorage& storage, CameraBuilder& builder) {
  const std::string both =
      storage.first_of({"image_size", "imageSize", "Image_Size", "img_size", "resolution", "size"});
  if (!both.empty()) return builder.size(both, storage.numbers(both));
  const std::string width = storage.first_of({"image_width", "image_Width", "imageWidth", "width"});
  const std::string height = storage.first_of({"image_height", "image_Height", "imageHeight", "height"});
  if (width.empty() || height.empty()) return;
  builder.size(width, size_of(storage, width, height));
}

/// `number`: "" of the only camera, "1" and "2" of two.
std::string matrix_name(const OpencvStorage& storage, const std::string& number) {
  if (!number.empty()) {
    return storage.first_of({"M" + number, "K" + number, "cameraMatrix" + number, "camera_matrix" + number,
                             "camera_matrix_" + number, "mtx" + number, "cameraMatrix_" + number});
  }
  return storage.first_of({"camera_matrix", "Camera_Matrix", "cameraMatrix", "CameraMatrix", "K", "M", "mtx",
                           "intrinsic_matrix", "intrinsics", "camera_intrinsics"});
}

std::string lens_name(const OpencvStorage& storage, const std::string& number) {
  if (!number.empty()) {
    return storage.first_of({"D" + number, "distCoeffs" + number, "dist_coeffs" + number, "dist" + number,
                             "distortion_coefficients" + number, "distortion_coefficients_" + number,
                             "distCoeffs_" + number, "dist_coeff" + number});
  }
  return storage.first_of({"distortion_coefficients", "Distortion_Coefficients", "distCoeffs", "dist_coeffs",
                           "dist_coeff", "DistCoeffs", "D", "dist", "distortion", "distortions"});
}

/// OpenCV's calibration sample says fisheye_model: 1, ROS distortion_model: equidistant, others fisheye:
/// true.
LensModel lens_model(const OpencvStorage& storage) {
  std::string model = storage.text("distortion_model");
  if (model.empty()) model = storage.text("camera_model");
  std::string flag = storage.text("fisheye_model");
  if (flag.empty()) flag = storage.text("fisheye");
  const bool fisheye =
      flag == "1" || flag == "true" || flag == "True" || model == "equidistant" || model == "fisheye";
  return fisheye ? LensModel::equidistant : LensModel::brown_conrady;
}

/// Where the camera stands; false when the file does not say.
bool read_place(const OpencvStorage& storage, double millimetres_per_unit, CameraBuilder& builder) {
  const std::string rotation = storage.first_of(
      {"R", "rotation", "rotation_matrix", "Rotation", "rvec", "rotation_vector", "extrinsic_rotation"});
  const std::string translation = storage.first_of(
      {"T", "t", "translation", "translation_vector", "Translation", "tvec", "extrinsic_translation"});
  if (rotation.empty() || translation.empty()) return false;
  builder.rotation(rotation, storage.numbers(rotation));
  builder.translation(translation, storage.numbers(translation), millimetres_per_unit);
  return true;
}

CameraBuilder camera_of(const OpencvStorage& storage, const std::string& name, const std::string& number) {
  CameraBuilder builder(storage.file(), name);
  const std::string matrix = matrix_name(storage, number);
  builder.intrinsics(matrix, storage.numbers(matrix));
  const std::string lens = lens_name(storage, number);
  if (!lens.empty()) builder.lens(lens, lens_model(storage), storage.numbers(lens));
  read_size(storage, builder);
  return builder;
}

/// "calib_cam1.yml": "cam1".
std::string name_of_file(const fs::path& file) {
  std::string name = file.stem().string();
  for (const std::string word :
       {"calibration", "calib", "intrinsics", "intrinsic", "camera_params", "params"}) {
    if (name.size() > word.size() + 1 && name.starts_with(word) &&
        std::ispunct(static_cast<unsigned char>(name[word.size()])))
      return name.substr(word.size() + 1);
    if (name.size() > word.size() + 1 && name.ends_with(word) &&
        std::ispunct(static_cast<unsigned char>(name[name.size() - word.size() - 1])))
      return name.substr(0, name.size() - word.size() - 1);
  }
  return name;
}

std::vector<Camera> read_one(const OpencvStorage& storage, double millimetres_per_unit,
                             const RemarkSink& remark) {
  std::string name = storage.text("camera_name");
  if (name.empty()) name = storage.text("name");
  if (name.empty()) name = name_of_file(storage.file());
  CameraBuilder builder = camera_of(storage, name, "");
  if (!read_place(storage, millimetres_per_unit, builder)) {
    remark(fmt::format("{}: no R and T: where camera {} stands is unknown, it is the world's origin",
                       storage.file().string(), builder.camera().name));
  }
  return {builder.camera()};
}

/// The file beside it that OpenCV's stereo sample writes R and T to.
fs::path extrinsics_beside(const fs::path& file) {
  std::string name = file.filename().string();
  const std::size_t at = name.find("intrinsic");
  if (at == std::string::npos) return {};
  name.replace(at, 9, "extrinsic");
  std::error_code ignored;
  const fs::path other = file.parent_path() / name;
  return fs::exists(other, ignored) ? other : fs::path();
}

std::vector<Camera> read_two(const OpencvStorage& storage, double millimetres_per_unit,
                             const RemarkSink& remark) {
  const CameraBuilder first = camera_of(storage, "1", "1");
  CameraBuilder second = camera_of(storage, "2", "2");
  if (read_place(storage, millimetres_per_unit, second)) return {first.camera(), second.camera()};
  const fs::path beside = extrinsics_beside(storage.file());
  if (!beside.empty() && read_place(OpencvStorage(beside), millimetres_per_unit, second))
    return {first.camera(), second.camera()};
  remark(fmt::format("{}: no R and T: where the cameras stand is unknown", storage.file().string()));
  return {first.camera(), second.camera()};
}

std::vector<Camera> read_opencv(const fs::path& file, double millimetres_per_unit, const RemarkSink& remark) {
  const OpencvStorage storage(file);
  if (!matrix_name(storage, "1").empty() && !matrix_name(storage, "2").empty())
    return read_two(storage, millimetres_per_unit, remark);
  if (matrix_name(storage, "").empty())
    throw FormatError(file, "camera_matrix", "a matrix of 3 x 3", "none by any name that is known");
  return read_one(storage, millimetres_per_unit, remark);
}

bool recognises_opencv(const fs::path& file) {
  if (ends_as(file, {".yml", ".yaml"})) return true;
  return ends_as(file, {".xml"}) && first_bytes(file, 4096).find("opencv_storage") != std::string::npos;
}

// --- EasyMocap

constexpr std::string_view intrinsics_name = "intri";
constexpr std::string_view extrinsics_name = "extri";

std::vector<Camera> read_easymocap(const fs::path& file, double millimetres_per_unit,
                                   const RemarkSink& remark) {
  const auto beside = [&](std::string_view name) {
    return file.parent_path() / (std::string(name) + file.extension().string());
  };
  const OpencvStorage intrinsics(beside(intrinsics_name));
  const OpencvStorage extrinsics(beside(extrinsics_name));
  std::vector<Camera> cameras;
  for (const std::string& name : intrinsics.texts("names")) {
    CameraBuilder builder(intrinsics.file(), name);
    builder.intrinsics("K_" + name, intrinsics.numbers("K_" + name));
    const std::string lens = intrinsics.first_of({"dist_" + name, "D_" + name});
    if (!lens.empty()) builder.lens(lens, LensModel::brown_conrady, intrinsics.numbers(lens));
    if (intrinsics.has("W_" + name) && intrinsics.has("H_" + name))
      builder.size("W_" + name, size_of(intrinsics, "W_" + name, "H_" + name));
    const std::string rotation = extrinsics.first_of({"Rot_" + name, "R_" + name});
    if (rotation.empty() || !extrinsics.has("T_" + name)) {
      remark(
          fmt::format("{} does not place camera {}: left out", extrinsics.file().string(), printable(name)));
      continue;
    }
    builder.rotation(rotation, extrinsics.numbers(rotation));
    builder.translation("T_" + name, extrinsics.numbers("T_" + name), millimetres_per_unit);
    cameras.push_back(builder.camera());
  }
  return cameras;
}

bool recognises_easymocap(const fs::path& file) {
  const std::string name = file.stem().string();
  return ends_as(file, {".yml", ".yaml"}) && (name == intrinsics_name || name == extrinsics_name);
}

}  // namespace

CalibrationReader opencv_calibration_reader() {
  return {"opencv", "OpenCV's YAML or XML", 0, recognises_opencv, read_opencv};
}

CalibrationReader easymocap_calibration_reader() {
  return {"easymocap", "EasyMocap's intri.yml and extri.yml", 1000, recognises_easymocap, read_easymocap};
}

}  // namespace solopose
