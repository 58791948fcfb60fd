#include "core/camera/marked_point.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <Eigen/Dense>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"

namespace solopose {
namespace {

using Eigen::Matrix3d;
using Eigen::Vector2d;
using Eigen::Vector3d;

/// A pinhole, turned about the vertical of the picture.
Camera pinhole(const char* name, double degrees) {
  Camera camera;
  camera.name = name;
  camera.width = 1000;
  camera.height = 800;
  camera.intrinsics << 900, 0, 499.5, 0, 910, 399.5, 0, 0, 1;
  camera.rotation = Eigen::AngleAxisd(degrees * std::numbers::pi / 180, Vector3d(0.1, 1, 0.05).normalized())
                        .toRotationMatrix();
  camera.translation_mm = {40, -60, 4000};
  return camera;
}

/// The same with a lens of Brown's and Conrady's.
Camera with_lens(Camera camera) {
  camera.distortion = {-0.2, 0.07, -0.001, -0.0009, -0.002};
  return camera;
}

Vector2d seen(const Camera& camera, const Vector3d& point) {
  return project_to_pixel(camera, camera_from_world(camera, point));
}

TEST(MarkedPoint, moves_in_the_plane_that_is_parallel_to_the_picture) {
  const Camera camera = pinhole("front", 25);
  const Vector3d point(310, -250, 420);
  const Vector2d pixel(620.25, 210.5);
  // K^-1 (u, v, 1) times the depth that the point has, turned back by hand.
  const double depth = (camera.rotation.row(2) * point)(0) + camera.translation_mm.z();
  const Vector3d in_camera =
      camera.intrinsics.inverse() * Vector3d(pixel.x(), pixel.y(), 1) * depth - camera.translation_mm;
  const Vector3d expected = camera.rotation.inverse() * in_camera;
  EXPECT_LT((moved_in_view(camera, point, pixel) - expected).norm(), 1e-6);
}

TEST(MarkedPoint, stays_where_it_is_when_it_is_dropped_where_it_was_grabbed) {
  for (const Camera& camera : {pinhole("front", -40), with_lens(pinhole("front", -40))}) {
    const Vector3d point(-200, 340, 150);
    EXPECT_LT((moved_in_view(camera, point, seen(camera, point)) - point).norm(), 1e-6);
  }
}

TEST(MarkedPoint, cannot_move_behind_the_camera) {
  const Camera camera = pinhole("front", 0);
  EXPECT_FALSE(moved_in_view(camera, {0, 0, -9000}, {500, 400}).allFinite());
  const std::vector<Sighting> mark{{camera, {500, 400}}};
  EXPECT_THROW(point_of_marks(mark, {0, 0, -9000}), Error);
}

/// The normal equations of x cross P X = 0 (Hartley and Zisserman 12.2), exact where both marks are.
Vector3d by_cross_products(const std::vector<Sighting>& marks) {
  Eigen::MatrixXd rows(2 * marks.size(), 3);
  Eigen::VectorXd right(2 * marks.size());
  for (std::size_t i = 0; i < marks.size(); ++i) {
    Eigen::Matrix<double, 3, 4> projection;
    projection << marks[i].camera.rotation, marks[i].camera.translation_mm;
    projection = (marks[i].camera.intrinsics * projection).eval();
    for (int axis = 0; axis < 2; ++axis) {
      const auto row = static_cast<Eigen::Index>(2 * i) + axis;
      const Eigen::RowVector4d equation = marks[i].pixel[axis] * projection.row(2) - projection.row(axis);
      rows.row(row) = equation.head<3>();
      right[row] = -equation[3];
    }
  }
  return rows.colPivHouseholderQr().solve(right);
}

TEST(MarkedPoint, two_marks_say_where_it_is_whatever_it_was) {
  const Camera front = pinhole("front", -15);
  const Camera side = pinhole("side", 70);
  const Vector3d target(120, -310, 260);
  const std::vector<Sighting> marks{{front, seen(front, target)}, {side, seen(side, target)}};
  const Vector3d found = point_of_marks(marks, Vector3d(-900, 800, 100));
  EXPECT_LT((found - by_cross_products(marks)).norm(), 1e-6);
  EXPECT_LT((found - target).norm(), 1e-6);
  for (const double residual : residuals_px(marks, found)) EXPECT_LT(residual, 1e-6);
}

TEST(MarkedPoint, the_residual_is_what_marks_lack_to_meet) {
  const Camera front = pinhole("front", -15);
  const Camera side = pinhole("side", 70);
  const Vector3d target(120, -310, 260);
  std::vector<Sighting> marks{{front, seen(front, target)}, {side, seen(side, target)}};
  marks[1].pixel.y() += 8;  // nearly across the epipolar line
  const std::vector<double> residuals = residuals_px(marks, point_of_marks(marks, target));
  EXPECT_NEAR(residuals[0] + residuals[1], 8, 0.6) << "both give way";
  EXPECT_NEAR(residuals[0], residuals[1], 0.6);
}

TEST(MarkedPoint, the_epipolar_line_is_that_of_the_fundamental_matrix) {
  const Camera front = pinhole("front", -15);
  const Camera side = pinhole("side", 70);
  const Sighting mark{front, {610, 280}};
  // F = K'^-T [t]x R K^-1 (Hartley and Zisserman 9.6).
  const Matrix3d turn = side.rotation * front.rotation.transpose();
  const Vector3d shift = side.translation_mm - turn * front.translation_mm;
  Matrix3d cross;
  cross << 0, -shift.z(), shift.y(), shift.z(), 0, -shift.x(), -shift.y(), shift.x(), 0;
  const Vector3d line = side.intrinsics.inverse().transpose() * cross * turn * front.intrinsics.inverse() *
                        mark.pixel.homogeneous();
  const auto pieces = epipolar_line(mark, side);
  ASSERT_EQ(pieces.size(), 1U);
  ASSERT_GT(pieces[0].size(), 20U);
  for (const Vector2d& pixel : pieces[0])
    EXPECT_LT(std::abs(line.dot(pixel.homogeneous())) / line.head<2>().norm(), 1e-6);
}

TEST(MarkedPoint, the_epipolar_line_passes_through_every_point_of_the_ray_lenses_included) {
  const Camera front = with_lens(pinhole("front", -15));
  const Camera side = with_lens(pinhole("side", 70));
  for (const Vector3d& target : {Vector3d(120, -310, 260), Vector3d(-300, 200, 0)}) {
    double nearest = 1e9;
    for (const auto& piece : epipolar_line({front, seen(front, target)}, side))
      for (std::size_t i = 1; i < piece.size(); ++i) {
        const Vector2d along = piece[i] - piece[i - 1];
        const double share =
            std::clamp((seen(side, target) - piece[i - 1]).dot(along) / along.squaredNorm(), 0.0, 1.0);
        nearest = std::min(nearest, (piece[i - 1] + share * along - seen(side, target)).norm());
      }
    EXPECT_LT(nearest, 0.1);
  }
}

TEST(MarkedPoint, the_epipolar_line_of_a_ray_that_a_view_never_sees_is_empty) {
  Camera behind = pinhole("behind", 0);
  behind.translation_mm.z() = -200'000;
  EXPECT_THAT(epipolar_line({pinhole("front", 0), {500, 400}}, behind), ::testing::IsEmpty());
}

}  // namespace
}  // namespace solopose
