#include <filesystem>

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

/// Real dance, imported and aligned.
struct HeatmapTest : ::testing::Test {
  void SetUp() override {
    REQUIRE_SHARED_DATA();
    ASSERT_EQ(
        run_solopose({"import", project, "--format", "aist", (shared_data() / "aistpp").string()}).exit_code,
        0);
    const ProgramRun aligned = run_solopose({"align", project, "--json"});
    ASSERT_EQ(aligned.exit_code, 0) << aligned.err;
    sequence = aligned.json()["sequences"][0]["name"];
  }

  ProgramRun heatmap(const std::string& out, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {"heatmap", project, "--sequence", sequence, "--frame",
                                          "300",     "--out", out,          "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_solopose(arguments);
  }

  TemporaryFolder scratch;
  std::string project = scratch / "project";
  std::string sequence;
};

/// Equations 6 to 8 in numpy, written from the paper: how far the studio's volume is off, and where it lies.
constexpr const char* equations = R"py(
import json, sys
import numpy as np
poses, volume, name, frame, joint, rule, sigma, spacing = sys.argv[1:9]
with np.load(poses) as z:
    pose = z[str(list(z["names"]).index(name))][int(frame)].astype(float)
    joints = list(z["joints"])
bones = [(0, 1), (1, 2), (2, 3), (0, 4), (4, 5), (5, 6), (0, 7), (7, 8), (7, 9), (9, 10), (10, 11), (7, 12), (12, 13), (13, 14)]
sigma, spacing = float(sigma), float(spacing)
with np.load(volume) as z:
    ours, origin, step = z["volume"], z["origin_mm"], z["spacing_mm"]
axes = [origin[k] + np.arange(ours.shape[k]) * step[k] for k in range(3)]
sum_ = np.zeros(ours.shape)
for target in range(15) if joint == "all" else [joints.index(joint)]:
    centres, sigmas = [pose[target]], [sigma]
    for a, b in bones:
        if target not in (a, b):
            continue
        bone = pose[b if target == a else a] - pose[target]
        length = np.linalg.norm(bone)
        for i in range(1, int(length // spacing) + 1):
            centres.append(pose[target] + bone * i * spacing / length)
            sigmas.append((i + 1 if rule == "default" else i) ** 2 * sigma)
    for c, s in zip(centres, sigmas):
        g = [np.exp(-0.5 * ((axes[k] - c[k]) / s) ** 2) for k in range(3)]
        sum_ += (2 * np.pi * s**2) ** -1.5 * g[0][:, None, None] * g[1][None, :, None] * g[2][None, None, :]
sum_ /= sum_.max()
print(json.dumps(dict(worst=float(np.abs(ours - sum_).max()), shape=ours.shape, dtype=str(ours.dtype),
                      middle=(origin + step * (np.array(ours.shape) - 1) / 2).tolist(), pelvis=pose[0].tolist(), step=step.tolist())))
)py";

TEST_F(HeatmapTest, writes_what_the_equations_say_in_both_frames_and_with_both_rules) {
  REQUIRE_PYTHON("numpy, h5py");
  struct Case {
    std::string in, joint, rule, sigma, spacing;
  };
  for (const Case& each :
       {Case{"dataset", "all", "default", "45", "100"}, Case{"universal", "all", "equation-7", "60", "80"},
        Case{"universal", "left_wrist", "default", "45", "50"}}) {
    const std::string npz = scratch / "poses.npz";
    const std::string out = scratch / "volume.npz";
    ASSERT_EQ(run_solopose({"export", project, "--out", npz, "--in", each.in}).exit_code, 0);
    std::vector<std::string> more = {"--in",      each.in,      "--rule", each.rule, "--sigma",  each.sigma,
                                     "--spacing", each.spacing, "--size", "48",      "--extent", "2400"};
    if (each.joint != "all") more.insert(more.end(), {"--joint", each.joint});
    const ProgramRun run = heatmap(out, more);
    ASSERT_EQ(run.exit_code, 0) << run.err;
    const ProgramRun read =
        python(equations, {npz, out, sequence, "300", each.joint, each.rule, each.sigma, each.spacing});
    ASSERT_EQ(read.exit_code, 0) << read.err;
    const json found = read.json();
    EXPECT_LT(found["worst"], 1.5e-5) << each.in << ' ' << each.joint << ' ' << each.rule;
    EXPECT_EQ(found["shape"], (json{48, 48, 48}));
    EXPECT_EQ(found["dtype"], "float32");
    for (int axis = 0; axis < 3; ++axis) {
      EXPECT_NEAR(found["middle"][axis], found["pelvis"][axis].get<double>(), 1e-2);
      EXPECT_NEAR(found["step"][axis], 50, 1e-9);
    }
    EXPECT_EQ(run.json()["joints_outside"], 0);
  }
}

TEST_F(HeatmapTest, joints_outside_the_cube_are_counted_and_a_centre_is_taken) {
  const ProgramRun run = heatmap(scratch / "v.vti", {"--extent", "300", "--centre", "1,2,3", "--size", "10"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_GT(run.json()["joints_outside"], 8);
  EXPECT_THAT(run.json()["origin_mm"], ElementsAre(-134, -133, -132));
  EXPECT_TRUE(fs::exists(scratch / "v.vti"));
}

TEST_F(HeatmapTest, what_it_cannot_do_it_says_and_writes_nothing) {
  const std::string out = scratch / "v.npz";
  const std::vector<std::pair<std::vector<std::string>, std::string>> refusals = {
      {{"--extent", "inf"}, "extent"},  {{"--sigma", "inf"}, "sigma"},      {{"--sigma", "0"}, "sigma"},
      {{"--spacing", "-5"}, "spacing"}, {{"--size", "0"}, "size"},          {{"--size", "5000"}, "size"},
      {{"--centre", "1,2"}, "centre"},  {{"--centre", "1,2,nan"}, "centre"}};
  for (const auto& [arguments, word] : refusals) {
    const ProgramRun run = heatmap(out, arguments);
    EXPECT_EQ(run.exit_code, word == "centre" ? 1 : 2) << word << ": a flag out of its range is wrong usage";
    EXPECT_THAT(run.err, HasSubstr(word));
    EXPECT_FALSE(fs::exists(out)) << word;
  }
  EXPECT_EQ(heatmap(out, {"--spacing", "1e-9"}).exit_code, 0) << "a thousand sides a bone at most";
  EXPECT_EQ(heatmap(out, {"--joint", "tail"}).exit_code, 2);
  EXPECT_EQ(heatmap(scratch / "v.png").exit_code, 1);
  const ProgramRun frame =
      run_solopose({"heatmap", project, "--sequence", sequence, "--frame", "99999", "--out", out});
  EXPECT_EQ(frame.exit_code, 1);
  EXPECT_THAT(frame.err, HasSubstr("expected 0 to 719, found 99999"));
  EXPECT_EQ(
      run_solopose({"heatmap", project, "--sequence", "nobody", "--frame", "0", "--out", out}).exit_code, 1);
}

}  // namespace
