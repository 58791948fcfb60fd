#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/camera/triangulation.h"

namespace solopose {

// A point that a person marks in pictures of one moment. Points are mm in the frame to which the cameras are
// calibrated, pixels those of Sighting.

/// The point as it appears at the pixel after it has been moved in the plane through it that is parallel to
/// the picture. NaN behind the camera and where the lens shows nothing at the pixel.
Eigen::Vector3d moved_in_view(const Camera& camera, const Eigen::Vector3d& point,
                              const Eigen::Vector2d& pixel);

/// The point that is meant by the marks: of two or more views the one they agree on best, of a single one
/// `point` moved in that view. @throws Error as `triangulated` does, and where a single view cannot show it.
Eigen::Vector3d point_of_marks(std::span<const Sighting> marks, const Eigen::Vector3d& point);

/// How far each mark is from where its camera shows the point, pixels; NaN behind it.
std::vector<double> residuals_px(std::span<const Sighting> marks, const Eigen::Vector3d& point);

/// What a mark leaves open in another view: the pixels at which that one shows the points of the mark's ray,
/// from near to far, in pieces where the ray leaves the picture (a picture's width and height about it belong
/// to it). A straight line but for the lens. `other` knows its size.
std::vector<std::vector<Eigen::Vector2d>> epipolar_line(const Sighting& mark, const Camera& other);

}  // namespace solopose
