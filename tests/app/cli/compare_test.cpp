#include <fstream>
#include <limits>
#include <set>

#include <gmock/gmock.h>

#include "tests/app/cli/program_run.h"
#include "tests/core/metrics/pose_samples.h"
#include "tests/support/demo_project.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// The scores by numpy, from their definitions, without looking at how the studio gets them.
constexpr const char* oracle = R"py(
import json, sys
import numpy as np
t, p = (np.load(f)["poses"].astype(float) for f in sys.argv[1:])
ok = np.isfinite(t).all(2) & np.isfinite(p).all(2)
frames = ok[:, 0] & (ok.sum(1) >= 3)
t, p, ok = t - t[:, :1], p - p[:, :1], ok & frames[:, None]
e = np.linalg.norm(p - t, axis=2)
limbs = e[:, 1:][ok[:, 1:]]
vo = ok[1:] & ok[:-1]
v = np.linalg.norm(np.diff(p, axis=0) - np.diff(t, axis=0), axis=2)[vo]
procrustes, scaled = [], []
for a, b, o in zip(t, p, ok):
    if not o.any(): continue
    a, b = a[o], b[o]
    scaled.append(np.linalg.norm(b * (a * b).sum() / (b * b).sum() - a, axis=1))
    ca, cb = a - a.mean(0), b - b.mean(0)
    u, s, vt = np.linalg.svd(ca.T @ cb)
    d = np.array([1, 1, np.sign(np.linalg.det(u @ vt))])
    r = (u * d) @ vt
    procrustes.append(np.linalg.norm((s * d).sum() / (cb ** 2).sum() * cb @ r.T - ca, axis=1))
mean = lambda parts: float(np.concatenate(parts).mean())
print(json.dumps(dict(frames=int(frames.sum()), mpjpe_mm=float(e[ok].mean()), p_mpjpe_mm=mean(procrustes),
    n_mpjpe_mm=mean(scaled), mpjve_mm=float(v.mean()), pck150=100 * float((limbs < 150).mean()),
    auc=100 * float(np.mean([(limbs < x).mean() for x in range(0, 151, 5)])),
    per_joint_mm=[float(e[ok[:, j], j].mean()) for j in range(15)])))
)py";

struct CompareTest : ::testing::Test {
  TemporaryFolder scratch;
  std::string truth = scratch / "truth.npz";
  std::string ours = scratch / "ours.npz";
  std::vector<float> poses = moving_person(300, 1);
};

TEST_F(CompareTest, scores_are_those_of_numpy) {
  REQUIRE_PYTHON("numpy, h5py");
  std::vector<float> turned = noisy(poses, 60, 2);
  const solopose::RigidTransform motion{
      Eigen::AngleAxisd(0.2, Eigen::Vector3d(1, 2, 3).normalized()).toRotationMatrix(), {500, 0, 30}, 1.1};
  turned = moved(turned, motion);
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  joint_of(turned, 7, solopose::Joint::pelvis)[0] = nan;
  joint_of(turned, 9, solopose::Joint::left_wrist)[1] = nan;
  joint_of(poses, 20, solopose::Joint::head)[2] = nan;
  write_poses(truth, poses);
  write_poses(ours, turned);
  const ProgramRun expected = python(oracle, {truth, ours});
  ASSERT_EQ(expected.exit_code, 0) << expected.err;
  const ProgramRun run = run_solopose({"compare", "--truth", truth, ours, "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const json row = run.json()["rows"].at(0);
  const json wanted = expected.json();
  EXPECT_EQ(row["frames"], wanted["frames"]);
  for (const char* key : {"mpjpe_mm", "p_mpjpe_mm", "n_mpjpe_mm", "mpjve_mm", "pck150", "auc"}) {
    EXPECT_NEAR(row[key].get<double>(), wanted[key].get<double>(), 1e-6) << key;
  }
  for (std::size_t joint = 0; joint < solopose::joint_count; ++joint) {
    const std::string name(solopose::joint_names()[joint]);
    EXPECT_NEAR(row["per_joint_mm"][name].get<double>(), wanted["per_joint_mm"][joint].get<double>(), 1e-6);
  }
}

TEST_F(CompareTest, an_exported_project_compares_with_itself_split_by_split) {
  const std::string project = scratch / "demo";
  fs::copy(demo_project(), project, fs::copy_options::recursive);
  ASSERT_EQ(run_solopose({"export", project, "--out", truth}).exit_code, 0);
  fs::copy_file(truth, ours);
  const ProgramRun run = run_solopose({"compare", "--truth", truth, ours, "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const json report = run.json();
  EXPECT_EQ(report["protocol"]["name"], "canonical-15");
  EXPECT_EQ(report["protocol"]["crops"], "unknown");
  EXPECT_THAT(report["protocol"]["text"].get<std::string>(), HasSubstr("P-MPJPE"));
  std::set<std::string> splits;
  for (const json& row : report["rows"]) {
    splits.insert(row["split"]);
    EXPECT_EQ(row["name"], "ours");
    EXPECT_EQ(row["mpjpe_mm"], 0) << row["dataset"];
    EXPECT_EQ(row["pck150"], 100);
    EXPECT_GT(row["frames"], 0);
  }
  EXPECT_TRUE(splits.contains("test"));
  EXPECT_FALSE(report.contains("quoted"));
}

TEST_F(CompareTest, people_get_table_2s_shape_with_the_papers_lines_labelled) {
  write_poses(truth,
              ManyPoses{{{"A/S1/walk/0", poses}, {"H/S9/walk/0", poses}}, {}, {"test", "independent"}});
  const auto predicted = noisy(poses, 20, 3);
  write_poses(ours, ManyPoses{{{"A/S1/walk/0", predicted}, {"H/S9/walk/0", predicted}}});
  const std::string csv = scratch / "rows.csv";
  const ProgramRun run =
      run_solopose({"compare", "--truth", truth, ours, "--paper", "--per-joint", "--csv", csv});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  for (const char* text : {"merged test MPJPE mm", "independent test MPJPE mm", "quoted: STCFormer w/ CPN",
                           "48.3", "not on these poses", "left_wrist"}) {
    EXPECT_THAT(run.out, HasSubstr(text));
  }
  EXPECT_TRUE(fs::exists(csv));
  EXPECT_THAT(run_solopose({"compare", "--truth", truth, ours}).out, Not(HasSubstr("quoted")));
  const json quoted = run_solopose({"compare", "--truth", truth, ours, "--paper", "--json"}).json()["quoted"];
  ASSERT_EQ(quoted.size(), 14U);
  EXPECT_EQ(quoted[0]["source"], "arXiv 2312.10195, table 2");
}

TEST_F(CompareTest, what_is_undefined_is_null) {
  const std::vector<float> single(poses.begin(), poses.begin() + solopose::pose_floats);
  write_poses(truth, single);
  write_poses(ours, single);
  const json row = run_solopose({"compare", "--truth", truth, ours, "--json"}).json()["rows"].at(0);
  EXPECT_TRUE(row["mpjve_mm"].is_null());
  EXPECT_EQ(row["mpjpe_mm"], 0);
}

TEST_F(CompareTest, exits_tell_wrong_usage_from_failure) {
  write_poses(truth, poses);
  EXPECT_EQ(run_solopose({"compare"}).exit_code, 2);
  EXPECT_EQ(run_solopose({"compare", "--truth", truth}).exit_code, 2);
  EXPECT_EQ(run_solopose({"compare", truth}).exit_code, 2);
  std::ofstream(ours) << "not an archive";
  for (const std::string& bad : {ours, std::string(scratch / "missing.npz")}) {
    const ProgramRun run = run_solopose({"compare", "--truth", truth, bad, "--json"});
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_THAT(run.err, HasSubstr(bad));
    EXPECT_THAT(run.out, IsEmpty());
  }
}

}  // namespace
