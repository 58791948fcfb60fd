#include "core/heatpose/heat_map.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/heatpose/volume.h"
#include "core/options/validation.h"

namespace solopose {
namespace {

Eigen::Vector3d position_of(std::span<const float> pose_mm, Joint joint) {
  return Eigen::Map<const Eigen::Vector3f>(pose_mm.data() + index_of(joint) * 3).cast<double>();
}

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

}  // namespace

void describe(OptionVisitor& visitor, HeatMapRequest& request) {
  visitor.whole("size", request.size, 1, 512);
  visitor.number("extent_mm", request.extent_mm, {.low = 1e-3, .high = 1e6, .unit = "mm", .decimals = 0});
  visitor.section("mixture", request.mixture);
}

std::optional<Eigen::Vector3d> heat_map_centre(std::string_view text) {
  if (text == "pelvis") return std::nullopt;
  Eigen::Vector3d centre;
  std::string_view rest = text;
  for (int axis = 0; axis < 3; ++axis) {
    const std::size_t comma = axis < 2 ? rest.find(',') : rest.size();
    const auto number = comma == std::string_view::npos ? std::nullopt : number_in(rest.substr(0, comma));
    if (!number)
      throw Error(fmt::format("heat map: centre: expected pelvis or X,Y,Z in mm, found \"{}\"", text));
    centre[axis] = *number;
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return centre;
}

Grid heat_map_grid(std::span<const float> pose_mm, const HeatMapRequest& request) {
  if (pose_mm.size() != joint_count * 3) {
    throw Error(fmt::format("heat map: a pose has {} numbers, found {}", joint_count * 3, pose_mm.size()));
  }
  require_in_range("heat map", request);
  const Eigen::Vector3d centre = request.centre_mm.value_or(position_of(pose_mm, Joint::pelvis));
  if (!centre.allFinite())
    throw Error("heat map: this frame has no pelvis to centre on; state a centre in mm");
  return Grid::cube(centre, request.extent_mm, request.size);
}

Volume make_heat_map(std::span<const float> pose_mm, const HeatMapRequest& request) {
  Volume volume;
  volume.grid = heat_map_grid(pose_mm, request);
  volume.values = request.joint ? joint_volume(volume.grid, pose_mm, *request.joint, request.mixture)
                                : body_volume(volume.grid, pose_mm, request.mixture);
  return volume;
}

int joints_outside_grid(std::span<const float> pose_mm, const Grid& grid) {
  int outside = 0;
  for (int j = 0; j < joint_count; ++j) {
    const Eigen::Vector3d at = position_of(pose_mm, static_cast<Joint>(j));
    outside += at.allFinite() && !grid.contains(at);
  }
  return outside;
}

}  // namespace solopose
