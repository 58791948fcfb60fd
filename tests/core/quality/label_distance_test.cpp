#include "core/quality/label_distance.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <Eigen/Geometry>

#include "core/camera/camera_projection.h"
#include "core/formats/mpi_inf_3dhp.h"
#include "core/project/catalog.h"
#include "core/project/pose_store.h"
#include "core/project/staged_import.h"
#include "core/quality/analysis.h"
#include "core/quality/detector.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace testing;
using ::testing::IsEmpty;

constexpr std::int64_t frames = 40;
constexpr std::size_t wrist = static_cast<std::size_t>(index_of(Joint::left_wrist));

/// Four metres from the body, turned about it; a lens that bends rays by some pixels.
Camera camera_at(double angle, const std::string& name) {
  Camera camera;
  camera.name = name;
  camera.width = camera.height = 1000;
  camera.intrinsics << 900, 0, 500, 0, 910, 480, 0, 0, 1;
  camera.distortion = {-0.12, 0.03, 0.001, -0.002, 0};
  Eigen::Matrix3d level;
  level << 1, 0, 0, 0, 0, -1, 0, 1, 0;
  camera.rotation = level * Eigen::AngleAxisd(angle, Eigen::Vector3d::UnitZ()).toRotationMatrix();
  camera.translation_mm = {0, 900, 4000};
  return camera;
}

/// The canonical joints as that camera sees them.
ImagePoints seen_by(const Camera& camera, const Sequence& track) {
  ImagePoints labels{camera.name, {}};
  for (std::size_t i = 0; i < track.positions_mm.size(); i += 3) {
    const Eigen::Vector3d joint = Eigen::Vector3f(track.positions_mm.data() + i).cast<double>();
    const Eigen::Vector2d pixel = project_to_pixel(camera, camera_from_world(camera, joint));
    labels.points_px.push_back(static_cast<float>(pixel.x()));
    labels.points_px.push_back(static_cast<float>(pixel.y()));
  }
  return labels;
}

struct LabelledTrack : ::testing::Test {
  LabelledTrack() {
    for (int c = 0; c < 3; ++c) track.cameras.push_back(camera_at(0.7 * c, "c" + std::to_string(c)));
    record.joints = track.joints;
    record.cameras = track.cameras;
    record.frames = frames;
  }
  void label(int cameras) {
    track.image_points.clear();
    for (int c = 0; c < cameras; ++c)
      track.image_points.push_back(seen_by(track.cameras[static_cast<std::size_t>(c)], track));
  }
  /// Move a joint's label of one camera and frame.
  void shift(std::size_t camera, std::size_t frame, std::size_t joint, float by_px) {
    track.image_points[camera].points_px[(frame * joint_count + joint) * 2] += by_px;
  }
  std::vector<float> distances() const {
    return label_distances_mm(record, track.positions_mm, track.image_points);
  }

  Sequence track = swaying_sequence("S1", "walk", "world", frames);
  SequenceRecord record;
};

TEST_F(LabelledTrack, joints_where_their_labels_see_them_are_at_no_distance) {
  label(3);
  for (const float distance : distances()) EXPECT_LT(distance, 0.05F);  // single-precision pixels
}

TEST_F(LabelledTrack, the_distance_is_from_the_line_of_sight_in_mm) {
  record.cameras[0].distortion = track.cameras[0].distortion = {};
  label(1);
  shift(0, 5, wrist, 30);
  const Eigen::Vector3d joint =
      Eigen::Vector3f(track.positions_mm.data() + (5 * joint_count + wrist) * 3).cast<double>();
  const Eigen::Vector3d seen = camera_from_world(track.cameras[0], joint);
  // By hand: the sine of the angle between both lines of sight, times how far the joint is.
  const Eigen::Vector3d through_label(seen.x() / seen.z() + 30.0 / 900, seen.y() / seen.z(), 1);
  const double angle = std::acos(seen.normalized().dot(through_label.normalized()));
  const auto found = distances();
  EXPECT_NEAR(found[5 * joint_count + wrist], seen.norm() * std::sin(angle), 0.05);
  EXPECT_LT(found[6 * joint_count + wrist], 0.05F);
}

TEST_F(LabelledTrack, one_picture_says_nothing_against_two_others) {
  label(3);
  shift(1, 5, wrist, 200);
  EXPECT_LT(distances()[5 * joint_count + wrist], 0.05F);
  shift(0, 5, wrist, 200);
  EXPECT_GT(distances()[5 * joint_count + wrist], 500.F);
}

TEST_F(LabelledTrack, of_two_pictures_the_nearer_counts) {
  label(2);
  shift(1, 5, wrist, 200);
  EXPECT_LT(distances()[5 * joint_count + wrist], 0.05F);
}

TEST_F(LabelledTrack, what_is_missing_says_nothing) {
  label(1);
  track.image_points[0].points_px[wrist * 2] = std::numeric_limits<float>::quiet_NaN();
  track.positions_mm[(2 * joint_count + wrist) * 3] = std::numeric_limits<float>::quiet_NaN();
  const auto found = distances();
  EXPECT_TRUE(std::isnan(found[wrist]));
  EXPECT_TRUE(std::isnan(found[2 * joint_count + wrist]));
  EXPECT_FALSE(std::isnan(found[joint_count + wrist]));
}

TEST_F(LabelledTrack, labels_of_an_unknown_camera_say_nothing) {
  label(1);
  track.image_points[0].camera = "another";
  EXPECT_THAT(distances(), IsEmpty());
}

TEST_F(LabelledTrack, a_track_of_a_camera_stands_in_its_frame) {
  label(1);
  for (std::size_t i = 0; i < track.positions_mm.size(); i += 3) {
    Eigen::Map<Eigen::Vector3f> point(track.positions_mm.data() + i);
    point = camera_from_world(track.cameras[0], point.cast<double>()).cast<float>();
  }
  record.frame = CoordinateFrame::camera;
  for (const float distance : distances()) EXPECT_LT(distance, 0.05F);
}

TEST_F(LabelledTrack, means_of_several_joints_have_no_label) {
  track.joints = record.joints = joint_set_named("coco17");
  track.positions_mm.resize(frames * 17 * 3);
  label(1);
  const auto poses = to_canonical(*track.joints, track.positions_mm);
  const auto found = label_distances_mm(record, poses, track.image_points);
  ASSERT_EQ(found.size(), static_cast<std::size_t>(frames) * joint_count);
  EXPECT_TRUE(std::isnan(found[static_cast<std::size_t>(index_of(Joint::pelvis))]));
  EXPECT_TRUE(std::isnan(found[static_cast<std::size_t>(index_of(Joint::neck))]));
  EXPECT_FALSE(std::isnan(found[wrist]));
}

TEST_F(LabelledTrack, a_project_keeps_the_labels_and_doubts_what_they_contradict) {
  label(1);
  for (std::size_t f = 10; f < 14; ++f) shift(0, f, wrist, 60);
  TemporaryFolder scratch;
  Project project = Project::create(scratch / "project");
  StagedImport staged(project, {.dataset = "labelled", .format = "table"});
  staged.add(track);
  staged.commit(project);
  const Catalog catalog = project.catalog();
  const auto kept = PoseStore(project.folder()).image_points(catalog.sequences.at(0), 8, 3);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].camera, "c0");
  ASSERT_EQ(kept[0].points_px.size(), 3U * joint_count * 2);
  EXPECT_EQ(kept[0].points_px[0], track.image_points[0].points_px[8 * joint_count * 2]);

  const QualityReport report = analyse_quality(project, catalog, {}, {});
  std::vector<Finding> found;
  for (const Finding& finding : report.findings)
    if (finding.detector == "label_disagreement") found.push_back(finding);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].first_frame, 10);
  EXPECT_EQ(found[0].last_frame, 13);
  EXPECT_TRUE(found[0].joints[wrist]);
  EXPECT_THAT(in_english(found[0].reason), ::testing::HasSubstr("the left wrist is 3"));
}

TEST(LabelDistance, labels_of_real_files_lie_on_their_joints) {
  REQUIRE_SHARED_DATA();
  for (const char* file : {"S1/Seq1/annot.mat", "S2/Seq1/annot.mat", "TS1/annot_data.mat"}) {
    std::vector<Sequence> tracks;
    mpi_inf_3dhp_reader().read(
        shared_data() / "same_motion" / "mpi_inf_3dhp" / file, {},
        [&](Sequence&& track) { tracks.push_back(std::move(track)); }, [](const std::string&) {}, {});
    int labelled = 0;
    for (const Sequence& track : tracks) {
      SequenceRecord record;
      record.joints = track.joints;
      record.cameras = track.cameras;
      record.frame = track.frame;
      const auto found =
          label_distances_mm(record, to_canonical(*track.joints, track.positions_mm), track.image_points);
      labelled += !found.empty();
      for (const float distance : found) {
        if (distance == distance) {
          ASSERT_LT(distance, 20.F) << file << " " << track.view;
        }
      }
    }
    EXPECT_GT(labelled, 0) << file;
  }
}

}  // namespace
}  // namespace solopose
