#include "core/models/landmark_features.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/base/seeded_random.h"

namespace solopose {
namespace {

constexpr auto feature_count = static_cast<std::size_t>(landmark_feature_size);

std::vector<SeenBody> drawn_window(std::size_t frames) {
  SeededRandom random(3);
  std::vector<SeenBody> window(frames, SeenBody::nobody());
  for (SeenBody& body : window) {
    for (std::size_t joint = 0; joint < seen_joint_count; ++joint) {
      for (int axis = 0; axis < 3; ++axis)
        body.places[joint][axis] = static_cast<float>(300 * random.unit() + 50);
      body.visibility[joint] = static_cast<float>(random.unit());
    }
  }
  return window;
}

TEST(LandmarkFeaturesTest, are_the_same_of_a_person_farther_away_and_elsewhere) {
  const std::vector<SeenBody> window = drawn_window(5);
  std::vector<SeenBody> other = window;
  for (SeenBody& body : other) {
    for (Eigen::Vector3f& place : body.places) place = place * 0.01F + Eigen::Vector3f(4, -2, 0);
  }
  const std::vector<float> expected = landmark_features(window);
  const std::vector<float> found = landmark_features(other);
  ASSERT_EQ(expected.size(), 5 * feature_count);
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-3) << i;
}

TEST(LandmarkFeaturesTest, lie_around_the_hips_at_a_spread_of_one) {
  const std::vector<float> features = landmark_features(drawn_window(9));
  double squares = 0;
  for (std::size_t frame = 0; frame < 9; ++frame) {
    const float* of_frame = features.data() + frame * feature_count;
    for (std::size_t joint = 0; joint < seen_joint_count; ++joint)
      squares += std::pow(of_frame[4 * joint], 2) + std::pow(of_frame[4 * joint + 1], 2);
    EXPECT_NEAR(of_frame[4 * 6] + of_frame[4 * 7], 0, 1e-4) << "both hips, x";
  }
  EXPECT_NEAR(squares / static_cast<double>(9 * seen_joint_count), 1, 1e-4);
}

TEST(LandmarkFeaturesTest, of_a_mirrored_person_are_mirrored) {
  const std::vector<SeenBody> window = drawn_window(3);
  std::vector<SeenBody> mirror;
  for (const SeenBody& body : window) mirror.push_back(body.mirror_image());
  const std::vector<float> plain = landmark_features(window);
  const std::vector<float> turned = landmark_features(mirror);
  for (std::size_t frame = 0; frame < 3; ++frame) {
    const float* a = plain.data() + frame * feature_count;
    const float* b = turned.data() + frame * feature_count;
    EXPECT_NEAR(a[4 * 4], -b[4 * 5], 1e-4) << "right wrist and left wrist, x";
    EXPECT_NEAR(a[4 * 4 + 1], b[4 * 5 + 1], 1e-4);
    EXPECT_NEAR(a[4 * 4 + 2], b[4 * 5 + 2], 1e-4);
    EXPECT_EQ(a[4 * 4 + 3], b[4 * 5 + 3]);
    EXPECT_NEAR(a[feature_count - 2], -b[feature_count - 2], 1e-4) << "how far the hips have moved";
    EXPECT_NEAR(a[feature_count - 1], b[feature_count - 1], 1e-4);
  }
}

TEST(LandmarkFeaturesTest, of_nobody_are_zero_and_change_nothing_else) {
  std::vector<SeenBody> window = drawn_window(4);
  const std::vector<float> plain = landmark_features(window);
  window.insert(window.begin() + 2, SeenBody::nobody());
  window.push_back(SeenBody::nobody());
  const std::vector<float> found = landmark_features(window);
  for (std::size_t i = 0; i < feature_count; ++i) {
    EXPECT_EQ(found[2 * feature_count + i], 0);
    EXPECT_EQ(found[5 * feature_count + i], 0);
    EXPECT_EQ(found[i], plain[i]);
    EXPECT_EQ(found[3 * feature_count + i], plain[2 * feature_count + i]);
  }
  const std::vector<SeenBody> empty(3, SeenBody::nobody());
  for (const float value : landmark_features(empty)) EXPECT_EQ(value, 0);
}

}  // namespace
}  // namespace solopose
