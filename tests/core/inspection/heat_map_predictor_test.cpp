#include "core/inspection/heat_map_predictor.h"

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/heatpose/volume.h"
#include "core/inspection/heat_map_inspector.h"
#include "core/models/target_space.h"
#include "core/project/catalog.h"
#include "core/project/placement.h"
#include "core/project/pose_store.h"
#include "core/video/video_reader.h"
#include "tests/core/prediction/small_model.h"
#include "tests/support/filmed_project.h"
#include "tests/support/shared_data.h"
#include "tests/support/straight_reliability.h"

namespace solopose::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr int frames = 60;

/// A filmed take, one whose film is lost, one without, one filmed at another rate; and a random model.
class HeatMapPredictorTest : public ::testing::Test {
 protected:
  void make_films(bool aligned = false) {
    write_film(scratch / "front.mp4", frames, 30);
    write_film(scratch / "side.mp4", frames, 30, false);  // another picture than the front
    write_film(scratch / "slow.mp4", frames, 15);
    make_filmed_project(folder,
                        {filmed_sequence("filmed", frames, 30, {scratch / "front.mp4"}),
                         filmed_sequence("both", frames, 30, {scratch / "front.mp4", scratch / "side.mp4"}),
                         filmed_sequence("lost", frames, 30, {scratch / "gone.mp4"}),
                         filmed_sequence("alone", frames, 30, {}),
                         filmed_sequence("slow", frames, 30, {scratch / "slow.mp4"})});
    Project project = Project::open(folder);
    if (aligned) align(project, {}, {});
    catalog = std::make_shared<const Catalog>(project.catalog());
  }
  const SequenceRecord& take(const std::string& name) const {
    return *std::ranges::find(catalog->sequences, name, &SequenceRecord::take);
  }
  HeatMapQuery query_of(const std::string& name, const std::filesystem::path& model) const {
    HeatMapQuery query;
    query.sequence = take(name).id;
    query.frame = 20;
    query.catalog = catalog;
    query.project_folder = folder;
    query.model = ModelFiles{model, {}};
    query.choice.source = HeatMapSource::prediction;
    query.poses = std::make_shared<const std::vector<float>>(PoseStore(folder).poses_mm(take(name)));
    if (const SequenceAlignment* placement = placement_of(*catalog, query.sequence))
      query.to_universal = placement->universal_from_dataset;
    return query;
  }

  TemporaryFolder scratch;
  std::filesystem::path folder = scratch / "project";
  std::shared_ptr<const Catalog> catalog;
};

std::vector<float> pose_in(const std::vector<float>& poses, std::int64_t frame) {
  const auto pose = pose_at(poses, frame);
  return {pose.begin(), pose.end()};
}

HeatMapInspector new_inspector() {
  return HeatMapInspector([] { return std::make_unique<HeatMapPredictor>(); });
}

TEST_F(HeatMapPredictorTest, is_what_the_model_says_of_the_clip_round_the_frame) {
  make_films();
  write_random_model(scratch / "m.safetensors");
  const HeatMapQuery query = query_of("filmed", scratch / "m.safetensors");
  HeatMapPredictor predictor;
  const PredictedFrame predicted = predictor.predict(query);

  PoseModel model(scratch / "m.safetensors");
  VideoReader video(scratch / "front.mp4");
  const Camera camera = camera_for_size(take("filmed").cameras[0], film_width, film_height);
  const double extent_mm = model.description().target.extent_mm;
  std::vector<Image> crops;
  for (std::int64_t frame = 16; frame < 24; ++frame) {
    std::vector<float> seen = pose_in(*query.poses, frame);
    for (std::size_t i = 0; i < seen.size(); i += 3) {
      Eigen::Map<Eigen::Vector3f> point(seen.data() + i);
      point = camera_from_world(camera, point.cast<double>()).cast<float>();
    }
    crops.push_back(cropped(video.frame(frame), *crop_of_pose(camera, seen, extent_mm),
                            model.description().network.image_size()));
  }
  const PredictedHeatMap expected = model.heat_map(model.encode(crops), 8, 4);
  ASSERT_EQ(predicted.volume.values.size(), expected.volume.values.size());
  for (std::size_t i = 0; i < expected.volume.values.size(); ++i)
    ASSERT_NEAR(predicted.volume.values[i], expected.volume.values[i], 1e-4);
  EXPECT_EQ(predictor.predict(query).volume.values, predicted.volume.values) << "from what was kept";
}

TEST_F(HeatMapPredictorTest, the_truth_lies_on_the_crop_that_the_model_sees) {
  make_films();
  write_random_model(scratch / "m.safetensors");
  const HeatMapQuery query = query_of("filmed", scratch / "m.safetensors");
  const PredictedFrame predicted = HeatMapPredictor().predict(query);
  const std::vector<float> truth = pose_in(*predicted.truth, query.frame);
  const std::vector<float> world = pose_in(*query.poses, query.frame);
  const Camera camera = camera_for_size(take("filmed").cameras[0], film_width, film_height);
  const auto pixel = [&](std::size_t joint) {
    const Eigen::Vector3d point = Eigen::Map<const Eigen::Vector3f>(&world[3 * joint]).cast<double>();
    return project_to_pixel(camera, camera_from_world(camera, point));
  };
  const double depth = camera_from_world(camera, {world[0], world[1], world[2]}).z();
  const double mm_per_pixel = depth / focal_px(camera);
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    const Eigen::Vector2d expected = (pixel(joint) - pixel(0)) * mm_per_pixel;
    EXPECT_NEAR(truth[3 * joint], expected.x(), 0.5);
    EXPECT_NEAR(truth[3 * joint + 1], expected.y(), 0.5);
  }
}

TEST_F(HeatMapPredictorTest, minus_the_target_is_made_on_the_models_grid_with_its_gaussians) {
  make_films();
  write_random_model(scratch / "m.safetensors");
  HeatMapQuery query = query_of("filmed", scratch / "m.safetensors");
  query.choice.source = HeatMapSource::prediction_difference;
  query.choice.request.joint = Joint::left_knee;
  const PredictedFrame predicted = HeatMapPredictor().predict(query);
  const HeatMapPicture picture = make_picture(query, predicted);
  const std::vector<float> target =
      joint_volume(predicted.volume.grid, pose_in(*predicted.truth, 20), Joint::left_knee, predicted.mixture);
  for (std::size_t i = 0; i < target.size(); ++i)
    ASSERT_NEAR(picture.volume.values[i], predicted.volume.values[i] - target[i], 1e-6);
  EXPECT_GE(predicted.mixture.sigma_mm, predicted.extent_mm / predicted.volume.grid.size[0]);
  const HeatMapReadings readings = read_joints(picture);
  const auto knee = static_cast<std::size_t>(index_of(Joint::left_knee));
  for (int axis = 0; axis < 3; ++axis)
    EXPECT_EQ(readings.joints[knee].decoded_mm[axis],
              double{predicted.answer.poses_mm[3 * knee + static_cast<std::size_t>(axis)]});
  EXPECT_TRUE(std::isfinite(readings.joints[knee].refined_error_mm));
  EXPECT_TRUE(std::isnan(readings.joints[0].refined_error_mm)) << "only the joint that is shown";
}

TEST_F(HeatMapPredictorTest, what_cannot_be_seen_is_said) {
  make_films();
  write_random_model(scratch / "m.safetensors");
  write_random_model(scratch / "u.safetensors", TargetFrame::universal);
  HeatMapPredictor predictor;
  const auto expect_said = [&](const HeatMapQuery& query, const char* what) {
    EXPECT_THAT([&] { predictor.predict(query); }, ThrowsMessage<Error>(HasSubstr(what)));
  };
  expect_said(query_of("alone", scratch / "m.safetensors"), "no video");
  expect_said(query_of("lost", scratch / "m.safetensors"), "gone.mp4");
  expect_said(query_of("slow", scratch / "m.safetensors"), "frames a second");
  expect_said(query_of("filmed", scratch / "u.safetensors"), "align");
  expect_said(query_of("filmed", scratch / "none.safetensors"), "none.safetensors");
  HeatMapQuery beyond = query_of("filmed", scratch / "m.safetensors");
  beyond.frame = frames;
  expect_said(beyond, "60");
  EXPECT_NO_THROW(predictor.predict(query_of("filmed", scratch / "m.safetensors")));
}

TEST_F(HeatMapPredictorTest, a_universal_model_is_compared_in_the_universal_frame) {
  make_films(true);
  write_random_model(scratch / "u.safetensors", TargetFrame::universal);
  const HeatMapQuery query = query_of("filmed", scratch / "u.safetensors");
  const HeatMapPicture picture = make_picture(query, HeatMapPredictor().predict(query));
  EXPECT_TRUE(picture.query.choice.universal);
  const auto position = [](const std::vector<float>& pose, Joint joint) {
    return Eigen::Map<const Eigen::Vector3f>(&pose[3 * static_cast<std::size_t>(index_of(joint))])
        .cast<double>()
        .eval();
  };
  EXPECT_EQ(position(picture.pose_mm, Joint::pelvis).norm(), 0);
  const std::vector<float> world = pose_in(*query.poses, query.frame);
  const Eigen::Vector3d expected = *query.to_universal * position(world, Joint::left_wrist) -
                                   *query.to_universal * position(world, Joint::pelvis);
  EXPECT_LT((position(picture.pose_mm, Joint::left_wrist) - expected).norm(), 0.1);
}

TEST_F(HeatMapPredictorTest, looks_through_the_camera_that_is_asked_for) {
  make_films();
  write_random_model(scratch / "m.safetensors");
  HeatMapQuery query = query_of("both", scratch / "m.safetensors");
  HeatMapPredictor predictor;
  const std::vector<float> first = predictor.predict(query).volume.values;
  query.camera = "front";
  EXPECT_EQ(predictor.predict(query).volume.values, first) << "the first that is there";
  query.camera = "side";
  EXPECT_NE(predictor.predict(query).volume.values, first);
}

TEST_F(HeatMapPredictorTest, a_model_that_knows_its_reliability_says_what_error_to_expect) {
  make_films();
  const std::filesystem::path file = scratch / "m.safetensors";
  write_random_model(file);
  HeatMapReadings readings = read_joints(new_inspector().picture(query_of("filmed", file)));
  EXPECT_FALSE(readings.expects_errors());
  ModelDescription model = read_model_description(file);
  model.reliability = straight_reliability();
  write_model_description(file, model);
  readings = read_joints(new_inspector().picture(query_of("filmed", file)));
  ASSERT_TRUE(readings.expects_errors());
  const JointReading& wrist = readings.joints[static_cast<std::size_t>(index_of(Joint::left_wrist))];
  EXPECT_NEAR(wrist.expected_error_mm, 120 - 100 * wrist.confidence, 1e-3);
}

TEST_F(HeatMapPredictorTest, an_inspector_reads_what_it_has_made) {
  make_films();
  write_random_model(scratch / "m.safetensors");
  const HeatMapQuery query = query_of("filmed", scratch / "m.safetensors");
  HeatMapInspector inspector = new_inspector();
  const HeatMapPicture picture = inspector.picture(query);
  EXPECT_EQ(picture.volume.values, HeatMapPredictor().predict(query).volume.values);
  const HeatMapReadings readings = inspector.readings(picture);
  HeatMapReadings expected = read_joints(picture);
  read_sequence(picture.query, expected);
  EXPECT_EQ(readings.mean_refined_error_mm(), expected.mean_refined_error_mm());
  EXPECT_EQ(readings.fitting_extent_mm, expected.fitting_extent_mm);
  EXPECT_GT(readings.fitting_extent_mm, 0);
}

}  // namespace
}  // namespace solopose::testing
