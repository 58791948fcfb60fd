#include <cmath>
#include <fstream>

#include <gmock/gmock.h>

#include "tests/app/cli/program_run.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// One real motion in four datasets' formats, imported once for all tests.
struct EndToEndTest : ::testing::Test {
  void SetUp() override {
    REQUIRE_SHARED_DATA();
    const fs::path data = shared_data();
    const std::vector<std::pair<std::string, fs::path>> sources = {
        {"aist", data / "aistpp"},
        {"h36m", data / "same_motion" / "human36m"},
        {"mpi_inf_3dhp", data / "same_motion" / "mpi_inf_3dhp"},
        {"mads", data / "same_motion" / "MADS"}};
    for (const auto& [format, path] : sources) {
      const ProgramRun run = run_solopose({"import", project, "--format", format, path.string(), "--json"});
      ASSERT_EQ(run.exit_code, 0) << run.err;
      ASSERT_GT(run.json()["sequences"], 0) << run.out;
    }
  }

  json align(std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {"align", project, "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const ProgramRun run = run_solopose(arguments);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return run.json();
  }

  TemporaryFolder scratch;
  std::string project = scratch / "project";
};

TEST_F(EndToEndTest, fourteen_views_of_one_take_coincide_once_aligned) {
  const json report = align();
  int takes = 0;
  for (const json& take : report["takes"]) {
    if (take["views"] != 14) continue;
    ++takes;
    EXPECT_EQ(take["view_names"].size(), 14U);
    EXPECT_EQ(take["comparable"], true) << take["name"];
    EXPECT_LT(take["dispersion_before_mm"], 1.0) << take["name"];
    EXPECT_LT(take["rotation_before_deg"], 0.1) << take["name"];
    EXPECT_LT(take["dispersion_after_mm"], 1.0) << take["name"];
  }
  EXPECT_EQ(takes, 2);
}

TEST_F(EndToEndTest, align_reports_every_sequence_and_the_frame_it_made) {
  const json report =
      align({"--frame", "section-3.2", "--ratio", "paper", "--per", "take", "--clusters", "4"});
  EXPECT_EQ(report["frame"], "section-3.2");
  EXPECT_NEAR(report["Ms_mm"], 345, 15);
  EXPECT_NEAR(report["Msp_mm"], 510, 20);
  std::size_t sequences = 0;
  for (const json& dataset : report["datasets"]) sequences += dataset["sequences"].get<std::size_t>();
  ASSERT_EQ(report["sequences"].size(), sequences);
  for (const json& sequence : report["sequences"]) {
    EXPECT_GE(sequence["key_frame"], 0) << sequence["name"];
    EXPECT_EQ(sequence["cluster_sizes"].size(), 4U);
    EXPECT_LT(sequence["residual_mm"], 60.0);
  }
  EXPECT_THAT(report["sequences"][0]["name"].get<std::string>(), HasSubstr("AIST++/"));
}

TEST_F(EndToEndTest, exports_open_in_h5py_and_numpy_with_the_counts_that_info_prints) {
  REQUIRE_PYTHON("numpy, h5py");
  align();
  const json info = run_solopose({"info", project, "--json"}).json();
  const std::string h5 = scratch / "merged.h5";
  const std::string npz = scratch / "merged.npz";
  ASSERT_EQ(run_solopose({"export", project, "--out", h5, "--in", "universal"}).exit_code, 0);
  ASSERT_EQ(run_solopose({"export", project, "--out", npz, "--in", "dataset"}).exit_code, 0);
  const ProgramRun read = python(R"py(
import collections, json, sys
import h5py, numpy
with h5py.File(sys.argv[1]) as f:
    names = [n.decode() for n in f["sequences/name"][:]]
    clips = f["clips/poses_mm"]
    of = collections.Counter(names[i].split("/")[0] for i in f["clips/sequence"][:])
    h5 = dict(shape=clips.shape, dtype=str(clips.dtype), clips=of, names=len(names),
              splits=collections.Counter(s.decode() for s in f["clips/split"][:]))
with numpy.load(sys.argv[2]) as z:  # no pickle allowed
    names = [str(n) for n in z["names"]]
    frames, sequences = collections.Counter(), collections.Counter()
    for i, n in enumerate(names):
        frames[n.split("/")[0]] += z[str(i)].shape[0]
        sequences[n.split("/")[0]] += 1
    npz = dict(frames=frames, sequences=sequences, joints=[str(j) for j in z["joints"]])
print(json.dumps(dict(h5=h5, npz=npz)))
)py",
                                 {h5, npz});
  ASSERT_EQ(read.exit_code, 0) << read.err;
  const json found = read.json();
  ASSERT_EQ(info["datasets"].size(), 4U);
  for (const json& dataset : info["datasets"]) {
    const std::string name = dataset["name"];
    EXPECT_EQ(found["h5"]["clips"][name], dataset["clips"]) << name;
    EXPECT_EQ(found["npz"]["frames"][name], dataset["frames"]) << name;
    EXPECT_EQ(found["npz"]["sequences"][name], dataset["sequences"]) << name;
  }
  for (const auto& [split, clips] : info["splits"].items()) {
    EXPECT_EQ(found["h5"]["splits"].value(split, 0), clips) << split;
  }
  EXPECT_EQ(found["h5"]["shape"], (json{info["totals"]["clips"], 30, 15, 3}));
  EXPECT_EQ(found["h5"]["dtype"], "float32");
  EXPECT_EQ(found["npz"]["joints"], info["joints"]);
}

TEST_F(EndToEndTest, with_one_key_frame_index_the_same_motion_agrees_across_datasets) {
  REQUIRE_PYTHON("numpy, h5py");
  const json report = align({"--key-frame", "300"});
  for (const json& sequence : report["sequences"]) EXPECT_EQ(sequence["key_frame"], 300) << sequence["name"];
  const std::string npz = scratch / "universal.npz";
  ASSERT_EQ(run_solopose({"export", project, "--out", npz, "--in", "universal"}).exit_code, 0);
  const ProgramRun read = python(R"py(
import json, sys
import numpy
with numpy.load(sys.argv[1]) as z:
    poses = {str(n): z[str(i)] for i, n in enumerate(z["names"])}
def of(prefix):
    return [p for n, p in sorted(poses.items()) if n.startswith(prefix)]
# Files 1 and 2 of the sample in the same order everywhere; TS1 and TS2 are 3DHP's test sets with joints of their own.
motions = [[p for p in poses if "ch03" in p or p.startswith(("Human3.6M/S1/", "MPI-INF-3DHP/S1/")) or "HipHop1" in p],
           [p for p in poses if "aist_sample" in p or p.startswith(("Human3.6M/S2/", "MPI-INF-3DHP/S2/")) or "HipHop2" in p]]
result = []
for names in motions:
    first = poses[names[0]]
    # The neck and head of the four joint sets are the same points in these samples where both are present.
    worst = max(float(numpy.nanmax(numpy.linalg.norm(poses[n] - first, axis=2))) for n in names)
    result.append(dict(names=len(names), datasets=len({n.split("/")[0] for n in names}), worst_mm=worst))
print(json.dumps(result))
)py",
                                 {npz});
  ASSERT_EQ(read.exit_code, 0) << read.err;
  for (const json& motion : read.json()) {
    EXPECT_EQ(motion["datasets"], 4);
    EXPECT_EQ(motion["names"], 17);
    EXPECT_LT(motion["worst_mm"], 1.0);
  }
}

TEST_F(EndToEndTest, human36m_test_subjects_would_be_independent) {
  const json info = run_solopose({"info", project, "--json"}).json();
  EXPECT_EQ(info["datasets"][1]["name"], "Human3.6M");
  EXPECT_EQ(info["datasets"][1]["independent_subjects"], (json{"S9", "S11"}));
  EXPECT_EQ(info["datasets"][0]["independent_subjects"], json::array());
}

TEST_F(EndToEndTest, info_names_the_joints_that_a_dataset_estimates) {
  const json datasets = run_solopose({"info", project, "--json"}).json()["datasets"];
  const char* from_coco = "pelvis from lhip and rhip, neck from lsho and rsho, head from nose";
  EXPECT_EQ(datasets[0]["name"], "AIST++");
  EXPECT_EQ(datasets[0]["estimated"], json::array({from_coco}));
  EXPECT_EQ(datasets[1]["estimated"], json::array());
  EXPECT_THAT(run_solopose({"info", project}).out,
              ::testing::HasSubstr(std::string("AIST++ estimates ") + from_coco));
}

TEST(JointDefinitions, are_said_of_each_dataset_and_pair_of_datasets) {
  const TemporaryFolder scratch;
  const std::string project = scratch / "demo";
  ASSERT_EQ(run_solopose({"demo", project, "--films", "none"}).exit_code, 0);
  const json report = run_solopose({"info", project, "--joints", "--json"}).json();
  ASSERT_EQ(report["joints"].size(), 15U);
  const json& head = report["joints"][8];
  EXPECT_EQ(head["joint"], "head");
  EXPECT_EQ(head["anatomy"], "top of the head");
  EXPECT_EQ(head["estimators"]["AIST++"], "nose, for the head's top");
  EXPECT_EQ(head["estimators"]["Human3.6M"], "own joint head");
  ASSERT_EQ(report["pairs"].size(), 6U) << "of four datasets";
  const json& pair = report["pairs"][0];
  EXPECT_THAT(pair["datasets"], ElementsAre("AIST++", "Human3.6M"));
  EXPECT_GT(pair["apart_mm"]["head"], 80) << "a nose is no head's top";
  EXPECT_LT(pair["apart_mm"]["head"], 250);
  EXPECT_TRUE(pair["apart_mm"]["left_knee"].is_null()) << "no body has both";
  EXPECT_THAT(run_solopose({"info", project, "--joints"}).out,
              HasSubstr("AIST++ and Human3.6M: pelvis 0 mm, neck"));
}

TEST(DemoTest, makes_an_aligned_project_of_four_datasets_once) {
  const TemporaryFolder scratch;
  const std::string project = scratch / "demo";
  const ProgramRun run = run_solopose({"demo", project, "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.json()["datasets"].size(), 4U);
  EXPECT_EQ(run.json()["frame"], "paper");
  EXPECT_EQ(run_solopose({"info", project, "--json"}).json(), run.json());
  EXPECT_EQ(run_solopose({"demo", project}).exit_code, 1) << "there is a project already";
}

}  // namespace
