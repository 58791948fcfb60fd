#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/metrics/pose_scores.h"
#include "tests/core/metrics/pose_samples.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace testing;

/// The scores as papers define them, over whole arrays: Martinez et al. 2017 (Procrustes without
/// reflections), Rhodin et al. 2018 (N-MPJPE), Pavllo et al. 2019 (MPJVE), Mehta et al. 2017 (PCK and AUC).
constexpr const char* peer = R"(
import sys
import numpy as np
truth, guess = (np.load(f)['poses'].astype(float) for f in sys.argv[1:3])
truth, guess = (p - p[:, :1] for p in (truth, guess))
error = np.linalg.norm(guess - truth, axis=2)

def procrustes(t, g):
    tc, gc = t - t.mean(0), g - g.mean(0)
    u, s, vt = np.linalg.svd(gc.T @ tc)
    d = np.array([1, 1, np.sign(np.linalg.det(u @ vt))])
    scale = (s * d).sum() / (gc ** 2).sum()
    return np.linalg.norm(scale * gc @ (u * d) @ vt - tc, axis=1)

scale = (truth * guess).sum((1, 2), keepdims=True) / (guess ** 2).sum((1, 2), keepdims=True)
scale = np.maximum(scale, 0)  # nobody is of a negative size
print(repr(error.mean()))
print(repr(np.mean([procrustes(t, g) for t, g in zip(truth, guess)])))
print(repr(np.linalg.norm(scale * guess - truth, axis=2).mean()))
print(repr(np.linalg.norm(np.diff(guess, axis=0) - np.diff(truth, axis=0), axis=2).mean()))
print(repr(100 * (error[:, 1:] < 150).mean()))
print(repr(np.mean([100 * (error[:, 1:] < limit).mean() for limit in range(0, 151, 5)])))
)";

TEST(PoseScoresTest, equal_those_of_an_implementation_in_numpy) {
  REQUIRE_PYTHON("numpy");
  const TemporaryFolder folder;
  std::ofstream(folder / "peer.py") << peer;
  const auto truth = moving_person(60, 21);
  const RigidTransform inside_out{-Eigen::Matrix3d::Identity(), Eigen::Vector3d::Zero(), 1};
  for (const auto& prediction : {noisy(truth, 10, 22), noisy(truth, 70, 22), noisy(truth, 400, 22),
                                 moved(truth, inside_out), noisy(moved(truth, inside_out), 700, 22)}) {
    write_poses(folder / "truth.npz", truth);
    write_poses(folder / "guess.npz", prediction);
    ASSERT_EQ(std::system(fmt::format("/usr/bin/python3 {0}/peer.py {0}/truth.npz {0}/guess.npz > {0}/scores",
                                      folder.path().string())
                              .c_str()),
              0);
    ScoreSums sums;
    sums.add(truth, prediction);
    const PoseScores scores = sums.scores();
    std::ifstream answers(folder / "scores");
    for (const double ours : {scores.mpjpe_mm, scores.p_mpjpe_mm, scores.n_mpjpe_mm, scores.mpjve_mm,
                              scores.pck150, scores.auc}) {
      double theirs = 0;
      ASSERT_TRUE(answers >> theirs);
      EXPECT_NEAR(ours, theirs, 1e-6 * theirs);
    }
  }
}

/// PCK and AUC by group as MPI-INF-3DHP's authors put them together (mpii_evaluate_errors,
/// mpii_compute_3d_pck and mpii_get_pck_auc_joint_groups of their test set): the mean of each group's curve
/// over 0:5:150, weighted by how many of the 14 joints are in it. 17 joints in their order; root 14, spine
/// and head are in no group.
constexpr const char* authors_groups = R"(
import sys
import numpy as np
from_canonical = [8, 7, 12, 13, 14, 9, 10, 11, 1, 2, 3, 4, 5, 6, 0]
truth, guess = (np.load(f)['poses'].astype(float)[:, from_canonical] for f in sys.argv[1:3])
error = np.linalg.norm((guess - guess[:, 14:]) - (truth - truth[:, 14:]), axis=2)
groups = [[0], [1], [2, 5], [3, 6], [4, 7], [8, 11], [9, 12], [10, 13]]
curve, pck, joints = np.zeros(31), 0, 0
for group in groups:
    part = error[:, group]
    curve += len(group) * np.array([(part < t).sum() / (len(group) * len(error)) for t in np.arange(0, 155, 5)])
    pck += len(group) * 100 * (part < 150).sum() / (len(group) * len(error))
    joints += len(group)
print(repr(float(pck / joints)), repr(float(100 * curve.sum() / joints / 31)))
)";

TEST(PoseScoresTest, pck_and_auc_are_those_of_the_authors_of_mpi_inf_3dhp) {
  REQUIRE_PYTHON("numpy");
  const TemporaryFolder folder;
  std::ofstream(folder / "peer.py") << authors_groups;
  const auto truth = moving_person(5000, 31);
  auto prediction = truth;
  std::mt19937_64 random(32);
  std::uniform_real_distribution<double> uniform(0, 300);
  std::normal_distribution<double> normal;
  for (int frame = 0; frame < 5000; ++frame) {
    for (int joint = 1; joint < joint_count; ++joint) {
      const Eigen::Vector3d direction(normal(random), normal(random), normal(random));
      const Eigen::Vector3d off = uniform(random) * direction.normalized();
      for (int axis = 0; axis < 3; ++axis)
        joint_of(prediction, frame, static_cast<Joint>(joint))[axis] += static_cast<float>(off[axis]);
    }
  }
  write_poses(folder / "truth.npz", truth);
  write_poses(folder / "guess.npz", prediction);
  ASSERT_EQ(std::system(fmt::format("/usr/bin/python3 {0}/peer.py {0}/truth.npz {0}/guess.npz > {0}/scores",
                                    folder.path().string())
                            .c_str()),
            0);
  std::ifstream answers(folder / "scores");
  double pck = 0;
  double auc = 0;
  ASSERT_TRUE(answers >> pck >> auc);
  for (const char* name : {"canonical-15", "3dhp-14"}) {
    ScoreSums sums(protocol_named(name));
    sums.add(truth, prediction);
    EXPECT_NEAR(sums.scores().pck150, pck, 1e-9) << name;
    EXPECT_NEAR(sums.scores().auc, auc, 1e-9) << name;
    EXPECT_NEAR(sums.scores().pck150, 50, 0.6) << "errors are uniform from 0 to 300 mm";
    EXPECT_NEAR(sums.scores().auc, 25, 0.6);
  }
}

}  // namespace
}  // namespace solopose
