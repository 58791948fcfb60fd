#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/camera/camera_projection.h"
#include "core/video/image.h"

namespace solopose {

/// The square of a picture that the network sees: what a person drew, a detector found, or a pose implies.
struct Crop {
  Eigen::Vector2d centre_px = Eigen::Vector2d::Zero();
  double side_px = 0;
};

/// The crop around a known pose: the pelvis in the middle, as wide as `extent_mm` is at the pelvis's depth.
/// None when the pelvis is missing or not in front of the camera. pose_in_camera_mm: (15, 3).
std::optional<Crop> crop_of_pose(const Camera& camera, std::span<const float> pose_in_camera_mm,
                                 double extent_mm);

// Crop space, the camera-frame head's: x and y are the crop's, from its centre, scaled so
// that its side is extent_mm; z is the depth relative to the pelvis. So a heat map over a cube of extent_mm
// around 0 lies on the crop. All poses (15, 3) mm, NaN = missing.

/// @throws Error when the pelvis is missing: there is no depth to be relative to.
std::vector<float> crop_from_camera(const Camera& camera, const Crop& crop, double extent_mm,
                                    std::span<const float> pose_in_camera_mm);
/// The inverse, with the pelvis at the depth that the crop's side says: the focal length there * extent /
/// side.
std::vector<float> camera_from_crop(const Camera& camera, const Crop& crop, double extent_mm,
                                    std::span<const float> pose_in_crop_mm);
/// Where the joints lie in the picture, (15, 2) pixels.
std::vector<float> pixels_from_crop(const Crop& crop, double extent_mm,
                                    std::span<const float> pose_in_crop_mm);

/// The crop resampled to size x size (each pixel the mean of what it covers), rgb24; outside the picture it
/// is mid-grey. The one way pictures reach the network, in training and in prediction.
/// @throws Error when the crop or size is not positive.
Image cropped(const Image& picture, const Crop& crop, int size);

}  // namespace solopose
