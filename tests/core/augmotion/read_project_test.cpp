#include <cstdlib>
#include <limits>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/camera/camera_projection.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/augmotion/python.h"
#include "tests/core/augmotion/small_project.h"
#include "tests/support/bytes.h"
#include "tests/support/python.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

const fs::path scripts =
    fs::path(__FILE__).parent_path().parent_path().parent_path().parent_path() / "resources/python";

TEST(read_project_py, prints_a_sequence_of_a_project_without_the_studio) {
  REQUIRE_PYTHON("numpy, h5py");
  testing::SmallProject project;
  const std::vector<float> poses = testing::moving_person(40, 2);
  project.add("AIST, too", {{.subject = "S9", .poses = poses}, {.subject = "S10", .poses = poses}});
  const fs::path script = scripts / "read_project.py";
  const auto printed = [&](const std::string& arguments) {
    const fs::path out = project / "printed.txt";
    const auto command = fmt::format("/usr/bin/python3 '{}' '{}' {} > '{}' 2>&1", script.string(),
                                     project->folder().string(), arguments, out.string());
    EXPECT_EQ(std::system(command.c_str()), 0);
    return testing::text_of(out);
  };
  EXPECT_EQ(printed(""), "AIST, too/S10/walk/world\nAIST, too/S9/walk/world\n");
  const std::string shown = printed("'AIST, too/S9/walk/world'");
  EXPECT_THAT(shown, ::testing::StartsWith(
                         "AIST, too/S9/walk/world\n(40, 15, 3)\n50 frames a second\npelvis, right_hip"));
  // numpy prints eight digits at most.
  EXPECT_NEAR(std::strtod(shown.c_str() + shown.find("[[[") + 3, nullptr), static_cast<double>(poses[0]),
              1e-3 * std::abs(static_cast<double>(poses[0])) + 1e-3);
}

/// Of a Python with numpy, h5py, rerun-sdk and sleap-io what a program prints; its first arguments are the
/// scripts' folder and the project.
#define REQUIRE_VIEWERS_PYTHON()                         \
  if (std::getenv("SOLOPOSE_VIEWERS_PYTHON") == nullptr) \
  GTEST_SKIP() << "SOLOPOSE_VIEWERS_PYTHON names no Python with h5py, rerun-sdk and sleap-io"

std::string printed_by_viewers(testing::SmallProject& project, const std::string& program) {
  testing::write_bytes(project / "check.py", program);
  const auto command =
      fmt::format("'{}' -B '{}' '{}' '{}' > '{}' 2>&1", std::getenv("SOLOPOSE_VIEWERS_PYTHON"),
                  (project / "check.py").string(), scripts.string(), project->folder().string(),
                  (project / "printed.txt").string());
  EXPECT_EQ(std::system(command.c_str()), 0) << testing::text_of(project / "printed.txt");
  return testing::text_of(project / "printed.txt");
}

TEST(to_rerun_py, rerun_reads_the_joints_that_are_there_in_their_frames) {
  REQUIRE_VIEWERS_PYTHON();
  testing::SmallProject project;
  std::vector<float> poses = testing::moving_person(40, 2);
  testing::joint_of(poses, 7, Joint::left_wrist)[1] = std::numeric_limits<float>::quiet_NaN();
  project.add("One, two", {{.poses = poses}, {.take = "other", .poses = poses, .frames_per_second = 0}});
  EXPECT_EQ(printed_by_viewers(project, R"py(
import sys
sys.path.insert(0, sys.argv[1])
import h5py, numpy, read_project, rerun.chunk, to_rerun
project = sys.argv[2]
to_rerun.main(project, project + "/out.rrd")
written = {name: h5py.File(file)[group][()] for name, file, group, _, _ in read_project.sequences(project)}
for name, poses in sorted(written.items()):
    found, timelines = numpy.full(poses.shape, numpy.nan), set()
    for chunk in rerun.chunk.RrdReader(project + "/out.rrd").stream():
        rows = chunk.to_record_batch().to_pydict()
        if chunk.entity_path.replace(chr(92), "") != "/" + name or "frame" not in rows: continue
        timelines |= set(chunk.timeline_names)
        for frame, places, ids in zip(rows["frame"], rows["Points3D:positions"], rows["Points3D:keypoint_ids"]):
            found[frame, ids] = places
    missing = ~numpy.isfinite(poses).all(2)
    print(name, sorted(timelines), missing.sum(), numpy.array_equal(found[~missing], poses[~missing]), numpy.isnan(found[missing]).all())
)py"),
            "One, two/S1/other/world ['frame'] 1 True True\n"
            "One, two/S1/walk/world ['frame', 'time'] 1 True True\n");
}

TEST(to_sleap_py, sleap_reads_the_points_and_where_each_camera_sees_them) {
  REQUIRE_VIEWERS_PYTHON();
  testing::SmallProject project;
  const std::vector<float> poses = testing::moving_person(40, 2);
  std::vector<Camera> cameras(2);
  for (Camera& camera : cameras) {
    camera.width = 1920;
    camera.height = 1080;
    camera.intrinsics << 900, 0, 950, 0, 910, 530, 0, 0, 1;
    camera.distortion = {-0.1, 0.02, 0.001, -0.002, 0.003};
    camera.rotation << 1, 0, 0, 0, 0, -1, 0, 1, 0;
    camera.translation_mm = {0, 1100, 5000};
  }
  cameras[0].name = "front";
  cameras[1].name = "aside";
  cameras[1].translation_mm.x() = 400;
  project.add("Lab", {{.poses = poses, .cameras = cameras, .videos = {"/front.mp4", "/aside.mp4"}},
                      {.take = "blind", .poses = poses}});
  const std::string printed = printed_by_viewers(project, R"py(
import sys
sys.path.insert(0, sys.argv[1])
import h5py, numpy, read_project, sleap_io, to_sleap
project = sys.argv[2]
(file, group), = [(file, group) for name, file, group, _, _ in read_project.sequences(project) if name == "Lab/S1/walk/world"]
to_sleap.main(project, "Lab/S1/walk/world", project + "/out.slp")
labels = sleap_io.load_slp(project + "/out.slp", open_videos=False)
session, = labels.sessions
found = numpy.array([session.frame_groups[f].instance_groups[0].points for f in range(40)])
print(numpy.array_equal(found, h5py.File(file)[group][()]), [camera.name for camera in session.cameras], [v.filename for v in session.videos])
person = session.frame_groups[9].instance_groups[0]
for camera in session.cameras: print(*person.get_instance(camera).numpy()[4])
try:
    to_sleap.main(project, "Lab/S1/blind/world", project + "/blind.slp")
except SystemExit as refusal:
    print(refusal)
)py");
  std::istringstream lines(printed);
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "True ['front', 'aside'] ['/front.mp4', '/aside.mp4']");
  for (const Camera& camera : cameras) {
    const Eigen::Vector3d place = joint_at(poses, 9, static_cast<Joint>(4));
    const Eigen::Vector2d expected = project_to_pixel(camera, camera_from_world(camera, place));
    Eigen::Vector2d found;
    lines >> found.x() >> found.y();
    EXPECT_LT((found - expected).norm(), 1e-6) << camera.name << ' ' << found.transpose();
  }
  EXPECT_THAT(printed, ::testing::HasSubstr("Lab/S1/blind/world: SLEAP wants"));
  EXPECT_FALSE(fs::exists(project->folder() / "blind.slp"));
}

}  // namespace
}  // namespace solopose
