#include "core/inspection/track_camera.h"

#include <gtest/gtest.h>
#include <Eigen/Geometry>

#include "core/camera/camera_projection.h"
#include "core/project/catalog.h"

namespace solopose {
namespace {

using Eigen::Vector3d;

Camera turned(double angle) {
  Camera camera;
  camera.intrinsics << 900, 0, 499.5, 0, 900, 399.5, 0, 0, 1;
  camera.rotation = Eigen::AngleAxisd(angle, Vector3d(0.2, 1, 0.1).normalized()).toRotationMatrix();
  camera.translation_mm = {100 * angle, -50, 4000};
  return camera;
}

SequenceRecord track_of(SequenceId id, CoordinateFrame frame, const Camera& camera) {
  SequenceRecord track;
  track.id = id;
  track.frame = frame;
  track.cameras = {camera};
  return track;
}

Eigen::Vector2d seen(const Camera& camera, const Vector3d& point) {
  return project_to_pixel(camera, camera_from_world(camera, point));
}

TEST(TrackCamera, a_camera_sees_a_track_of_the_world_as_it_is_calibrated) {
  const SequenceRecord track = track_of(1, CoordinateFrame::world, turned(0.3));
  EXPECT_EQ(camera_of_track(track, track, turned(0.3))->rotation, turned(0.3).rotation);
}

TEST(TrackCamera, every_camera_of_a_take_sees_the_track_of_one_of_them_where_it_is) {
  const SequenceRecord front = track_of(1, CoordinateFrame::camera, turned(0.3));
  const SequenceRecord side = track_of(2, CoordinateFrame::camera, turned(1.4));
  const Vector3d world(150, -320, 80);
  const Vector3d in_front = camera_from_world(turned(0.3), world);
  EXPECT_LT((seen(*camera_of_track(front, front, turned(0.3)), in_front) - seen(turned(0.3), world)).norm(),
            1e-9);
  EXPECT_LT((seen(*camera_of_track(front, side, turned(1.4)), in_front) - seen(turned(1.4), world)).norm(),
            1e-9);
}

TEST(TrackCamera, views_without_extrinsics_say_nothing_of_one_another) {
  Camera lost = turned(0.3);
  lost.rotation.setIdentity();
  lost.translation_mm.setZero();
  const SequenceRecord front = track_of(1, CoordinateFrame::camera, lost);
  const SequenceRecord side = track_of(2, CoordinateFrame::camera, lost);
  EXPECT_TRUE(camera_of_track(front, front, lost));
  EXPECT_FALSE(camera_of_track(front, side, lost));
}

}  // namespace
}  // namespace solopose
