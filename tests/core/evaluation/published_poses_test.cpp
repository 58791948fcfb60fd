#include "core/evaluation/published_poses.h"

#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/evaluation/comparison.h"
#include "core/metrics/joint_order.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace testing;
using ::testing::HasSubstr;

/// A truth in our layout, and predictions as the methods' programs write them, with what the scores are by
/// the definitions: PCK and AUC over the 14 joints of MPI-INF-3DHP without its root (Mehta et al. 2017),
/// MPJPE over Human3.6M's 17 (Ionescu et al. 2014).
constexpr const char* their_program = R"(
import sys
import numpy as np
import scipy.io
folder = sys.argv[1]
random = np.random.default_rng(5)
frames = 40
dhp = random.normal(0, 400, (frames, 17, 3))
guess = dhp + random.normal(0, 60, dhp.shape)
valid = np.arange(frames) % 3 != 0
# 3DHP's columns of the canonical 15: pelvis, legs, neck, head's top, arms
canonical = [14, 8, 9, 10, 11, 12, 13, 1, 0, 5, 6, 7, 2, 3, 4]
truth = dhp[:, canonical].copy()
truth[~valid] = np.nan
np.savez(folder + '/truth.npz', names=np.array(['3DHP/TS1/TS1/0']), **{'0': truth})
scipy.io.savemat(folder + '/inference_data.mat', {'TS1': guess[valid].transpose(2, 1, 0)[:, :, None, :]})
scipy.io.savemat(folder + '/all_frames.mat', {'TS1': guess.transpose(2, 1, 0)})
error = np.linalg.norm((guess - guess[:, 14:15]) - (dhp - dhp[:, 14:15]), axis=2)[valid][:, :14]
pck = 100 * (error < 150).mean()
auc = np.mean([100 * (error < limit).mean() for limit in range(0, 151, 5)])
h36m = random.normal(0, 0.4, (frames, 17, 3))
lifted = h36m + random.normal(0, 0.05, h36m.shape)
np.savez(folder + '/walk.npz', poses=1000 * h36m)
np.save(folder + '/lifted.npy', lifted.astype(np.float32))
mpjpe = 1000 * np.linalg.norm((lifted - lifted[:, :1]) - (h36m - h36m[:, :1]), axis=2).mean()
metrabs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0]
np.savez(folder + '/metrabs.npz', poses=1000 * lifted[:, metrabs], order=np.array(['metrabs-17']))
np.save(folder + '/sixteen.npy', lifted[:, 1:])
np.savez(folder + '/sixteen.npz', poses=lifted[:, 1:])
views = dict(S9={'Walking 1': [lifted[:9], lifted, lifted[:9], lifted[:9]], 'Eating': {'55011271': lifted[:9]}})
np.savez(folder + '/views.npz', positions_3d=views)
np.savez(folder + '/two_views.npz', positions_3d=dict(S9=dict(Walking=[lifted, lifted])))
np.savez(folder + '/walks.npz', names=np.array(['H/S9/Walking 1/world/55011271']), **{'0': 1000 * h36m})
np.savez(folder + '/order.npz', poses=lifted, order=np.array(['coco-17']))
scipy.io.savemat(folder + '/sixteen.mat', {'TS1': guess[:, 1:].transpose(2, 1, 0)})
print(repr(float(error.mean())), repr(float(pck)), repr(float(auc)), repr(float(mpjpe)))
)";

class PublishedPosesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    REQUIRE_PYTHON("numpy, scipy");
    std::ofstream(folder / "program.py") << their_program;
    ASSERT_EQ(
        std::system(
            fmt::format("/usr/bin/python3 {0}/program.py {0} > {0}/scores", folder.path().string()).c_str()),
        0);
    std::ifstream(folder / "scores") >> dhp_error >> pck >> auc >> mpjpe;
  }

  PoseScores scores(const char* truth, const char* prediction, const char* protocol) const {
    return compare_poses(folder / truth, {folder / prediction}, {}, protocol_named(protocol))
        .rows.at(0)
        .scores;
  }

  std::string refusal(const char* truth, const char* prediction) const {
    try {
      compare_poses(folder / truth, {folder / prediction}, {});
    } catch (const Error& error) {
      return error.what();
    }
    return "accepted";
  }

  TemporaryFolder folder;
  double dhp_error = 0;
  double pck = 0;
  double auc = 0;
  double mpjpe = 0;
};

TEST_F(PublishedPosesTest, sequences_of_3dhp_are_matched_by_subject_and_valid_frames) {
  for (const char* file : {"inference_data.mat", "all_frames.mat"}) {
    const PoseScores found = scores("truth.npz", file, "3dhp-14");
    EXPECT_EQ(found.frames, 26) << file;
    EXPECT_NEAR(found.mpjpe_mm, dhp_error, 1e-3) << file;
    EXPECT_NEAR(found.pck150, pck, 1e-9) << file;
    EXPECT_NEAR(found.auc, auc, 1e-9) << file;
  }
}

TEST_F(PublishedPosesTest, an_array_of_17_joints_in_metres_is_human36ms) {
  EXPECT_NEAR(scores("walk.npz", "lifted.npy", "h36m-17").mpjpe_mm, mpjpe, 1e-3);
}

TEST_F(PublishedPosesTest, an_archive_may_name_its_order) {
  EXPECT_NEAR(scores("walk.npz", "metrabs.npz", "h36m-17").mpjpe_mm, mpjpe, 1e-3);
}

TEST_F(PublishedPosesTest, views_are_matched_by_subject_action_and_camera) {
  EXPECT_NEAR(scores("walks.npz", "views.npz", "h36m-17").mpjpe_mm, mpjpe, 1e-3);
  const Comparison comparison = compare_poses(folder / "walks.npz", {folder / "views.npz"}, {});
  EXPECT_EQ(comparison.rows.at(0).dataset, "H");
  EXPECT_THAT(comparison.left_out, ::testing::SizeIs(4));
}

TEST_F(PublishedPosesTest, wrong_counts_and_unknown_orders_are_one_clear_line) {
  EXPECT_THAT(refusal("walk.npz", "sixteen.npy"), HasSubstr("(frames, 17, 3), Human3.6M's joints in metres"));
  EXPECT_THAT(refusal("walk.npz", "sixteen.npz"), HasSubstr("shape (frames, 15 or 17, 3)"));
  EXPECT_THAT(refusal("truth.npz", "sixteen.mat"), HasSubstr("TS1: expected size 3 x 17 x frames"));
  EXPECT_THAT(refusal("truth.npz", "sixteen.mat"), HasSubstr("found 3 x 16 x 40"));
  EXPECT_THAT(refusal("walks.npz", "two_views.npz"), HasSubstr("a list of 4 views or a dict by camera"));
  EXPECT_THAT(refusal("walk.npz", "order.npz"), HasSubstr("expected one of canonical-15, h36m-17"));
  for (const char* file : {"sixteen.npy", "sixteen.npz", "sixteen.mat", "order.npz"})
    EXPECT_THAT(refusal("walk.npz", file), ::testing::Not(HasSubstr("\n"))) << file;
}

TEST_F(PublishedPosesTest, truncated_files_are_refused_at_every_length) {
  for (const char* file : {"lifted.npy", "inference_data.mat"}) {
    std::ifstream in(folder / file, std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(in), {}};
    const std::filesystem::path cut = folder / ("cut" + std::filesystem::path(file).extension().string());
    for (std::size_t size = 0; size < whole.size(); size += 131) {
      std::ofstream(cut, std::ios::binary | std::ios::trunc).write(whole.data(), static_cast<long>(size));
      EXPECT_THROW(read_published_poses(cut), Error) << file << " cut at " << size;
    }
  }
}

TEST(JointOrderTest, every_order_has_the_canonical_joints_once) {
  for (const JointOrder& order : joint_orders()) {
    for (const std::string_view joint : joint_order_named("canonical-15").joints)
      EXPECT_EQ(std::ranges::count(order.joints, joint), 1) << order.name << " " << joint;
  }
  EXPECT_THROW(joint_order_named("coco-17"), Error);
}

}  // namespace
}  // namespace solopose
