// `align --json`: the dispersion of a take's views, against numpy from the exported poses and the dataset's
// own calibration files.

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "tests/app/cli/program_run.h"
#include "tests/support/demo_project.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace {

using namespace solopose::testing;
using ::testing::HasSubstr;

/// align.json dataset.npz universal.npz ROOT: poses in each camera's frame and in the universal one, and the
/// folder whose SUBJECT/SEQUENCE/camera.calibration says where the cameras stand. Prints how many takes it
/// compared.
const std::string compares = R"py(
import json, pathlib, sys, numpy
told = json.load(open(sys.argv[1]))
own, universal = (numpy.load(name) for name in sys.argv[2:4])

def cameras(path):
    extrinsics = [line.split()[1:] for line in open(path) if line.split()[0] == "extrinsic"]
    return [numpy.array(numbers, float).reshape(4, 4) for numbers in extrinsics]

def views(poses, take, names):
    rows = {str(name): i for i, name in enumerate(poses["names"])}
    return numpy.array([poses[str(rows[take + "/" + name])] for name in names], float)

def dispersion(at):  # (views, frames, 15, 3)
    seen = numpy.isfinite(at).all((0, 3))
    return numpy.linalg.norm(at - at.mean(0), axis=-1).mean(0)[seen].mean()

def motion(view, mean):  # least squares, Kabsch
    seen = numpy.isfinite(view).all(-1) & numpy.isfinite(mean).all(-1)
    a, b = view[seen], mean[seen]
    u, _, vt = numpy.linalg.svd((a - a.mean(0)).T @ (b - b.mean(0)))
    turn = (u @ numpy.diag([1, 1, numpy.sign(numpy.linalg.det(u @ vt))]) @ vt).T
    degrees = numpy.degrees(numpy.arctan2(numpy.linalg.norm(turn - turn.T) / numpy.sqrt(2), numpy.trace(turn) - 1))
    return degrees, numpy.linalg.norm(b.mean(0) - a.mean(0)), (view - a.mean(0)) @ turn.T + b.mean(0)

def close(what, ours, theirs):
    assert abs(ours - theirs) < 0.01, (what, ours, theirs)

takes = [take for take in told["takes"] if take["name"].startswith("MPI-INF-3DHP/")]
for take in takes:
    stands = cameras(pathlib.Path(sys.argv[4], *take["name"].split("/")[1:], "camera.calibration"))
    world = views(own, take["name"], take["view_names"])
    for i, name in enumerate(take["view_names"]):
        camera_from_world = stands[int(name.removeprefix("camera_"))]
        world[i] = (world[i] - camera_from_world[:3, 3]) @ camera_from_world[:3, :3]
    assert take["comparable"]
    close("before", take["dispersion_before_mm"], dispersion(world))
    close("after", take["dispersion_after_mm"], dispersion(views(universal, take["name"], take["view_names"])))
    motions = [motion(view, world.mean(0)) for view in world]
    for stated, (degrees, distance, _) in zip(take["before_by_view"], motions, strict=True):
        close(stated["view"], stated["rotation_deg"], degrees)
        close(stated["view"], stated["translation_mm"], distance)
    close("remaining", take["remaining_before_mm"], dispersion(numpy.array([moved for _, _, moved in motions])))
print(len(takes), "takes")
)py";

/// Align the project and ask numpy.
ProgramRun compared(const std::string& project, const std::filesystem::path& sources) {
  const TemporaryFolder scratch;
  const std::string told = scratch / "align.json";
  const std::string own = scratch / "dataset.npz";
  const std::string universal = scratch / "universal.npz";
  const ProgramRun aligned = run_solopose({"align", project, "--json"});
  EXPECT_EQ(aligned.exit_code, 0) << aligned.err;
  std::ofstream(told) << aligned.out;
  EXPECT_EQ(run_solopose({"export", project, "--out", own}).exit_code, 0);
  EXPECT_EQ(run_solopose({"export", project, "--out", universal, "--in", "universal"}).exit_code, 0);
  return python(compares, {told, own, universal, sources});
}

// Cameras that see one motion: nothing apart before, nothing after.
TEST(DispersionTest, of_one_motion_in_true_cameras_is_what_numpy_finds) {
  REQUIRE_SHARED_DATA();
  REQUIRE_PYTHON("numpy");
  const TemporaryFolder scratch;
  const std::filesystem::path sources = shared_data() / "same_motion/mpi_inf_3dhp";
  const std::string project = scratch / "project";
  ASSERT_EQ(run_solopose({"import", project, sources}).exit_code, 0);
  const ProgramRun numpy = compared(project, sources);
  EXPECT_EQ(numpy.exit_code, 0) << numpy.err;
  EXPECT_THAT(numpy.out, HasSubstr("2 takes"));
}

// The demo's cameras stand where they are not said to, by a degree or two.
TEST(DispersionTest, of_the_demos_cameras_is_what_numpy_finds) {
  REQUIRE_PYTHON("numpy");
  const TemporaryFolder scratch;
  const std::filesystem::path project = scratch / "demo";
  std::filesystem::copy(demo_project(), project, std::filesystem::copy_options::recursive);
  const ProgramRun numpy = compared(project, project / "sources/mpi_inf_3dhp");
  EXPECT_EQ(numpy.exit_code, 0) << numpy.err;
  EXPECT_THAT(numpy.out, HasSubstr("4 takes"));
}

}  // namespace
