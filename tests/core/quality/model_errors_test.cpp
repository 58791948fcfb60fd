#include "core/quality/model_errors.h"

#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <Eigen/Geometry>

#include "core/augmotion/alignment.h"
#include "core/augmotion/kabsch.h"
#include "core/models/prediction.h"
#include "core/project/catalog.h"
#include "core/project/placement.h"
#include "core/project/pose_store.h"
#include "core/project/project_places.h"
#include "core/quality/analysis.h"
#include "core/quality/detector.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/augmotion/small_project.h"

namespace solopose {
namespace {

using namespace testing;
using ::testing::HasSubstr;

constexpr int frames = 300;
constexpr int wrist = index_of(Joint::left_wrist);

Camera turned_camera() {
  Camera camera;
  camera.width = camera.height = 1000;
  camera.intrinsics << 1200, 0, 500, 0, 1200, 500, 0, 0, 1;
  camera.rotation = Eigen::AngleAxisd(1.1, Eigen::Vector3d(1, 2, 3).normalized()).toRotationMatrix();
  camera.translation_mm = {100, -200, 5000};
  return camera;
}

/// A project with one film, and what a model says of it: the truth, beside it by 20 mm in turn along each
/// axis.
class ModelErrorsTest : public ::testing::Test {
 protected:
  void add_track(std::vector<float> poses, const std::vector<Camera>& cameras = {turned_camera()}) {
    project_.add("set", {{.poses = std::move(poses), .cameras = cameras, .videos = {video().string()}}});
  }

  std::filesystem::path video() const { return project_ / "film.mp4"; }

  static Prediction said(const std::vector<float>& truth_mm, const RigidTransform& model_from_track,
                         TargetFrame frame) {
    Prediction prediction;
    prediction.model_fingerprint = "00ff";
    prediction.model.run = "run one";
    prediction.model.mean_pose_mm.assign(pose_floats, 0);
    prediction.model.target.frame = frame;
    prediction.frames_per_second = 50;
    prediction.poses_mm = truth_mm;
    for (std::int64_t f = 0; f < frames_of(truth_mm); ++f) {
      for (std::int64_t j = 1; j < joint_count; ++j)
        prediction.poses_mm[static_cast<std::size_t>(f * pose_floats + j * 3 + f % 3)] += 20;
    }
    transform_points(model_from_track, prediction.poses_mm, prediction.poses_mm);
    prediction.crops.resize(truth_mm.size() / pose_floats);
    prediction.confidences.assign(truth_mm.size() / 3, 1);
    return prediction;
  }

  void keep(const Prediction& prediction) {
    const auto file = prediction_file(project_->folder(), prediction.model_fingerprint, video());
    std::filesystem::create_directories(file.parent_path());
    write_prediction(file, prediction);
  }

  std::vector<Finding> findings() {
    JobContext context;
    context.log = [&](const std::string& line) { notes_ += line + '\n'; };
    const QualityReport report = analyse_quality(*project_, project_->catalog(), {}, context);
    std::vector<Finding> own;
    for (const Finding& finding : report.findings)
      if (finding.detector == "model_disagreement") own.push_back(finding);
    return own;
  }

  SmallProject project_;
  std::string notes_;
};

void move_wrist(std::vector<float>& poses, int first, int count) {
  for (int f = first; f < first + count; ++f)
    poses[static_cast<std::size_t>((f * joint_count + wrist) * 3 + 1)] += 260;
}

RigidTransform seen_by(const Camera& camera) { return {camera.rotation, camera.translation_mm, 1}; }

TEST_F(ModelErrorsTest, labels_far_from_what_a_model_sees_are_found_on_their_frames_and_joint) {
  const std::vector<float> truth = moving_person(frames, 1);
  std::vector<float> labels = truth;
  move_wrist(labels, 120, 8);
  add_track(labels);
  keep(said(truth, seen_by(turned_camera()), TargetFrame::camera));
  const auto found = findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].first_frame, 120);
  EXPECT_EQ(found[0].last_frame, 127);
  EXPECT_EQ(found[0].joints, mask_of(wrist));
  EXPECT_THAT(in_english(found[0].reason), HasSubstr("the left wrist is 2"));
  EXPECT_THAT(in_english(found[0].reason), HasSubstr("from where model run one sees it"));
  EXPECT_THAT(in_english(found[0].reason), HasSubstr("by less than 20 mm in nine frames of ten"));
}

TEST_F(ModelErrorsTest, what_a_universal_model_says_is_turned_and_scaled_back_by_the_alignment) {
  const std::vector<float> truth = moving_person(frames, 1);
  add_track(truth);
  align(*project_, AlignOptions{.with_scale = true}, {});
  const Catalog catalog = project_->catalog();
  const RigidTransform universal = placement_of(catalog, catalog.sequences[0].id)->universal_from_dataset;
  keep(said(truth, universal, TargetFrame::universal));
  const UsualErrorsOfModels usual =
      usual_model_errors(PoseStore(project_->folder()), catalog, project_->folder(), {});
  ASSERT_EQ(usual.size(), 1U);
  EXPECT_NEAR(usual.begin()->second[wrist], 20, 0.1);
  EXPECT_TRUE(std::isnan(usual.begin()->second[index_of(Joint::pelvis)]));
}

TEST_F(ModelErrorsTest, a_model_whose_directions_nobody_knows_says_nothing) {
  const std::vector<float> truth = moving_person(frames, 1);
  add_track(truth, {});
  keep(said(truth, {}, TargetFrame::camera));
  Prediction universal = said(truth, {}, TargetFrame::universal);
  universal.model_fingerprint = "00aa";
  keep(universal);
  EXPECT_TRUE(
      usual_model_errors(PoseStore(project_->folder()), project_->catalog(), project_->folder(), {}).empty());
}

TEST_F(ModelErrorsTest, a_prediction_that_begins_late_belongs_to_the_frames_it_is_of) {
  const std::vector<float> truth = moving_person(frames, 1);
  std::vector<float> labels = truth;
  move_wrist(labels, 120, 8);
  add_track(labels);
  Prediction late =
      said({truth.begin() + 100 * pose_floats, truth.end()}, seen_by(turned_camera()), TargetFrame::camera);
  late.first = 100;
  keep(late);
  const auto found = findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].first_frame, 120);
}

TEST_F(ModelErrorsTest, a_damaged_prediction_is_noted_by_its_name_and_stops_nothing) {
  add_track(moving_person(frames, 1));
  const auto file = prediction_file(project_->folder(), "00ff", video());
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file) << "no archive";
  EXPECT_TRUE(findings().empty());
  EXPECT_THAT(notes_, HasSubstr(file.filename().string()));
}

TEST_F(ModelErrorsTest, too_few_frames_say_nothing_of_what_is_usual) {
  std::vector<float> labels = moving_person(60, 1);
  const std::vector<float> truth = labels;
  move_wrist(labels, 20, 3);
  add_track(labels);
  keep(said(truth, seen_by(turned_camera()), TargetFrame::camera));
  EXPECT_TRUE(findings().empty());
}

}  // namespace
}  // namespace solopose
