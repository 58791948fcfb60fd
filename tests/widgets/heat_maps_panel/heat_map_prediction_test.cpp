#include <QComboBox>
#include <QElapsedTimer>

#include <gmock/gmock.h>

#include "core/heatpose/volume.h"
#include "core/models/target_space.h"
#include "core/runs/run_folder.h"
#include "core/video/video_reader.h"
#include "render/heat_map/heat_map_view.h"
#include "tests/core/prediction/small_model.h"
#include "tests/support/waiting.h"
#include "tests/widgets/playback_panel/filmed_project.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/heat_maps_panel/heat_map_predictor.h"
#include "widgets/heat_maps_panel/heat_maps_panel.h"
#include "widgets/heat_maps_panel/model_box.h"
#include "widgets/heat_maps_panel/readings_page.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr int frames = 60;
constexpr std::int64_t pose_size = 3 * joint_count;

/// A filmed take, one whose film is lost, one without, one filmed at another rate; and a random model.
class HeatMapPredictionTest : public SessionTest {
 protected:
  void make_films(bool aligned = false) {
    write_film(scratch / "front.mp4", frames, 30);
    write_film(scratch / "slow.mp4", frames, 15);
    make_filmed_project(scratch / "project", {filmed_sequence("filmed", frames, 30, {scratch / "front.mp4"}),
                                              filmed_sequence("lost", frames, 30, {scratch / "gone.mp4"}),
                                              filmed_sequence("alone", frames, 30, {}),
                                              filmed_sequence("slow", frames, 30, {scratch / "slow.mp4"})});
    if (aligned) {
      Project project = Project::open(scratch / "project");
      align(project, {}, {});
    }
    session.openProject(folder());
    ASSERT_TRUE(settle());
  }
  const SequenceRecord& take(const std::string& name) const {
    return *std::ranges::find(session.catalog()->sequences, name, &SequenceRecord::take);
  }
  HeatMapQuery query_of(const std::string& name, const std::filesystem::path& model) {
    HeatMapQuery query;
    query.sequence = take(name).id;
    query.frame = 20;
    query.catalog = session.catalog();
    query.project_folder = scratch / "project";
    query.model = HeatMapModel{model, {}};
    query.choice.source = HeatMapSource::prediction;
    EXPECT_TRUE(wait_for([&] { return session.poses()->poses(take(name)) != nullptr; }));
    query.poses = session.poses()->poses(take(name));
    const auto& alignment = session.catalog()->alignment;
    if (alignment) query.to_universal = alignment->of(query.sequence)->universal_from_dataset;
    return query;
  }
};

std::vector<float> pose_at(const std::vector<float>& poses, std::int64_t frame) {
  const auto begin = poses.begin() + frame * pose_size;
  return {begin, begin + pose_size};
}

TEST_F(HeatMapPredictionTest, is_what_the_model_says_of_the_clip_round_the_frame) {
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
    std::vector<float> seen = pose_at(*query.poses, frame);
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

TEST_F(HeatMapPredictionTest, the_truth_lies_on_the_crop_that_the_model_sees) {
  make_films();
  write_random_model(scratch / "m.safetensors");
  const HeatMapQuery query = query_of("filmed", scratch / "m.safetensors");
  const PredictedFrame predicted = HeatMapPredictor().predict(query);
  const std::vector<float> truth = pose_at(*predicted.truth, query.frame);
  const std::vector<float> world = pose_at(*query.poses, query.frame);
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

TEST_F(HeatMapPredictionTest, minus_the_target_is_made_on_the_models_grid_with_its_gaussians) {
  make_films();
  write_random_model(scratch / "m.safetensors");
  HeatMapQuery query = query_of("filmed", scratch / "m.safetensors");
  query.choice.source = HeatMapSource::prediction_difference;
  query.choice.request.joint = Joint::left_knee;
  const PredictedFrame predicted = HeatMapPredictor().predict(query);
  const HeatMapPicture picture = make_picture(query, predicted);
  const std::vector<float> target =
      joint_volume(predicted.volume.grid, pose_at(*predicted.truth, 20), Joint::left_knee, predicted.mixture);
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

TEST_F(HeatMapPredictionTest, what_cannot_be_seen_is_said) {
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

TEST_F(HeatMapPredictionTest, a_universal_model_is_compared_in_the_universal_frame) {
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
  const std::vector<float> world = pose_at(*query.poses, query.frame);
  const Eigen::Vector3d expected = *query.to_universal * position(world, Joint::left_wrist) -
                                   *query.to_universal * position(world, Joint::pelvis);
  EXPECT_LT((position(picture.pose_mm, Joint::left_wrist) - expected).norm(), 0.1);
}

class HeatMapPredictionPanelTest : public HeatMapPredictionTest {
 protected:
  HeatMapPredictionPanelTest() {
    panel.resize(760, 640);
    panel.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&panel));
  }
  bool drawn() {
    return settle() && wait_for([this] { return panel.isSettled(); });
  }
  void go_to(const std::string& name) {
    session.cursor()->setSequence(take(name).id, take(name).frames);
    ASSERT_TRUE(drawn());
  }
  void choose(HeatMapSource wanted) {
    for (QComboBox* box : panel.findChildren<QComboBox*>())
      if (box->itemText(0) == "Target") box->setCurrentIndex(static_cast<int>(wanted));
    ASSERT_TRUE(drawn());
  }
  void choose_model() {
    write_random_model(scratch / "m.safetensors");
    panel.modelBox()->addFile(folder("m.safetensors"));
    ASSERT_TRUE(drawn());
  }

  QWidget host;
  ActionRegistry actions{&host};
  HeatMapsPanel panel{PanelContext{&session, &actions}};
};

TEST_F(HeatMapPredictionPanelTest, shows_what_the_model_says_and_follows_the_cursor) {
  make_films();
  choose_model();
  go_to("filmed");
  EXPECT_FALSE(panel.modelBox()->isVisible());
  choose(HeatMapSource::prediction);
  EXPECT_TRUE(panel.modelBox()->isVisible());
  ASSERT_NE(panel.picture(), nullptr) << qPrintable(panel.statusText());
  const auto first_values = panel.picture()->volume.values;
  EXPECT_EQ(panel.picture()->volume.grid.size[0], 16);
  EXPECT_TRUE(panel.statusText().contains("m.safetensors")) << qPrintable(panel.statusText());
  ASSERT_NE(panel.readings(), nullptr);
  EXPECT_TRUE(std::isfinite(panel.readings()->mean_refined_error_mm()));
  session.cursor()->setFrame(33);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.picture()->query.frame, 33);
  EXPECT_NE(panel.picture()->volume.values, first_values);
  choose(HeatMapSource::prediction_difference);
  EXPECT_EQ(panel.view()->style().colours, ColourMap::coolwarm);
  EXPECT_LT(std::ranges::min(panel.picture()->volume.values), -0.2F) << "the target's peaks";
  choose(HeatMapSource::target);
  EXPECT_EQ(panel.picture()->volume.grid.size[0], 64);
}

TEST_F(HeatMapPredictionPanelTest, a_sequence_without_a_film_says_so_and_the_next_one_is_shown) {
  make_films();
  choose_model();
  go_to("alone");
  choose(HeatMapSource::prediction);
  EXPECT_EQ(panel.picture(), nullptr);
  EXPECT_TRUE(panel.statusText().contains("no video")) << qPrintable(panel.statusText());
  go_to("filmed");
  EXPECT_NE(panel.picture(), nullptr) << qPrintable(panel.statusText());
}

TEST_F(HeatMapPredictionPanelTest, the_demo_model_looks_until_there_is_a_run) {
  make_films();
  go_to("filmed");
  choose(HeatMapSource::prediction);
  EXPECT_EQ(panel.modelBox()->modelName(), "Demo model");
  ASSERT_NE(panel.picture(), nullptr) << qPrintable(panel.statusText());
  TrainingOptions options;
  options.name = "first";
  const auto run = create_run(scratch / "project", options);
  write_random_model(run / "best.safetensors");
  panel.hide();
  panel.show();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.modelBox()->modelName(), "first");
  EXPECT_EQ(panel.modelBox()->model()->file, run / "best.safetensors");
  ASSERT_NE(panel.picture(), nullptr) << qPrintable(panel.statusText());
}

TEST_F(HeatMapPredictionPanelTest, scrubbing_waits_for_no_picture) {
  make_films();
  choose_model();
  go_to("filmed");
  choose(HeatMapSource::prediction);
  QElapsedTimer clock;
  qint64 asking_ns = 0, making_ns = 0;
  for (qint64 frame = 1; frame <= 20; ++frame) {
    clock.start();
    session.cursor()->setFrame(frame);
    asking_ns += clock.nsecsElapsed();
    ASSERT_TRUE(panel.picture());
    EXPECT_NE(panel.picture()->query.frame, frame) << "it is made on another thread";
    ASSERT_TRUE(wait_for([&] { return panel.picture() && panel.picture()->query.frame == frame; }));
    making_ns += clock.nsecsElapsed();
  }
  EXPECT_LT(asking_ns, making_ns / 4);
}

/// Writes what a person would look at to the folder in HEAT_MAP_PICTURES.
TEST_F(HeatMapPredictionPanelTest, is_drawn_in_both_themes) {
  make_films();
  choose_model();
  go_to("filmed");
  const QString target = qEnvironmentVariable("HEAT_MAP_PICTURES");
  panel.showPage(panel.readingsPage());
  int at = 0;
  for (const Theme::Mode mode : {Theme::Mode::light, Theme::Mode::dark}) {
    Theme::instance().setMode(mode);
    ++at;
    for (const HeatMapSource source : {HeatMapSource::prediction, HeatMapSource::prediction_difference}) {
      choose(source);
      ASSERT_TRUE(panel.view()->hasVolume());
      QTest::qWait(50);
      if (!target.isEmpty())
        panel.grab().save(
            QStringLiteral("%1/prediction-%2-%3.png").arg(target).arg(static_cast<int>(source)).arg(at));
    }
  }
  Theme::instance().setMode(Theme::Mode::light);
}

}  // namespace
}  // namespace solopose::testing
