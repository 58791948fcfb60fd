#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "core/camera/camera.h"

namespace solopose {

/// Makes one camera of what a calibration file says of it. Each number is checked as it comes; messages name
/// the file, the camera and the field. All @throw FormatError.
class CameraBuilder {
 public:
  /// `name`: as the file has it; the camera's is id_part of it.
  CameraBuilder(std::filesystem::path file, const std::string& name);

  /// Width and height, 1 to 65536 pixels.
  void size(std::string_view field, std::span<const double> numbers);
  /// 3 x 3 row-major, pixels; focal lengths above 0.
  void intrinsics(std::string_view field, std::span<const double> numbers);
  /// Brown-Conrady: none to 5 numbers in OpenCV's order; more only when they are 0, as OpenCV writes a lens
  /// of 5 into 8, 12 or 14. Equidistant: 4, or more that are 0.
  void lens(std::string_view field, LensModel model, std::span<const double> numbers);
  /// Three numbers: Rodrigues' vector, radians. Nine: a rotation matrix, row-major. camera_from_world.
  void rotation(std::string_view field, std::span<const double> numbers);
  /// camera_from_world.
  void translation(std::string_view field, std::span<const double> numbers, double millimetres_per_unit);

  const Camera& camera() const { return camera_; }

  [[noreturn]] void refuse(std::string_view field, std::string_view expected, std::string_view found) const;

 private:
  void require(std::string_view field, std::span<const double> numbers, std::size_t count) const;

  std::filesystem::path file_;
  std::string name_;
  Camera camera_;
};

}  // namespace solopose
