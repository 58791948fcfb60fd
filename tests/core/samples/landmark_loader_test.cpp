#include "core/samples/landmark_loader.h"

#include <cmath>
#include <cstring>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/models/landmark_features.h"
#include "core/project/catalog.h"
#include "core/samples/landmark_errors.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/samples/sample_project.h"

namespace solopose {
namespace {

using namespace solopose::testing;

struct Fixture {
  SampleProject project;
  SampleSet tracks{project.folder(), SampleProject::data_options(), {}, {}, SampleKind::tracks};
};

struct LandmarkLoaderTest : ::testing::Test {
  static void SetUpTestSuite() { fixture = std::make_unique<Fixture>(); }
  static void TearDownTestSuite() { fixture.reset(); }
  static std::unique_ptr<Fixture> fixture;

  static LandmarkLoader loader(const LoaderOptions& options) {
    return LandmarkLoader(fixture->tracks, fixture->tracks.clips(Split::train), {}, options);
  }
};
std::unique_ptr<Fixture> LandmarkLoaderTest::fixture;

bool same_floats(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto mean = [](const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
  };
  const double mean_a = mean(a), mean_b = mean(b);
  double both = 0, own_a = 0, own_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    both += (a[i] - mean_a) * (b[i] - mean_b);
    own_a += (a[i] - mean_a) * (a[i] - mean_a);
    own_b += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return both / std::sqrt(own_a * own_b);
}

TEST_F(LandmarkLoaderTest, every_take_is_one_track_whatever_films_there_are) {
  EXPECT_EQ(fixture->tracks.videos().size(), 6U);
  for (const SampleVideo& track : fixture->tracks.videos()) {
    EXPECT_TRUE(track.file.empty());
    EXPECT_EQ(track.frames, SampleProject::frames);
  }
}

TEST_F(LandmarkLoaderTest, tracks_stand_upright_about_the_middle_of_their_hips) {
  const auto& tracks = fixture->tracks;
  for (std::uint32_t track = 0; track < tracks.videos().size(); ++track) {
    const std::vector<float> pose = tracks.upright_mm(track, 0);
    const auto at = [&](Joint joint) { return joint_at(pose, 0, joint); };
    EXPECT_LT(at(Joint::left_shoulder).y() + 200, at(Joint::pelvis).y());
    EXPECT_LT(at(Joint::pelvis).y() + 200, at(Joint::left_ankle).y());
    EXPECT_TRUE(at(Joint::pelvis).isApprox((at(Joint::left_hip) + at(Joint::right_hip)) / 2, 1e-4));
    EXPECT_FALSE(at(Joint::head).allFinite()) << "COCO's nose is no head";
  }
  EXPECT_FLOAT_EQ(tracks.mean_pose_mm()[3 * index_of(Joint::neck)], 0);
  EXPECT_LT(tracks.mean_pose_mm()[3 * index_of(Joint::neck) + 1], -200);
}

TEST_F(LandmarkLoaderTest, a_batch_is_the_same_whoever_makes_it) {
  LandmarkLoader one = loader({.frames = 4, .batch = 6});
  LandmarkLoader three = loader({.frames = 4, .batch = 6, .threads = 3});
  LandmarkLoader later = loader({.frames = 4, .batch = 6, .first_batch = 2});
  LandmarkLoader other = loader({.frames = 4, .batch = 6, .seed = 2});
  std::optional<Batch> batch;
  for (int i = 0; i < 3; ++i) {
    batch = one.next();
    const auto again = three.next();
    EXPECT_TRUE(same_floats(batch->features, again->features));
    EXPECT_TRUE(same_floats(batch->targets_mm, again->targets_mm));
    EXPECT_FALSE(same_floats(batch->features, other.next()->features));
  }
  EXPECT_TRUE(same_floats(batch->features, later.next()->features));
}

TEST_F(LandmarkLoaderTest, processes_share_a_batch) {
  LandmarkLoader whole = loader({.frames = 4, .batch = 6});
  LandmarkLoader second = loader({.frames = 4, .batch = 6, .rank = 1, .world = 2});
  const auto all = whole.next();
  const auto share = second.next();
  ASSERT_EQ(share->clips, 3);
  const std::size_t clip = all->features.size() / 6;
  EXPECT_TRUE(std::equal(share->features.begin(), share->features.begin() + static_cast<std::ptrdiff_t>(clip),
                         all->features.begin() + static_cast<std::ptrdiff_t>(clip)));
}

TEST_F(LandmarkLoaderTest, what_is_seen_is_about_where_the_targets_are) {
  constexpr auto numbers = static_cast<std::size_t>(landmark_feature_size);
  const auto batch = loader({.frames = 4, .batch = 60}).next();
  ASSERT_EQ(batch->features.size(), 60 * 4 * numbers);
  std::vector<double> seen_y, true_y, seen_z, true_z;
  for (std::size_t frame = 0; frame < std::size_t{60} * 4; ++frame) {
    for (std::size_t joint = 0; joint + 1 < seen_joint_count; ++joint) {
      const float* seen = batch->features.data() + frame * numbers + 4 * joint;
      const Eigen::Vector3d target =
          joint_at(batch->targets_mm, static_cast<std::int64_t>(frame), seen_joints[joint]);
      if (seen[3] == 0 || !target.allFinite()) continue;
      seen_y.push_back(seen[1]);
      true_y.push_back(target.y());
      seen_z.push_back(seen[2]);
      true_z.push_back(target.z());
    }
  }
  EXPECT_GT(correlation(seen_y, true_y), 0.9);
  EXPECT_GT(correlation(seen_z, true_z), 0.3);
  EXPECT_LT(correlation(seen_z, true_z), 0.95) << "depth is rough";
}

TEST_F(LandmarkLoaderTest, without_shuffling_each_clip_comes_once_with_its_truth) {
  const std::size_t clips = fixture->tracks.clips(Split::train).size();
  LandmarkLoader in_order = loader({.frames = 4, .batch = 5, .shuffle = false, .augment = false});
  std::size_t seen = 0;
  while (const auto batch = in_order.next()) {
    seen += static_cast<std::size_t>(batch->clips);
    const auto& camera = fixture->tracks.videos()[batch->videos[0]].camera;
    for (std::size_t frame = 0; frame < 4; ++frame) {
      const auto at = static_cast<std::int64_t>(frame);
      const auto target = pose_at(batch->targets_mm, at);
      if (!std::isfinite(target[0])) continue;
      const std::vector<float> back =
          camera_from_crop(camera, batch->crops[frame], fixture->tracks.target().extent_mm, target);
      const Eigen::Vector3d arm = joint_at(back, 0, Joint::left_wrist) - joint_at(back, 0, Joint::pelvis);
      EXPECT_LT((arm - joint_at(batch->root_relative_mm, at, Joint::left_wrist)).norm(), 1);
    }
  }
  EXPECT_EQ(seen, clips);
}

TEST_F(LandmarkLoaderTest, without_clips_or_with_too_many_frames_it_is_refused) {
  EXPECT_THROW(LandmarkLoader(fixture->tracks, {}, {}, {}), Error);
  EXPECT_THROW(loader({.frames = 5}), Error);
}

}  // namespace
}  // namespace solopose
