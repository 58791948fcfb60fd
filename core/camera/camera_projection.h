#pragma once

#include <Eigen/Core>

#include "core/camera/camera.h"
#include "core/video/picture_size.h"

namespace solopose {

/// Where a point in the camera's frame (mm; x right, y down, z forward) appears, pixels: centre of the first
/// pixel at (0, 0), the lens as OpenCV has it (LensModel). NaN for points that are not in front of the
/// camera.
Eigen::Vector2d project_to_pixel(const Camera& camera, const Eigen::Vector3d& point_in_camera_mm);

/// The point at depth z (mm along the optical axis) that appears at a pixel: the inverse of project_to_pixel,
/// the lens undone by iteration. NaN where the lens shows no such point.
Eigen::Vector3d unproject_pixel(const Camera& camera, const Eigen::Vector2d& pixel, double depth_mm);

/// x_camera = rotation * x_world + translation.
Eigen::Vector3d camera_from_world(const Camera& camera, const Eigen::Vector3d& point_in_world_mm);
Eigen::Vector3d world_from_camera(const Camera& camera, const Eigen::Vector3d& point_in_camera_mm);

/// The same camera for a video of another size than it was calibrated for (a downscaled copy). A camera of
/// unknown size is taken to be the video's. @throws Error when a size is not positive.
Camera camera_for_size(const Camera& camera, int width, int height);

/// The same camera for a video's pictures as they are shown. A calibration counts the pixels that are stored,
/// of whatever size; pixels that are not square are not so in its matrix, either (two focal lengths). One of
/// unknown size is taken to be for this video. @throws Error as above.
Camera camera_for_video(const Camera& camera, const PictureSize& video);

/// For a video without a calibration: the centre of the picture, no distortion, and a focal length of 1.2
/// times its longer side, which is what most phones and cameras are near.
Camera assumed_camera(int width, int height);

/// Geometric mean of both focal lengths, pixels.
double focal_px(const Camera& camera);

/// The same for what is seen around a pixel: pixels per mm of a plane at depth 1 mm. A fisheye's picture
/// shrinks towards its edge; within a picture of another lens it is focal_px everywhere.
double focal_px_at(const Camera& camera, const Eigen::Vector2d& pixel);

}  // namespace solopose
