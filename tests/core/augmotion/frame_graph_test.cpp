#include "core/augmotion/frame_graph.h"

#include <cmath>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <Eigen/Geometry>

#include "core/augmotion/alignment.h"
#include "core/augmotion/export.h"
#include "core/augmotion/view_comparison.h"
#include "core/project/import.h"
#include "tests/core/augmotion/python.h"
#include "tests/core/augmotion/small_project.h"
#include "tests/support/python.h"

namespace solopose {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::SmallProject;

Camera camera_at(const RigidTransform& camera_from_world) {
  Camera camera;
  camera.rotation = camera_from_world.rotation;
  camera.translation_mm = camera_from_world.translation_mm;
  return camera;
}

RigidTransform turn(double degrees, const Eigen::Vector3d& translation_mm) {
  const Eigen::AngleAxisd turned(degrees * M_PI / 180, Eigen::Vector3d(1, 2, -1).normalized());
  return {turned.toRotationMatrix(), translation_mm, 1.0};
}

/// One motion as three cameras see it; the last one's calibration is off by a rotation and a translation.
void add_cameras(SmallProject& project, double off_deg, const Eigen::Vector3d& off_mm, bool calibrated) {
  const std::vector<float> world = testing::moving_person(200, 5);
  std::mt19937_64 random(3);
  std::vector<SmallProject::Track> tracks;
  for (int view = 0; view < 3; ++view) {
    const RigidTransform seen = testing::random_motion(random, 4000);
    const RigidTransform said = view == 2 ? composed(seen, turn(off_deg, off_mm)) : seen;
    tracks.push_back({.view = std::to_string(view),
                      .poses = testing::moved(world, seen),
                      .up = seen.rotation * Eigen::Vector3d::UnitZ(),
                      .frame = CoordinateFrame::camera});
    if (calibrated) tracks.back().cameras = {camera_at(said)};
  }
  project.add("MPI", tracks);
}

TEST(frame_graph, goes_between_every_two_frames_it_knows_and_back) {
  SmallProject project;
  add_cameras(project, 0, Eigen::Vector3d::Zero(), true);
  align(*project, {}, {});
  const Catalog catalog = project->catalog();
  const SequenceRecord& track = catalog.sequences[0];
  const FrameGraph graph(track, catalog.alignment->of(track.id));
  EXPECT_EQ(graph.own(), TrackFrame::camera);
  const Eigen::Vector3d point(100, -200, 300);
  for (const auto& [from, name] : named_values(TrackFrame())) {
    for (const auto& [to, other] : named_values(TrackFrame())) {
      const auto there = graph.between(from, to);
      const auto back = graph.between(to, from);
      ASSERT_TRUE(there && back);
      EXPECT_LT((*back * (*there * point) - point).norm(), 1e-8) << name << " " << other;
    }
  }
  const Eigen::Vector3d centre =
      *graph.between(TrackFrame::camera, TrackFrame::world) * Eigen::Vector3d(0, 0, 0);
  const Camera& camera = track.cameras.front();
  EXPECT_LT((camera.rotation * centre + camera.translation_mm).norm(), 1e-8)
      << "a camera's origin is its centre";
  EXPECT_FALSE(FrameGraph(track).knows(TrackFrame::universal));
}

TEST(frame_graph, views_that_coincide_in_the_world_are_not_apart_before) {
  SmallProject project;
  add_cameras(project, 0, Eigen::Vector3d::Zero(), true);
  const AlignmentRecord record = align(*project, {}, {});
  ASSERT_EQ(record.takes.size(), 1U);
  EXPECT_LT(record.takes[0].before_mm, 0.01);
  EXPECT_LT(record.takes[0].after_mm, 0.01);
}

TEST(frame_graph, a_calibration_that_is_off_shows_as_the_rotation_and_translation_it_is) {
  SmallProject project;
  add_cameras(project, 3, {0, 0, 60}, true);
  const AlignmentRecord record = align(*project, {}, {});
  const std::vector<TakeInWorld> takes = takes_in_world(PoseStore(project->folder()), project->catalog(), {});
  ASSERT_EQ(takes.size(), 1U);
  EXPECT_NEAR(takes[0].dispersion_mm, record.takes[0].before_mm, 1e-6);
  EXPECT_GT(takes[0].dispersion_mm, 10);
  ASSERT_EQ(takes[0].views.size(), 3U);
  EXPECT_NEAR(takes[0].views[2].rotation_deg, 2, 0.1) << "two thirds of the way to the mean of three";
  EXPECT_NEAR(takes[0].views[0].rotation_deg, 1, 0.1);
  EXPECT_LT(takes[0].remaining_mm, 0.5) << "a rigid motion mends it";
}

TEST(frame_graph, without_extrinsics_it_says_so_and_why) {
  SmallProject project;
  add_cameras(project, 0, Eigen::Vector3d::Zero(), false);
  align(*project, {}, {});
  const std::vector<TakeInWorld> takes = takes_in_world(PoseStore(project->folder()), project->catalog(), {});
  ASSERT_EQ(takes.size(), 1U);
  EXPECT_THAT(takes[0].why_not, HasSubstr("no extrinsics of view 0, 1, 2"));
  EXPECT_THAT(takes[0].views, IsEmpty());
}

/// Before and after from the export and the calibration files, as they are defined: the mean over frames and
/// joints of the views' mean distance to their mean. Rotation by scipy-free Kabsch onto the mean of the
/// views.
constexpr const char* oracle = R"py(
import pathlib, re, sys
import numpy as np
folder, data = (pathlib.Path(p) for p in sys.argv[1].split('|'))
def tracks(file):
    z = np.load(file)
    return {n: z[str(i)].astype(float) for i, n in enumerate(z['names'])}
own, universal = tracks(folder / 'own.npz'), tracks(folder / 'universal.npz')
def apart(views):
    mean = np.mean(views, 0)
    d = np.linalg.norm(np.array(views) - mean, axis=3).mean(0)
    return d[np.isfinite(d)].mean()
def extrinsics(subject):
    text = (data / subject / 'Seq1' / 'camera.calibration').read_text()
    names = re.findall(r'name\s+(\S+)', text)
    return {n: np.array(v.split(), float).reshape(4, 4) for n, v in
            zip(names, re.findall(r'extrinsic\s+([-+.eE\d ]+)', text))}
for take in sorted({n.rsplit('/', 1)[0] for n in own}):
    names = [n for n in own if n.startswith(take + '/')]
    if len(names) < 2: continue
    e = extrinsics(take.split('/')[1])
    world = []
    for n in names:
        m = e[n.rsplit('camera_', 1)[1]]
        world.append((own[n] - m[:3, 3]) @ m[:3, :3])
    mean = np.mean(world, 0)
    ok = np.isfinite(mean).all(2)
    angles, shifts, moved = [], [], []
    for w in world:
        x, y = w[ok], mean[ok]
        u, s, vt = np.linalg.svd((y - y.mean(0)).T @ (x - x.mean(0)))
        r = u @ np.diag([1, 1, np.sign(np.linalg.det(u @ vt))]) @ vt
        angles.append(np.degrees(np.arccos(np.clip((np.trace(r) - 1) / 2, -1, 1))))
        shifts.append(np.linalg.norm(y.mean(0) - x.mean(0)))
        moved.append((w - x.mean(0)) @ r.T + y.mean(0))
    print(take, apart(world), apart([universal[n] for n in names]), np.mean(angles), np.mean(shifts), apart(moved))
)py";

TEST(frame_graph, before_and_after_of_the_same_motion_are_those_of_numpy) {
  REQUIRE_SHARED_DATA();
  REQUIRE_PYTHON("numpy, h5py");
  SmallProject project;
  const auto data = testing::shared_data() / "same_motion" / "mpi_inf_3dhp";
  ImportOptions options{
      .format = "mpi_inf_3dhp", .paths = {data / "S1", data / "S2"}, .dataset = "3DHP", .read = {}};
  options.read.frames_per_second = 60;
  ASSERT_GT(import_files(*project, options, {}).sequences, 0);
  const AlignmentRecord record = align(*project, {}, {});
  const std::vector<TakeInWorld> takes = takes_in_world(PoseStore(project->folder()), project->catalog(), {});
  const testing::TemporaryFolder folder;
  export_poses(*project, folder / "own.npz", {.frame = ExportFrame::dataset}, {});
  export_poses(*project, folder / "universal.npz", {.frame = ExportFrame::universal}, {});
  std::istringstream answers(testing::python(oracle, folder.path().string() + "|" + data.string()));
  ASSERT_EQ(record.takes.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    std::string name;
    double before = 0, after = 0, rotation = 0, translation = 0, remaining = 0;
    ASSERT_TRUE(answers >> name >> before >> after >> rotation >> translation >> remaining) << answers.str();
    EXPECT_EQ(name, record.takes[i].name);
    EXPECT_NEAR(record.takes[i].before_mm, before, 0.01);
    EXPECT_NEAR(record.takes[i].after_mm, after, 0.01);
    EXPECT_NEAR(takes[i].dispersion_mm, before, 0.01);
    EXPECT_NEAR(takes[i].rotation_deg, rotation, 0.01);
    EXPECT_NEAR(takes[i].translation_mm, translation, 0.01);
    EXPECT_NEAR(takes[i].remaining_mm, remaining, 0.01);
    EXPECT_LT(before, 1) << "the views coincide in the world";
    RecordProperty(name, fmt::format("before {:.4f} after {:.4f} mm", before, after));
  }
}

}  // namespace
}  // namespace solopose
