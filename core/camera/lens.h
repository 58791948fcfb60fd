#pragma once

#include <optional>
#include <string_view>

#include <Eigen/Core>

#include "core/camera/camera.h"

namespace solopose {

/// A point of the plane at depth 1 as a lens bends it, and how that changes with the point.
struct BentPoint {
  Eigen::Vector2d point;
  Eigen::Matrix2d slope;
};

/// Where the ray through `ideal`, a point of the plane at depth 1, meets that plane behind the lens.
BentPoint bent_by_lens(const Camera& camera, const Eigen::Vector2d& ideal);

/// The inverse, by Newton's iteration: of several rays that a lens bends to one place the one nearest the axis.
/// NaN where no ray from in front of the camera comes out.
Eigen::Vector2d unbent_by_lens(const Camera& camera, const Eigen::Vector2d& seen);

/// A lens model as files of ours name it: "brown_conrady", "equidistant".
std::string_view name_of(LensModel lens);
std::optional<LensModel> lens_model_named(std::string_view name);

}  // namespace solopose
