#include "core/augmotion/kabsch.h"

#include <cstdlib>
#include <fstream>
#include <limits>
#include <random>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <Eigen/Dense>

#include "core/base/error.h"
#include "tests/core/augmotion/bodies.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using Points = std::vector<Eigen::Vector3d>;
using testing::random_motion;
using testing::random_vector;

Points random_points(std::mt19937_64& random, std::size_t count, double spread = 800) {
  Points points;
  for (std::size_t i = 0; i < count; ++i) points.push_back(random_vector(random, spread));
  return points;
}

Points moved(const RigidTransform& motion, const Points& points) {
  Points result;
  for (const auto& point : points) result.push_back(motion * point);
  return result;
}

void expect_proper(const Eigen::Matrix3d& rotation) {
  EXPECT_NEAR(rotation.determinant(), 1, 1e-12);
  EXPECT_TRUE((rotation * rotation.transpose()).isIdentity(1e-12));
}

TEST(kabsch, recovers_a_known_motion_to_1e_9) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 500; ++round) {
    const RigidTransform motion = random_motion(random, 5000);
    const Points source = random_points(random, 3 + static_cast<std::size_t>(round) % 15);
    const KabschResult result = kabsch(source, moved(motion, source));
    expect_proper(result.target_from_source.rotation);
    EXPECT_TRUE(result.target_from_source.rotation.isApprox(motion.rotation, 1e-9));
    EXPECT_LT((result.target_from_source.translation_mm - motion.translation_mm).norm(), 1e-9);
    EXPECT_LT(result.rmsd, 1e-9);
    EXPECT_EQ(result.target_from_source.scale, 1.0);
    EXPECT_FALSE(result.degenerate());
  }
}

TEST(kabsch, three_points_are_planar_and_exact) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 200; ++round) {
    const RigidTransform motion = random_motion(random, 3000);
    const Points source = random_points(random, 3);
    const KabschResult result = kabsch(source, moved(motion, source));
    EXPECT_EQ(result.spread, PointSpread::planar);
    EXPECT_LT(result.rmsd, 1e-9);
    expect_proper(result.target_from_source.rotation);
  }
}

TEST(kabsch, many_points_in_one_plane_are_exact) {
  std::mt19937_64 random(3);
  const RigidTransform motion = random_motion(random, 3000);
  Points source = random_points(random, 40);
  for (auto& point : source) point.z() = 0;
  const KabschResult result = kabsch(source, moved(motion, source));
  EXPECT_EQ(result.spread, PointSpread::planar);
  EXPECT_TRUE(result.target_from_source.rotation.isApprox(motion.rotation, 1e-9));
}

TEST(kabsch, a_mirrored_target_gets_the_best_proper_rotation_and_its_residual) {
  std::mt19937_64 random(4);
  const Points source = random_points(random, 12);
  Points target = source;
  for (auto& point : target) point.x() = -point.x();
  const KabschResult result = kabsch(source, target);
  expect_proper(result.target_from_source.rotation);
  EXPECT_GT(result.rmsd, 50);
  // No proper rotation near it and none far from it does better.
  const auto rmsd_of = [&](const Eigen::Matrix3d& rotation) {
    Eigen::Vector3d a = Eigen::Vector3d::Zero(), b = a;
    for (std::size_t i = 0; i < source.size(); ++i) a += source[i] / 12.0, b += target[i] / 12.0;
    double sum = 0;
    for (std::size_t i = 0; i < source.size(); ++i)
      sum += (rotation * (source[i] - a) - (target[i] - b)).squaredNorm();
    return std::sqrt(sum / 12);
  };
  EXPECT_NEAR(rmsd_of(result.target_from_source.rotation), result.rmsd, 1e-9);
  for (int round = 0; round < 2000; ++round) {
    Eigen::Matrix3d other = random_motion(random, 1).rotation;
    if (round % 2 == 0) {
      other =
          Eigen::AngleAxisd(0.02, random_vector(random, 1).normalized()) * result.target_from_source.rotation;
    }
    EXPECT_GE(rmsd_of(other), result.rmsd - 1e-9);
  }
}

TEST(kabsch, collinear_points_are_named_and_turned_as_little_as_possible) {
  const Points line = {{0, 0, 0}, {100, 0, 0}, {300, 0, 0}};
  const Points turned = {{5, 7, 0}, {5, 107, 0}, {5, 307, 0}};
  const KabschResult result = kabsch(line, turned);
  EXPECT_EQ(result.spread, PointSpread::collinear);
  EXPECT_TRUE(result.degenerate());
  EXPECT_LT(result.rmsd, 1e-9);
  expect_proper(result.target_from_source.rotation);
  EXPECT_TRUE(result.target_from_source.rotation.isApprox(
      Eigen::AngleAxisd(M_PI / 2, Eigen::Vector3d::UnitZ()).toRotationMatrix(), 1e-9));
  const KabschResult same = kabsch(line, line);
  EXPECT_TRUE(same.target_from_source.rotation.isIdentity(1e-12));
}

TEST(kabsch, nearly_collinear_points_still_count) {
  const Points thin = {{0, 0, 0}, {500, 0, 0}, {250, 0.1, 0}};
  EXPECT_EQ(kabsch(thin, thin).spread, PointSpread::planar);
}

TEST(kabsch, the_worse_of_both_sets_is_named) {
  const Points triangle = {{0, 0, 0}, {100, 0, 0}, {0, 100, 0}};
  const Points line = {{0, 0, 0}, {100, 0, 0}, {200, 0, 0}};
  EXPECT_EQ(kabsch(triangle, line).spread, PointSpread::collinear);
  EXPECT_EQ(kabsch(line, triangle).spread, PointSpread::collinear);
}

TEST(kabsch, coincident_points_are_named_and_only_shifted) {
  const Points one(4, Eigen::Vector3d(1234.567, -8.9, 3e4));
  const Points triangle = {{0, 0, 0}, {100, 0, 0}, {0, 100, 0}, {0, 0, 50}};
  for (const bool with_scale : {false, true}) {
    const KabschResult result = kabsch(one, triangle, with_scale);
    EXPECT_EQ(result.spread, PointSpread::coincident);
    EXPECT_TRUE(result.target_from_source.rotation.isIdentity(0));
    EXPECT_EQ(result.target_from_source.scale, 1.0);
    EXPECT_LT((result.target_from_source * one[0] - Eigen::Vector3d(25, 25, 12.5)).norm(), 1e-9);
  }
}

TEST(kabsch, scale_is_found_only_when_asked_for) {
  std::mt19937_64 random(5);
  RigidTransform motion = random_motion(random, 1000);
  motion.scale = 0.37;
  const Points source = random_points(random, 9);
  const KabschResult scaled = kabsch(source, moved(motion, source), true);
  EXPECT_NEAR(scaled.target_from_source.scale, 0.37, 1e-12);
  EXPECT_LT(scaled.rmsd, 1e-9);
  const KabschResult rigid = kabsch(source, moved(motion, source));
  EXPECT_EQ(rigid.target_from_source.scale, 1.0);
  EXPECT_GT(rigid.rmsd, 100);
}

TEST(kabsch, refuses_what_it_cannot_fit) {
  const Points three = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
  const Points two = {{0, 0, 0}, {1, 0, 0}};
  EXPECT_THROW(kabsch(three, two), Error);
  EXPECT_THROW(kabsch(two, two), Error);
  Points missing = three;
  missing[1].y() = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(kabsch(three, missing), Error);
  missing[1].y() = std::numeric_limits<double>::infinity();
  EXPECT_THROW(kabsch(missing, three), Error);
}

TEST(transform_points, agrees_with_the_transform_point_by_point_also_in_place) {
  std::mt19937_64 random(6);
  RigidTransform motion = random_motion(random, 4000);
  motion.scale = 1.1;
  for (const std::size_t points : {0U, 1U, 31U, 32U, 33U, 1000U}) {
    std::vector<float> source;
    for (std::size_t i = 0; i < points * 3; ++i)
      source.push_back(static_cast<float>(random_vector(random, 3000).x()));
    std::vector<float> target(source.size());
    transform_points(motion, source, target);
    for (std::size_t i = 0; i < source.size(); i += 3) {
      const Eigen::Vector3d expected =
          motion * Eigen::Vector3f(source[i], source[i + 1], source[i + 2]).cast<double>();
      for (std::size_t axis = 0; axis < 3; ++axis) {
        EXPECT_FLOAT_EQ(target[i + axis], static_cast<float>(expected[static_cast<int>(axis)]));
      }
    }
    transform_points(motion, source, source);
    EXPECT_EQ(source, target);
  }
}

TEST(transform_points, keeps_missing_points_missing_and_their_neighbours_whole) {
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> points = {1, 2, 3, nan, nan, nan, 4, 5, 6};
  transform_points({Eigen::Matrix3d::Identity(), {1, 1, 1}, 1.0}, points, points);
  EXPECT_EQ(points[0], 2);
  EXPECT_TRUE(std::isnan(points[3]) && std::isnan(points[4]) && std::isnan(points[5]));
  EXPECT_EQ(points[8], 7);
}

TEST(transform_points, refuses_sizes_that_do_not_fit) {
  std::vector<float> four(4), six(6), three(3);
  EXPECT_THROW(transform_points({}, four, four), Error);
  EXPECT_THROW(transform_points({}, six, three), Error);
}

TEST(kabsch, agrees_with_scipy) {
  REQUIRE_PYTHON("numpy, scipy.spatial.transform");
  std::mt19937_64 random(7);
  const testing::TemporaryFolder folder;
  const auto input = folder / "points.txt";
  constexpr int cases = 20;
  constexpr std::size_t points = 8;
  std::vector<KabschResult> results;
  std::ofstream out(input);
  for (int i = 0; i < cases; ++i) {
    const Points a = random_points(random, points);
    const Points b = random_points(random, points);
    results.push_back(kabsch(a, b));
    for (const auto* set : {&a, &b}) {
      for (const auto& p : *set) out << fmt::format("{} {} {}\n", p.x(), p.y(), p.z());
    }
  }
  out.close();
  const auto output = folder / "rotations.txt";
  const std::string script = fmt::format(
      "import numpy as np; from scipy.spatial.transform import Rotation as R\n"
      "p = np.loadtxt('{}').reshape({}, 2, {}, 3); p = p - p.mean(2, keepdims=True)\n"
      "r = [R.align_vectors(b, a) for a, b in p]\n"
      "np.savetxt('{}', [np.r_[q.as_matrix().ravel(), d / np.sqrt({})] for q, d in r], fmt='%.17g')\n",
      input.string(), cases, points, output.string(), points);
  std::ofstream(folder / "oracle.py") << script;
  ASSERT_EQ(
      std::system(fmt::format("{} {}", testing::python_program, (folder / "oracle.py").string()).c_str()), 0);
  std::ifstream in(output);
  for (const auto& result : results) {
    for (int i = 0; i < 9; ++i) {
      double expected = 0;
      ASSERT_TRUE(in >> expected);
      EXPECT_NEAR(result.target_from_source.rotation(i / 3, i % 3), expected, 1e-9);
    }
    double rmsd = 0;
    ASSERT_TRUE(in >> rmsd);
    EXPECT_NEAR(result.rmsd, rmsd, 1e-6);
  }
}

}  // namespace
}  // namespace solopose
