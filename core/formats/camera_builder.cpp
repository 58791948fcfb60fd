#include "core/formats/camera_builder.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/text_scanner.h"
#include "core/files/utf8.h"
#include "core/formats/track_facts.h"

namespace solopose {
namespace {

using RowMajor3 = Eigen::Matrix<double, 3, 3, Eigen::RowMajor>;

bool all_finite(std::span<const double> numbers) {
  return std::ranges::all_of(numbers, [](double number) { return std::isfinite(number); });
}

}  // namespace

CameraBuilder::CameraBuilder(std::filesystem::path file, const std::string& name)
    : file_(std::move(file)), name_(printable(name)) {
  camera_.name = id_part(name);
}

void CameraBuilder::size(std::string_view field, std::span<const double> numbers) {
  constexpr double most_pixels = 1 << 16;
  require(field, numbers, 2);
  for (const double side : numbers) {
    if (!(side >= 1 && side <= most_pixels))
      refuse(field, fmt::format("1 to {} pixels", most_pixels), fmt::format("{}", side));
  }
  camera_.width = static_cast<int>(std::lround(numbers[0]));
  camera_.height = static_cast<int>(std::lround(numbers[1]));
}

void CameraBuilder::intrinsics(std::string_view field, std::span<const double> numbers) {
  require(field, numbers, 9);
  if (!(numbers[0] > 0 && numbers[4] > 0))
    refuse(field, "focal lengths above 0", fmt::format("{} and {}", numbers[0], numbers[4]));
  camera_.intrinsics = Eigen::Map<const RowMajor3>(numbers.data());
}

void CameraBuilder::lens(std::string_view field, LensModel model, std::span<const double> numbers) {
  const bool fisheye = model == LensModel::equidistant;
  const std::size_t most = fisheye ? 4 : 5;
  const char* expected = fisheye ? "k1 to k4 of a fisheye lens" : "k1, k2, p1, p2 and perhaps k3";
  if (!all_finite(numbers)) refuse(field, "finite numbers", "others");
  if (fisheye && numbers.size() < most) refuse(field, expected, fmt::format("{}", numbers.size()));
  const auto used = numbers.first(std::min(most, numbers.size()));
  const auto rest = numbers.subspan(used.size());
  if (!std::ranges::all_of(rest, [](double number) { return number == 0; }))
    refuse(field, expected, fmt::format("{} numbers", numbers.size()));
  camera_.lens = model;
  camera_.distortion = {};
  std::ranges::copy(used, camera_.distortion.begin());
}

void CameraBuilder::rotation(std::string_view field, std::span<const double> numbers) {
  if (numbers.size() != 9) require(field, numbers, 3);
  camera_.rotation = numbers.size() == 9 ? Eigen::Matrix3d(Eigen::Map<const RowMajor3>(numbers.data()))
                                         : rotation_of_vector(Eigen::Vector3d(numbers.data()));
  if (!is_rotation(camera_.rotation)) refuse(field, "a rotation", "another matrix");
}

void CameraBuilder::translation(std::string_view field, std::span<const double> numbers,
                                double millimetres_per_unit) {
  require(field, numbers, 3);
  camera_.translation_mm = millimetres_per_unit * Eigen::Vector3d(numbers.data());
}

void CameraBuilder::refuse(std::string_view field, std::string_view expected, std::string_view found) const {
  throw FormatError(file_, fmt::format("{}.{}", name_, printable(field)), expected, found);
}

void CameraBuilder::require(std::string_view field, std::span<const double> numbers,
                            std::size_t count) const {
  if (numbers.size() != count)
    refuse(field, fmt::format("{} numbers", count), fmt::format("{}", numbers.size()));
  if (!all_finite(numbers)) refuse(field, "finite numbers", "others");
}

}  // namespace solopose
