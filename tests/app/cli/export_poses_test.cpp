// `export --poses`: what the program writes of a prediction, read back by numpy alone.

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include "core/skeleton/canonical.h"
#include "tests/app/cli/program_run.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace {

using namespace solopose::testing;
using ::testing::HasSubstr;

/// poses.npz JOINTS: a body that walks and turns, 25 frames a second; one wrist is missing in one frame.
const std::string writes_poses = R"py(
import sys, numpy
random = numpy.random.default_rng(3)
names = sys.argv[2].split(",")
still = random.normal(0, 400, (15, 3))
turns = numpy.linspace(0, 2, 40)
poses = numpy.empty((40, 15, 3), "f4")
for f, turn in enumerate(turns):
    c, s = numpy.cos(turn), numpy.sin(turn)
    poses[f] = still @ numpy.array([[c, s, 0], [-s, c, 0], [0, 0, 1]]) + random.normal(0, 5, (15, 3)) + [30 * f, 0, 900]
poses[3, names.index("left_wrist")] = numpy.nan
numpy.savez(sys.argv[1], poses=poses, fps=numpy.array([25.0]), joints=numpy.array(names))
)py";

/// FILE.bvh poses.npz: where the hierarchy's offsets and channels put each joint, in each frame.
const std::string reads_bvh = R"py(
import sys, numpy
given = numpy.load(sys.argv[2])
poses, names = given["poses"].astype(float), list(given["joints"])
words = iter(open(sys.argv[1]).read().split())
joints, open_ones, channels = [], [], 0
for word in words:
    if word in ("ROOT", "JOINT"):
        joints.append({"name": next(words), "parent": open_ones[-1] if open_ones else None})
        here = len(joints) - 1
    elif word == "End":
        next(words); here = None
    elif word == "{":
        open_ones.append(here)
    elif word == "}":
        open_ones.pop()
    elif word == "OFFSET":
        offset = numpy.array([float(next(words)) for _ in range(3)])
        if open_ones[-1] is not None: joints[open_ones[-1]]["offset"] = offset
    elif word == "CHANNELS":
        joints[open_ones[-1]]["channels"] = [next(words) for _ in range(int(next(words)))]
    elif word == "Frames:":
        frames = int(next(words))
    elif word == "Time:":
        seconds = float(next(words)); break
rows = numpy.array([float(word) for word in words]).reshape(frames, -1)

def turned(axis, degrees):
    c, s = numpy.cos(numpy.radians(degrees)), numpy.sin(numpy.radians(degrees))
    return numpy.array({"X": [[1, 0, 0], [0, c, -s], [0, s, c]], "Y": [[c, 0, s], [0, 1, 0], [-s, 0, c]], "Z": [[c, -s, 0], [s, c, 0], [0, 0, 1]]}[axis])

worst = 0
for f, row in enumerate(rows):
    at, placed = 0, []
    for joint in joints:
        place, turn = joint["offset"].copy(), numpy.eye(3)
        if any(c.endswith("position") for c in joint["channels"]): place = numpy.zeros(3)
        for channel in joint["channels"]:
            if channel.endswith("position"): place["XYZ".index(channel[0])] = row[at]
            else: turn = turn @ turned(channel[0], row[at])
            at += 1
        if joint["parent"] is not None:
            above = placed[joint["parent"]]
            place, turn = above[0] + above[1] @ place, above[1] @ turn
        placed.append((place, turn))
    assert at == len(row)
    for joint, (place, _) in zip(joints, placed):
        expected = poses[f, names.index(joint["name"])]
        if numpy.isfinite(expected).all(): worst = max(worst, numpy.abs(place - expected).max())
    gap = placed[[j["name"] for j in joints].index("left_wrist")][0]
    if f == 3: worst = max(worst, numpy.abs(gap - poses[[2, 4], names.index("left_wrist")].mean(0)).max())
assert sorted(j["name"] for j in joints) == sorted(names)
print(frames, round(1 / seconds, 3), "close" if worst < 0.01 else worst)
)py";

/// FILE.glb poses.npz: where the animation's key frames put each node, in metres, y up.
const std::string reads_glb = R"py(
import json, sys, numpy
given = numpy.load(sys.argv[2])
poses, names = given["poses"].astype(float), list(given["joints"])
data = open(sys.argv[1], "rb").read()
magic, version, size = data[:4], *numpy.frombuffer(data[4:12], "<u4")
length = int(numpy.frombuffer(data[12:16], "<u4")[0])
assert (magic, version, size, data[16:20]) == (b"glTF", 2, len(data), b"JSON")
scene, binary = json.loads(data[20:20 + length]), data[28 + length:]

def numbers(accessor):
    a = scene["accessors"][accessor]
    view = scene["bufferViews"][a["bufferView"]]
    width = {"SCALAR": 1, "VEC3": 3}[a["type"]]
    assert a["componentType"] == 5126
    return numpy.frombuffer(binary, "<f4", a["count"] * width, view.get("byteOffset", 0) + a.get("byteOffset", 0)).reshape(-1, width).astype(float)

root = scene["nodes"][scene["scenes"][scene["scene"]]["nodes"][0]]
x, y, z, w = root.get("rotation", [0, 0, 0, 1])
turn = numpy.array([[1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)], [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
                    [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)]])
animation, worst, seen = scene["animations"][0], 0, 0
for channel in animation["channels"]:
    node = channel["target"]["node"]
    assert channel["target"]["path"] == "translation" and node in root["children"]
    sampler = animation["samplers"][channel["sampler"]]
    frames = numpy.rint(numbers(sampler["input"])[:, 0] * 25).astype(int)
    places = numbers(sampler["output"]) * root["scale"] @ turn.T
    expected = poses[:, names.index(scene["nodes"][node]["name"])]
    assert list(frames) == list(numpy.flatnonzero(numpy.isfinite(expected).all(1)))
    upright = expected[frames][:, [0, 2, 1]] * [1, 1, -1] / 1000  # z up to y up about x
    worst, seen = max(worst, numpy.abs(places - upright).max()), seen + len(frames)
print(len(animation["channels"]), seen, "close" if worst < 1e-6 else worst)
)py";

struct ExportPosesTest : ::testing::Test {
  void SetUp() override {
    REQUIRE_PYTHON("numpy, h5py");
    const ProgramRun wrote =
        python(writes_poses, {poses, fmt::format("{}", fmt::join(solopose::joint_names(), ","))});
    ASSERT_EQ(wrote.exit_code, 0) << wrote.err;
    const ProgramRun made =
        run_solopose({"import", project, "--format", "table", poses, "--up", "z", "--json"});
    ASSERT_EQ(made.exit_code, 0) << made.err;
  }
  std::string exported(const std::string& name) {
    const std::string file = scratch / name;
    const ProgramRun run =
        run_solopose({"export", project, "--poses", poses, "--up", "z", "--out", file, "--json"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_EQ(run.json()["frames"], 40);
    EXPECT_EQ(run.json()["in"], nullptr);
    return file;
  }

  TemporaryFolder scratch;
  std::string poses = scratch / "poses.npz";
  std::string project = scratch / "project";
};

TEST_F(ExportPosesTest, a_bvh_has_every_joint_where_the_file_of_poses_has_it) {
  const ProgramRun read = python(reads_bvh, {exported("said.bvh"), poses});
  EXPECT_EQ(read.out, "40 25.0 close\n") << read.err;
}

TEST_F(ExportPosesTest, a_glb_has_a_key_frame_for_every_joint_that_is_there_upright_in_metres) {
  const ProgramRun read = python(reads_glb, {exported("said.glb"), poses});
  EXPECT_EQ(read.out, "15 599 close\n") << read.err;
}

TEST_F(ExportPosesTest, poses_exclude_what_belongs_to_the_projects_own) {
  const ProgramRun run =
      run_solopose({"export", project, "--poses", poses, "--in", "universal", "--out", scratch / "a.bvh"});
  EXPECT_NE(run.exit_code, 0);
  EXPECT_THAT(run.err, HasSubstr("--poses"));
  const ProgramRun form = run_solopose({"export", project, "--poses", poses, "--out", scratch / "a.csv"});
  EXPECT_EQ(form.exit_code, 1);
  EXPECT_THAT(form.err, HasSubstr("a.csv"));
}

}  // namespace
