#include <limits>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/augmotion/alignment.h"
#include "core/augmotion/export.h"
#include "core/formats/reader.h"
#include "core/project/pose_store.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/augmotion/python.h"
#include "tests/core/augmotion/small_project.h"
#include "tests/support/python.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using testing::SmallProject;

/// What VideoPose3D does with its two files, in numpy: choose 17 joints, bring them into each camera by
/// quaternion and place, and project. Prints per subject and action the shapes, and how far the keypoints lie
/// from there.
constexpr const char* as_videopose3d = R"py(
import json, sys
import numpy as np

path_3d = sys.argv[1]
path_2d = path_3d.replace("data_3d_", "data_2d_").replace(".npz", "_gt.npz")
data = np.load(path_3d, allow_pickle=True)
positions, cameras = data["positions_3d"].item(), data["cameras"].item()
keypoints = np.load(path_2d, allow_pickle=True)
metadata, keypoints = keypoints["metadata"].item(), keypoints["positions_2d"].item()
removed = [4, 5, 9, 10, 11, 16, 20, 21, 22, 23, 24, 28, 29, 30, 31]
kept = [j for j in range(32) if j not in removed]

def turned_back(q, v):
    w, u = q[0], -q[1:]
    uv = np.cross(np.broadcast_to(u, v.shape), v)
    return v + 2 * (w * uv + np.cross(np.broadcast_to(u, v.shape), uv))

report = dict(joints=metadata["num_joints"], symmetry=metadata["keypoints_symmetry"], subjects={})
for subject, actions in positions.items():
    assert list(actions) == list(keypoints[subject])
    for action, xyz in actions.items():
        assert xyz.dtype == np.float32 and np.isfinite(xyz).all()
        seen = keypoints[subject][action]
        assert len(seen) == len(cameras[subject])
        worst = 0.0
        for pixels, camera in zip(seen, cameras[subject]):
            local = turned_back(camera["orientation"].astype(float),
                                xyz[:, kept].astype(float) - camera["translation"] / 1000)
            x = local[..., :2] / local[..., 2:]
            k, (p1, p2) = camera["radial_distortion"], camera["tangential_distortion"]
            r2 = (x ** 2).sum(-1, keepdims=True)
            bent = x * (1 + k[0] * r2 + k[1] * r2 ** 2 + k[2] * r2 ** 3)
            xy = x[..., :1] * x[..., 1:]
            bent = bent + np.concatenate([2 * p1 * xy + p2 * (r2 + 2 * x[..., :1] ** 2),
                                          p1 * (r2 + 2 * x[..., 1:] ** 2) + 2 * p2 * xy], -1)
            worst = max(worst, float(np.abs(bent * camera["focal_length"] + camera["center"] - pixels).max()))
            assert 0 <= pixels.min() and pixels.max() < 2 * camera["res_w"]
        report["subjects"].setdefault(subject, {})[action] = dict(shape=list(xyz.shape), cameras=len(seen), worst=worst)
print(json.dumps(report))
)py";

/// At a place in a world whose z is up, looking along +y or, turned around, along -y.
Camera camera_at(const std::string& name, const Eigen::Vector3d& place, bool turned) {
  Camera camera;
  camera.name = name;
  camera.width = 1920;
  camera.height = 1080;
  camera.intrinsics << 900, 0, 950, 0, 910, 530, 0, 0, 1;
  camera.distortion = {-0.1, 0.02, 0.001, -0.002, 0.003};
  const double side = turned ? -1 : 1;
  camera.rotation << side, 0, 0, 0, 0, -1, 0, side, 0;
  camera.translation_mm = -camera.rotation * place;
  return camera;
}

class VideoPose3dExport : public ::testing::Test {
 protected:
  VideoPose3dExport() {
    const std::vector<Camera> cameras = {camera_at("front", {0, -5000, 1100}, false),
                                         camera_at("back", {200, 5500, 900}, true)};
    std::vector<float> holes = testing::moving_person(60, 5);
    testing::joint_of(holes, 40, Joint::left_wrist)[1] = std::numeric_limits<float>::quiet_NaN();
    project.add("World", {{.take = "walk", .poses = testing::moving_person(80, 4), .cameras = cameras},
                          {.take = "holes", .poses = holes, .cameras = cameras}});
    const Camera own = camera_at("1", {0, -5000, 1100}, false);
    RigidTransform into_camera;
    into_camera.rotation = own.rotation;
    into_camera.translation_mm = own.translation_mm;
    project.add("Views", {{.take = "walk",
                           .view = "1",
                           .poses = testing::moved(testing::moving_person(50, 6), into_camera),
                           .up = Eigen::Vector3d(0, -1, 0),
                           .frame = CoordinateFrame::camera,
                           .cameras = {own}},
                          {.take = "walk", .view = "2", .poses = testing::moving_person(50, 7)}});
    project.add("Short", {{.poses = testing::moving_person(10, 8)}});
  }

  fs::path file() const { return project / "data_3d_merged.npz"; }
  VideoPose3dReport write(ExportFrame frame = ExportFrame::dataset, const ClipOptions& clips = {}) {
    return export_videopose3d(*project, file(), {.frame = frame, .clips = clips}, {});
  }
  /// Everything under the name without its split.
  std::map<std::string, nlohmann::json> read() {
    const std::string text = testing::python(as_videopose3d, file());
    std::map<std::string, nlohmann::json> subjects;
    if (text.starts_with("failed")) {
      ADD_FAILURE() << text;
      return subjects;
    }
    const auto report = nlohmann::json::parse(text);
    EXPECT_EQ(report["joints"], 17);
    EXPECT_EQ(report["symmetry"], nlohmann::json::parse("[[4,5,6,11,12,13],[1,2,3,14,15,16]]"));
    for (const auto& [name, actions] : report["subjects"].items()) {
      const std::string split = name.substr(0, name.find('/'));
      EXPECT_THAT(split, ::testing::AnyOf("train", "val", "test", "independent"));
      subjects[name.substr(name.find('/') + 1)].update(actions);
    }
    return subjects;
  }

  SmallProject project;
};

TEST_F(VideoPose3dExport, reads_as_videopose3d_reads_with_keypoints_where_its_cameras_see_them) {
  REQUIRE_PYTHON("numpy, h5py");
  const VideoPose3dReport report = write();
  EXPECT_EQ(report.keypoints_file, project / "data_2d_merged_gt.npz");
  EXPECT_EQ(report.sequences, 4);
  EXPECT_EQ(report.frames, 80 + 59 + 50 + 50);
  EXPECT_EQ(report.frames_left_out, 1);
  const auto subjects = read();
  ASSERT_EQ(subjects.count("World/S1"), 1U);
  const auto& world = subjects.at("World/S1");
  EXPECT_EQ(world["walk"]["shape"], (nlohmann::json{80, 32, 3}));
  EXPECT_EQ(world["walk"]["cameras"], 2);
  EXPECT_LT(world["walk"]["worst"], 0.01) << "pixels";
  EXPECT_EQ(world["holes"]["shape"], (nlohmann::json{40, 32, 3}));
  EXPECT_EQ(world["holes part 2"]["shape"], (nlohmann::json{19, 32, 3}));
  EXPECT_LT(subjects.at("Views/S1/1")["walk"]["worst"], 0.01);
  EXPECT_EQ(subjects.at("Views/S1/2")["walk"]["cameras"], 0);
  EXPECT_EQ(subjects.size(), 3U) << "a sequence without a clip is in no split";
}

TEST_F(VideoPose3dExport, cameras_move_into_the_universal_frame_with_the_poses) {
  REQUIRE_PYTHON("numpy, h5py");
  align(*project, {}, {});
  write(ExportFrame::universal);
  int seen = 0;
  for (const auto& [name, actions] : read()) {
    for (const auto& [action, found] : actions.items()) {
      EXPECT_LT(found["worst"], 0.01) << name << " " << action;
      if (found["cameras"] > 0) ++seen;
    }
  }
  EXPECT_EQ(seen, 4) << "two takes of World, one with a gap, and a view";
}

TEST_F(VideoPose3dExport, takes_with_cameras_of_their_own_are_subjects_of_their_own) {
  REQUIRE_PYTHON("numpy, h5py");
  align(*project, {}, {});
  // All in one split; each take has a motion of its own into the universal frame, so its cameras are its own.
  project->set_independent_test(project->catalog().datasets.front().id, true);
  write(ExportFrame::universal);
  const auto subjects = read();
  EXPECT_EQ(subjects.count("World/S1/world/walk"), 1U);
  EXPECT_EQ(subjects.count("World/S1/world/holes"), 1U);
}

TEST_F(VideoPose3dExport, holds_the_canonical_joints_where_human36m_has_them) {
  write();
  const PoseStore store(project->folder());
  const Catalog catalog = project->catalog();
  int compared = 0;
  reader_named("h36m").read(
      file(), {},
      [&](Sequence&& track) {
        if (track.take != "walk" || track.frames() != 80) return;
        const SequenceRecord* record = catalog.sequence_named("World/S1/walk/world");
        ASSERT_NE(record, nullptr);
        const std::vector<float> truth = store.poses_mm(*record);
        const std::vector<float> poses = to_canonical(*track.joints, track.positions_mm);
        ASSERT_EQ(poses.size(), truth.size());
        for (std::size_t i = 0; i < poses.size(); ++i) EXPECT_NEAR(poses[i], truth[i], 1e-3);
        ++compared;
      },
      [](const std::string&) {}, {});
  EXPECT_EQ(compared, 1);
}

/// Positions of each track of a file in this layout, as its reader has them, in an order of their own.
std::multiset<std::vector<float>> tracks_in(const fs::path& file) {
  std::multiset<std::vector<float>> tracks;
  reader_named("h36m").read(
      file, {}, [&](Sequence&& track) { tracks.insert(std::move(track.positions_mm)); },
      [](const std::string&) {}, {});
  return tracks;
}

void import_again(const fs::path& file, Project& project, const char* dataset) {
  StagedImport staged(project, {.dataset = dataset, .format = "h36m"});
  reader_named("h36m").read(
      file, {}, [&](Sequence&& track) { staged.add(track); }, [](const std::string&) {}, {});
  staged.commit(project);
}

TEST_F(VideoPose3dExport, what_is_exported_imported_and_exported_again_is_the_same_to_the_last_bit) {
  const ClipOptions short_clips{.length = 10, .step = 5};
  write(ExportFrame::dataset, short_clips);
  SmallProject again;
  import_again(file(), *again, "Again");
  const fs::path second = again / "data_3d_again.npz";
  export_videopose3d(*again, second, {.clips = short_clips}, {});
  EXPECT_EQ(tracks_in(second), tracks_in(file()));
  EXPECT_EQ(tracks_in(second).size(), 6U) << "of five tracks one has a gap";
}

TEST_F(VideoPose3dExport, a_file_that_has_human36ms_joints_keeps_its_own_spine_and_nose) {
  std::vector<float> positions;
  SmallProject own;
  {
    StagedImport staged(*own, {.dataset = "Human3.6M", .format = "h36m"});
    Sequence track;
    track.subject = "S1";
    track.take = "Walking";
    track.view = "world";
    track.frames_per_second = 50;
    track.joints = joint_set_named("h36m32");
    for (int i = 0; i < 40 * 32 * 3; ++i) positions.push_back(1.37F * static_cast<float>(i % 1009) - 300);
    track.positions_mm = positions;
    staged.add(track);
    staged.commit(*own);
  }
  const fs::path file = own / "data_3d_own.npz";
  export_videopose3d(*own, file, {}, {});
  const auto tracks = tracks_in(file);
  ASSERT_EQ(tracks.size(), 1U);
  ASSERT_EQ(tracks.begin()->size(), positions.size());
  for (std::size_t i = 0; i < positions.size(); ++i)
    EXPECT_NEAR((*tracks.begin())[i], positions[i], 2e-4) << i;
}

TEST_F(VideoPose3dExport, says_which_joints_it_made_up) {
  REQUIRE_PYTHON("numpy, h5py");
  write();
  const std::string made_up = testing::python(R"py(
import json, sys
import numpy as np
derived = np.load(sys.argv[1], allow_pickle=True)["derived"].item()
print(json.dumps(sorted(set(map(tuple, derived.values())))))
)py",
                                              file());
  EXPECT_EQ(nlohmann::json::parse(made_up), nlohmann::json::parse("[[12, 14]]")) << made_up;
}

TEST_F(VideoPose3dExport, splits_drawn_clip_by_clip_are_refused) {
  EXPECT_THROW(write(ExportFrame::dataset, {.group = SplitGroup::clip}), Error);
  EXPECT_FALSE(fs::exists(file()));
}

TEST_F(VideoPose3dExport, another_ending_is_refused) {
  EXPECT_THROW(export_videopose3d(*project, project / "merged.h5", {}, {}), Error);
}

}  // namespace
}  // namespace solopose
