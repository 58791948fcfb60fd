#include <fstream>

#include <gmock/gmock.h>

#include "tests/app/cli/program_run.h"
#include "tests/support/demo_project.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// Other methods' files as their programs write them, made from a truth and noise, and their scores by numpy
/// from the authors' definitions: MPJPE and P-MPJPE as in Human3.6M's protocols 1 and 2 (Ionescu et al.
/// 2014), each action once; PCK at 150 mm and AUC over 0:5:150 mm of 14 joints without the root (Mehta et al.
/// 2017).
constexpr const char* their_program = R"py(
import json, os, sys
import numpy as np
truth_file, folder, what = sys.argv[1:]
random = np.random.default_rng(11)
names, truths, actions, splits = [], [], [], []
with np.load(truth_file) as z:
    joints = [str(j) for j in z["joints"]]
    for i, name in enumerate(z["names"]):
        names.append(str(name)); truths.append(z[str(i)].astype(float))
        actions.append(str(z["actions"][i])); splits.append(str(z["splits"][i]))
h36m = ("pelvis right_hip right_knee right_ankle left_hip left_knee left_ankle spine neck nose head left_shoulder "
        "left_elbow left_wrist right_shoulder right_elbow right_wrist").split()
dhp = ("head neck right_shoulder right_elbow right_wrist left_shoulder left_elbow left_wrist right_hip right_knee "
       "right_ankle left_hip left_knee left_ankle pelvis spine mouth").split()
metrabs = h36m[1:] + h36m[:1]

def guess(truth, order, noise):
    """A pose of every frame, somewhere in the room, joints that the truth lacks included."""
    pose = random.normal(0, 300, (len(truth), 17, 3))
    for column, joint in enumerate(order):
        if joint in joints:
            known = truth[:, joints.index(joint)]
            pose[:, column] = np.where(np.isfinite(known), known + random.normal(0, noise, known.shape), 0)
    return pose + random.normal(0, 2000, (len(truth), 1, 3))

def similar(source, target):
    a, b = source - source.mean(0), target - target.mean(0)
    u, s, vt = np.linalg.svd(a.T @ b)
    flip = np.array([1, 1, np.sign(np.linalg.det(u @ vt))])
    return (s * flip).sum() / (a ** 2).sum() * a @ (u * flip) @ vt - b

def errors(truth, pose, order, with_root):
    shared = [j for j in joints if j in order and (with_root or j != "pelvis") and np.isfinite(truth[:, joints.index(j)]).any()]
    t = truth[:, [joints.index(j) for j in shared]] - truth[:, joints.index("pelvis")][:, None]
    p = pose[:, [order.index(j) for j in shared]] - pose[:, order.index("pelvis")][:, None]
    counted = np.isfinite(t).all((1, 2))
    t, p = t[counted], p[counted]
    fitted = np.stack([similar(b, a) for a, b in zip(t, p)])
    return np.linalg.norm(p - t, axis=2), np.linalg.norm(fitted, axis=2)

def scores(poses, order, with_root=True, over_actions=False):
    """{split: figures} of the sequences whose poses are given, by their place in the truth."""
    out = {}
    for split in sorted({splits[i] for i in poses}):
        parts = {}
        for i, pose in poses.items():
            if splits[i] == split:
                parts.setdefault(actions[i] if over_actions else "", []).append(errors(truths[i], pose, order, with_root))
        whole = [np.concatenate([e for part in parts.values() for e, _ in part]),
                 np.concatenate([f for part in parts.values() for _, f in part])]
        mean = lambda k: float(np.mean([np.concatenate([p[k] for p in part]).mean() for part in parts.values()]))
        limbs = whole[0][:, 1:] if with_root else whole[0]
        out[split] = dict(frames=len(whole[0]), mpjpe_mm=mean(0), p_mpjpe_mm=mean(1),
                          pck150=100 * float((limbs < 150).mean()),
                          auc=100 * float(np.mean([(limbs < x).mean() for x in range(0, 151, 5)])))
    return out

result = {}
if what == "views":
    # VideoPose3D's positions_3d with a view for each camera, as it projects them.
    cameras = ["54138969", "55011271", "58860488", "60457274"]
    poses = {i: guess(t, h36m, 30) for i, t in enumerate(truths)}
    views = {}
    for i, name in enumerate(names):
        _, subject, action, _, camera = name.split("/")
        views.setdefault(subject, {}).setdefault(action, {})[camera] = (poses[i] / 1000).astype(np.float32)
    for actions_of in views.values():
        for action, of in actions_of.items():
            if action != "Greeting":  # its views stay a dict
                actions_of[action] = [of.get(c, np.zeros((7, 17, 3), np.float32)) for c in cameras]
    np.savez(folder + "/views.npz", positions_3d=views)
    result["PoseFormer"] = scores(poses, h36m, over_actions=True)
    poses = {i: guess(t, metrabs, 50) for i, t in enumerate(truths) if actions[i] != "Walking"}
    np.savez(folder + "/metrabs.npz", names=np.array([names[i] for i in poses]), order=np.array(["metrabs-17"]),
             crop_source=np.array(["detected"]), frame=np.array(["camera"]),
             **{str(k): pose for k, pose in enumerate(poses.values())})
    result["MeTRAbs"] = scores(poses, metrabs, over_actions=True)
elif what == "array":
    poses = {0: guess(truths[0], h36m, 40)}
    np.save(folder + "/lifted.npy", (poses[0] / 1000).astype(np.float32)[None])
    result["MHFormer"] = scores(poses, h36m)
else:
    import scipy.io
    for method, noise, all_frames in (("P-STMO", 60, True), ("STCFormer", 90, False)):
        poses = {i: guess(t, dhp, noise) for i, t in enumerate(truths)}
        shown = {i: np.isfinite(t[:, 0, 0]) | all_frames for i, t in enumerate(truths)}
        os.mkdir(folder + "/" + method)
        scipy.io.savemat(folder + "/" + method + "/inference_data.mat",
                         {names[i].split("/")[1]: p[shown[i]].transpose(2, 1, 0)[:, :, None] for i, p in poses.items()})
        result[method] = scores(poses, dhp, with_root=False)
print(json.dumps(result))
)py";

struct EvaluateTableTest : ::testing::Test {
  void SetUp() override {
    REQUIRE_PYTHON("numpy, h5py, scipy");
    fs::copy(demo_project(), project, fs::copy_options::recursive);
  }

  ProgramRun evaluate(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = {"evaluate", SOLOPOSE_DEMO_MODEL, project, "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_solopose(arguments);
  }

  /// What numpy says of the files that it has written beside the truth.
  json files_made(const char* what, const std::vector<std::string>& conditions) {
    std::vector<std::string> arguments = conditions;
    arguments.insert(arguments.end(), {"--truth", truth});
    const ProgramRun measured = evaluate(arguments);
    EXPECT_EQ(measured.exit_code, 0) << measured.err;
    const ProgramRun made = python(their_program, {truth, scratch.path().string(), what});
    EXPECT_EQ(made.exit_code, 0) << made.err;
    return made.json();
  }

  /// Every figure of every line that numpy has, in what the program printed.
  static void expect_figures(const json& report, const std::string& dataset, const json& expected) {
    for (const auto& [method, splits] : expected.items()) {
      for (const auto& [split, figures] : splits.items()) {
        const json line = line_of(report, method, dataset + ", " + split);
        ASSERT_FALSE(line.is_null()) << method << " " << split;
        EXPECT_EQ(line["frames"], figures["frames"]) << method << " " << split;
        for (const char* score : {"mpjpe_mm", "p_mpjpe_mm", "pck150", "auc"}) {
          EXPECT_NEAR(line[score].get<double>(), figures[score].get<double>(), 1e-4)
              << method << " " << split << " " << score;
        }
      }
    }
  }

  static json line_of(const json& report, const std::string& method, const std::string& set) {
    for (const json& line : report["table"]["lines"])
      if (line["name"] == method && line["test_set"] == set) return line;
    return {};
  }

  std::string text_of(const std::string& name) const {
    std::ifstream in(scratch / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  TemporaryFolder scratch;
  std::string project = scratch / "demo";
  std::string truth = scratch / "truth.npz";
};

TEST_F(EvaluateTableTest, views_of_human36m_and_named_orders_score_what_numpy_says_over_actions) {
  const std::vector<std::string> conditions = {"--dataset",  "Human3.6M",  "--split",
                                               "train,test", "--protocol", "h36m-17"};
  const json expected = files_made("views", conditions);
  const std::string table = scratch / "table.tex";
  std::vector<std::string> arguments = {"PoseFormer=" + (scratch / "views.npz").string(),
                                        "MeTRAbs=" + (scratch / "metrabs.npz").string(), "--table", table};
  arguments.insert(arguments.end(), conditions.begin(), conditions.end());
  const ProgramRun run = evaluate(arguments);
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const json report = run.json();
  expect_figures(report, "Human3.6M", expected);
  EXPECT_EQ(report["table"]["lines"][0]["name"], "mean pose");
  EXPECT_THAT(report["table"]["notes"].dump(), HasSubstr("MeTRAbs: detected crops, camera frame"));
  EXPECT_THAT(report["table"]["notes"].dump(), HasSubstr("not compared fairly"));  // MeTRAbs has no Walking
  EXPECT_THAT(report["table"]["changes"].dump(), Not(HasSubstr("mean pose, universal frame")));
  const std::string tex = text_of("table.tex");
  EXPECT_LT(tex.find("Protocol: h36m-17"), tex.find("\\begin{tabular}"));
  EXPECT_THAT(tex, HasSubstr("\nPoseFormer & "));
}

TEST_F(EvaluateTableTest, one_array_of_17_joints_scores_what_numpy_says) {
  const std::vector<std::string> conditions = {"--dataset", "Human3.6M", "--split", "test"};
  const json expected = files_made("array", conditions);
  const std::string table = scratch / "table.html";
  std::vector<std::string> arguments = {"MHFormer=" + (scratch / "lifted.npy").string(), "--paper", "--table",
                                        table};
  arguments.insert(arguments.end(), conditions.begin(), conditions.end());
  const ProgramRun run = evaluate(arguments);
  ASSERT_EQ(run.exit_code, 0) << run.err;
  expect_figures(run.json(), "Human3.6M", expected);
  const std::string html = text_of("table.html");
  EXPECT_LT(html.find("Protocol: canonical-15"), html.find("<table>"));
  EXPECT_LT(html.find("<th>MHFormer</th>"), html.find("measured there on its own test sets"));
}

TEST_F(EvaluateTableTest, test_files_of_3dhp_of_one_name_score_what_numpy_says) {
  const std::vector<std::string> conditions = {"--dataset", "MPI-INF-3DHP", "--split",
                                               "train",     "--protocol",   "3dhp-14"};
  const json expected = files_made("3dhp", conditions);
  const std::string table = scratch / "table.csv";
  std::vector<std::string> arguments = {
      "P-STMO w/ GT=" + (scratch / "P-STMO/inference_data.mat").string(),
      "STCFormer w/ GT=" + (scratch / "STCFormer/inference_data.mat").string(), "--table", table};
  arguments.insert(arguments.end(), conditions.begin(), conditions.end());
  const ProgramRun run = evaluate(arguments);
  ASSERT_EQ(run.exit_code, 0) << run.err;
  expect_figures(run.json(), "MPI-INF-3DHP",
                 {{"P-STMO w/ GT", expected["P-STMO"]}, {"STCFormer w/ GT", expected["STCFormer"]}});
  const std::string csv = text_of("table.csv");
  EXPECT_THAT(csv, HasSubstr("method,test_set,mpjpe_mm,p_mpjpe_mm,pck150,auc,frames,"));
  EXPECT_THAT(csv, HasSubstr("\nP-STMO w/ GT,\"MPI-INF-3DHP, train\","));
  EXPECT_THAT(csv, HasSubstr(",3dhp-14,unknown,camera\n"));
}

TEST_F(EvaluateTableTest, a_subject_that_may_be_two_sequences_is_refused) {
  files_made("3dhp", {"--dataset", "MPI-INF-3DHP", "--split", "train", "--protocol", "3dhp-14"});
  const ProgramRun run = evaluate({"P-STMO=" + (scratch / "P-STMO/inference_data.mat").string(), "--dataset",
                                   "MPI-INF-3DHP", "--split", "train,val"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("S1 may be MPI-INF-3DHP/S1/Seq1/camera_0 or MPI-INF-3DHP/S1/Seq1/camera_1"));
}

}  // namespace
