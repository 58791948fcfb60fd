#include "core/landmarks/landmark_reading.h"

#include <algorithm>
#include <cmath>
#include <span>

#include <Eigen/Geometry>

namespace solopose {
namespace {

constexpr int circle_centre = 33;
constexpr int on_circle = 34;
constexpr int heat_reach = 3;  // places to each side of the landmark's
constexpr double least_heat = 0.5;

enum Output { landmarks, score, heat, world };  // as they are wanted below

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/// (x, y) of a landmark, 0 to 1 over the crop, at the middle of what its heat map shows around it; as it was
/// where that is faint, or outside.
Eigen::Vector2d refined(const Eigen::Vector2d& point, std::span<const float> heat_maps, int landmark) {
  const Eigen::Array2d place = point.array() * heat_map_side;
  if (!((place > -1).all() && (place < heat_map_side).all())) return point;  // as whole numbers, towards 0
  const auto range = [](double middle) {
    const auto whole = static_cast<int>(middle);
    return std::pair(std::max(0, whole - heat_reach), std::min(heat_map_side - 1, whole + heat_reach));
  };
  const auto [left, right] = range(place.x());
  const auto [top, bottom] = range(place.y());
  double sum = 0;
  double most = 0;
  Eigen::Vector2d weighted = Eigen::Vector2d::Zero();
  for (int row = top; row <= bottom; ++row) {
    for (int column = left; column <= right; ++column) {
      const double heat = sigmoid(heat_maps[(row * heat_map_side + column) * all_landmarks + landmark]);
      sum += heat;
      most = std::max(most, heat);
      weighted += heat * Eigen::Vector2d(column, row);
    }
  }
  return most < least_heat ? point : Eigen::Vector2d(weighted / sum / heat_map_side);
}

/// x, y, z of a landmark over the crop's side.
Eigen::Vector3d in_crop(const std::vector<std::vector<float>>& outputs, int landmark) {
  const float* numbers = &outputs[landmarks][static_cast<std::size_t>(landmark * numbers_of_landmark)];
  const Eigen::Vector3d raw = Eigen::Map<const Eigen::Vector3f>(numbers).cast<double>() / landmark_input_side;
  Eigen::Vector3d result = raw;
  result.head<2>() = refined(raw.head<2>(), outputs[heat], landmark);
  return result;
}

}  // namespace

BodyLandmarks landmarks_from(const std::vector<std::vector<float>>& outputs, const TurnedCrop& crop) {
  constexpr double mm = 1000;
  const Eigen::Matrix3d turned_back =
      Eigen::AngleAxisd(crop.angle_rad, Eigen::Vector3d::UnitZ()).toRotationMatrix();
  BodyLandmarks body;
  for (int i = 0; i < landmark_count; ++i) {
    const Eigen::Vector3d point = in_crop(outputs, i);
    body.picture_px[i] << picture_point(crop, point.head<2>()), point.z() * crop.side_px;
    const float* metres = &outputs[world][static_cast<std::size_t>(i * 3)];
    body.world_mm[i] = turned_back * Eigen::Map<const Eigen::Vector3f>(metres).cast<double>() * mm;
    const float* numbers = &outputs[landmarks][static_cast<std::size_t>(i * numbers_of_landmark)];
    body.visibility[i] = sigmoid(numbers[3]);
    body.presence[i] = sigmoid(numbers[4]);
  }
  body.score = outputs[score][0];
  body.circle_centre_px = picture_point(crop, in_crop(outputs, circle_centre).head<2>());
  body.on_circle_px = picture_point(crop, in_crop(outputs, on_circle).head<2>());
  return body;
}

}  // namespace solopose
