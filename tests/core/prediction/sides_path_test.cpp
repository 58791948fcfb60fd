#include "core/prediction/sides_path.h"

#include <cmath>
#include <numbers>
#include <random>

#include <gtest/gtest.h>

#include "core/camera/camera_projection.h"
#include "core/formats/reader.h"
#include "core/skeleton/pose_rows.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using testing::shared_data;

/// The joint at each of the landmarks that joints are at; the others are at the nearest.
constexpr std::array<Joint, landmark_count> joint_of = [] {
  using enum Joint;
  std::array<Joint, landmark_count> joints{};
  for (std::size_t i = 0; i < 11; ++i) joints[i] = head;
  joints[11] = left_shoulder, joints[12] = right_shoulder, joints[13] = left_elbow, joints[14] = right_elbow;
  for (std::size_t i = 15; i < 23; ++i) joints[i] = i % 2 == 1 ? left_wrist : right_wrist;
  joints[23] = left_hip, joints[24] = right_hip, joints[25] = left_knee, joints[26] = right_knee;
  for (std::size_t i = 27; i < 33; ++i) joints[i] = i % 2 == 1 ? left_ankle : right_ankle;
  return joints;
}();

struct Motion {
  std::vector<float> poses_mm;
  double frames_per_second = 0;
};

Motion motion_of(const std::filesystem::path& file) {
  Motion motion;
  const auto take = [&](Sequence&& sequence) {
    motion.poses_mm = to_canonical(*sequence.joints, sequence.positions_mm);
    motion.frames_per_second = sequence.frames_per_second;
  };
  reader_for(file)->read(file, {.frames_per_second = {}, .millimetres_per_unit = {}, .up = {}, .mapping = {}},
                         take, [](const std::string&) {}, {});
  return motion;
}

/// About 30 frames a second of a motion, y up, seen by somebody who stands at its side, with the errors of a
/// landmark network: some pixels a joint and frame.
LandmarkFilm seen(const Motion& motion, double azimuth_rad, double error_of_height) {
  const auto every = std::max<std::int64_t>(1, std::llround(motion.frames_per_second / 30));
  std::mt19937 random(7);
  std::normal_distribution<double> noise(0, error_of_height * 400);
  LandmarkFilm film;
  for (std::int64_t f = 0; f < frames_of(motion.poses_mm) && film.size() < 600; f += every) {
    BodyLandmarks& body = film.emplace_back().emplace();
    for (std::size_t i = 0; i < landmark_count; ++i) {
      const Eigen::Vector3d at = joint_at(motion.poses_mm, f, joint_of[i]);
      const double across = std::cos(azimuth_rad) * at.x() + std::sin(azimuth_rad) * at.z();
      body.picture_px[i] = {400 + across * 400 / 1750 + noise(random),
                            400 - at.y() * 400 / 1750 + noise(random), 0};
    }
  }
  return film;
}

std::vector<LandmarkFilm> real_films() {
  std::vector<LandmarkFilm> films;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(shared_data() / "aistpp/keypoints3d"))
    files.push_back(entry.path());
  for (const auto& entry : std::filesystem::directory_iterator(shared_data() / "cmu/bvh"))
    if (entry.path().extension() == ".bvh") files.push_back(entry.path());
  std::ranges::sort(files);
  for (const auto& file : files) {
    const Motion motion = motion_of(file);
    for (const double azimuth : {0.0, 0.8, 1.57, 2.6}) films.push_back(seen(motion, azimuth, 0.01));
  }
  return films;
}

std::int64_t count(const std::vector<std::uint8_t>& labels) { return std::ranges::count(labels, 1); }

TEST(ExchangedSides, leaves_right_sides_alone_on_real_motion) {
  REQUIRE_SHARED_DATA();
  std::int64_t wrong = 0;
  std::int64_t frames = 0;
  for (const LandmarkFilm& film : real_films()) {
    wrong += count(exchanged_sides(film));
    frames += std::ssize(film);
  }
  EXPECT_GT(frames, 2000);
  EXPECT_LT(static_cast<double>(wrong), 0.002 * static_cast<double>(frames)) << wrong << " of " << frames;
}

TEST(ExchangedSides, finds_runs_of_exchanged_frames_in_real_motion) {
  REQUIRE_SHARED_DATA();
  std::int64_t missed = 0;
  std::int64_t planted = 0;
  std::int64_t frames = 0;
  for (LandmarkFilm film : real_films()) {
    std::vector<std::uint8_t> truth(film.size());
    for (std::size_t first = 17, length = 1; first + length < film.size();
         first += length + 31, length = length % 9 + 1) {
      for (std::size_t f = first; f < first + length; ++f) {
        film[f] = with_sides_exchanged(*film[f]);
        truth[f] = 1;
      }
    }
    const auto found = exchanged_sides(film);
    for (std::size_t f = 0; f < found.size(); ++f) missed += found[f] != truth[f];
    planted += count(truth);
    frames += std::ssize(film);
  }
  EXPECT_GT(planted, 200);
  EXPECT_LT(static_cast<double>(missed), 0.1 * static_cast<double>(planted))
      << missed << " of " << frames << " frames differ, " << planted << " were exchanged";
}

/// As the network sees somebody while it changes its mind about who is left and who is right.
BodyLandmarks half_exchanged(const BodyLandmarks& body) {
  BodyLandmarks half = with_sides_exchanged(body);
  for (std::size_t i = 0; i < landmark_count; ++i)
    half.picture_px[i] = (half.picture_px[i] + body.picture_px[i]) / 2;
  return half;
}

TEST(ExchangedSides, finds_long_runs_that_begin_and_end_half_way) {
  REQUIRE_SHARED_DATA();
  constexpr std::size_t first = 60;
  constexpr std::size_t last = 75;
  std::int64_t differ = 0;
  std::int64_t planted = 0;
  for (LandmarkFilm film : real_films()) {
    if (film.size() < last + 60) continue;
    std::vector<std::uint8_t> truth(film.size());
    for (std::size_t f = first; f <= last; ++f) {
      film[f] = f == first || f == last ? half_exchanged(*film[f]) : with_sides_exchanged(*film[f]);
      truth[f] = 1;
    }
    const auto found = exchanged_sides(film);
    for (std::size_t f = 0; f < found.size(); ++f) differ += f != first && f != last && found[f] != truth[f];
    planted += static_cast<std::int64_t>(last - first);
  }
  EXPECT_GT(planted, 200);
  EXPECT_LT(static_cast<double>(differ), 0.2 * static_cast<double>(planted)) << differ << " of " << planted;
}

TEST(ExchangedSides, treats_what_lies_between_gaps_by_itself) {
  REQUIRE_SHARED_DATA();
  LandmarkFilm film = real_films().front();
  film[0].reset();
  film[60] = with_sides_exchanged(*film[60]);
  film[100].reset();
  film[101].reset();
  const auto found = exchanged_sides(film);
  ASSERT_EQ(found.size(), film.size());
  EXPECT_EQ(count(found), 1);
  EXPECT_EQ(found[60], 1);
}

TEST(ExchangedSides, survives_films_of_nobody_and_of_a_frame) {
  EXPECT_TRUE(exchanged_sides({}).empty());
  EXPECT_EQ(exchanged_sides(LandmarkFilm(3)), std::vector<std::uint8_t>(3));
  LandmarkFilm film(2);
  film[1].emplace();
  EXPECT_EQ(exchanged_sides(film), std::vector<std::uint8_t>(2));
}

TEST(WithSidesExchanged, twice_is_as_before) {
  BodyLandmarks body;
  for (std::size_t i = 0; i < landmark_count; ++i) body.picture_px[i].x() = static_cast<double>(i);
  const BodyLandmarks other = with_sides_exchanged(body);
  EXPECT_EQ(other.picture_px[11].x(), 12);
  EXPECT_EQ(other.picture_px[0].x(), 0);
  EXPECT_EQ(with_sides_exchanged(other).picture_px, body.picture_px);
}

}  // namespace
}  // namespace solopose
