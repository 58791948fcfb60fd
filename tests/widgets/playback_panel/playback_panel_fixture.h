#pragma once

#include <QAction>
#include <QLabel>

#include "core/augmotion/alignment.h"
#include "core/project/placement.h"
#include "core/project/project.h"
#include "core/skeleton/pose_rows.h"
#include "render/video/video_view.h"
#include "tests/support/filmed_project.h"
#include "tests/support/waiting.h"
#include "tests/widgets/playback_panel/number_shown.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/playback.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/playback_panel/video_stage.h"
#include "widgets/timeline/timeline.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose::testing {

inline constexpr int frames = 90;  ///< of every film

/// The panel in a window, over a project with takes that were filmed, not filmed, and whose film is gone.
class PlaybackPanelTest : public SessionTest {
 protected:
  PlaybackPanelTest() {
    panel.resize(1000, 640);
    panel.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&panel));
  }

  bool drawn() {
    return settle() && wait_for([this] { return panel.isSettled(); });
  }
  /// A take filmed by two cameras, one filmed by none, and one whose film is missing.
  void show_project(bool coded = true, bool aligned = false) {
    write_film(scratch / "front.mp4", frames, 30, coded);
    write_film(scratch / "side.mp4", frames, 30, coded);
    filmed = filmed_sequence("filmed", frames, 30, {scratch / "front.mp4", scratch / "side.mp4"});
    make_filmed_project(scratch / "project", {filmed, filmed_sequence("alone", frames, 30, {}),
                                              filmed_sequence("lost", frames, 30, {scratch / "gone.mp4"})});
    if (aligned) {
      Project project = Project::open(scratch / "project");
      align(project, {}, {});
    }
    session.openProject(folder());
    ASSERT_TRUE(settle());
    go_to("filmed");
    ASSERT_TRUE(drawn());
    ASSERT_NE(view(), nullptr);
  }
  void go_to(const std::string& take) {
    for (const SequenceRecord& record : session.catalog()->sequences)
      if (record.take == take) session.cursor()->setSequence(record.id, record.frames);
  }
  void keep_prediction(const std::string& fingerprint, float error_mm) {
    const Prediction prediction = shifted_prediction(filmed, 0, fingerprint, error_mm);
    const auto file = prediction_file(scratch / "project", fingerprint, prediction.video);
    std::filesystem::create_directories(file.parent_path());
    write_prediction(file, prediction);
  }
  /// What a universal model would say that knows the truth: along the universal axes, relative to the pelvis.
  Prediction true_universal_prediction() {
    const RigidTransform universal =
        placement_of(*session.catalog(), session.cursor()->sequence())->universal_from_dataset;
    Prediction told = shifted_prediction(filmed, 0, "eeee", 0);
    told.model.target.frame = TargetFrame::universal;
    told.pixels.clear();
    for (std::int64_t frame = 0; frame < frames; ++frame)
      told.crops[static_cast<std::size_t>(frame)] =
          crop_of_pose(told.camera, pose_at(told.poses_mm, frame), told.model.target.extent_mm).value();
    for (std::size_t i = 0; i < told.poses_mm.size(); i += 3) {
      const float* joint = filmed.positions_mm.data() + i;
      const float* pelvis = filmed.positions_mm.data() + i / pose_floats * pose_floats;
      const Eigen::Vector3d from_pelvis(joint[0] - pelvis[0], joint[1] - pelvis[1], joint[2] - pelvis[2]);
      const Eigen::Vector3d turned = universal.scale * (universal.rotation * from_pelvis);
      for (int axis = 0; axis < 3; ++axis)
        told.poses_mm[i + static_cast<std::size_t>(axis)] = static_cast<float>(turned[axis]);
    }
    return told;
  }
  /// Where the camera of the first film sees a true joint, on the screen.
  QPoint true_place(std::int64_t frame, int joint) const {
    const Camera camera = camera_for_size(filmed.cameras[0], film_width, film_height);
    const Eigen::Vector3d world = joint_at(filmed.positions_mm, frame, static_cast<Joint>(joint));
    const Eigen::Vector2d pixel = project_to_pixel(camera, camera_from_world(camera, world));
    return view()->fromPicture({pixel.x(), pixel.y()}).toPoint();
  }
  void reload_predictions() {
    panel.data()->predictions()->reload();
    ASSERT_TRUE(drawn());
  }
  VideoView* view() const { return panel.stage()->mainView(); }
  QAction* action(const char* id) const { return actions.action(id); }
  /// The number that the frame on the screen carries.
  int coded_number() const { return number_shown_by(view(), {film_width, film_height}); }
  bool says(const QString& text) const {
    for (const QLabel* label : panel.findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains(text)) return true;
    return false;
  }

  QWidget host;
  ActionRegistry actions{&host};
  Playback playback{session.cursor()};
  TimelineLanes lanes;
  PanelContext context{&session, &actions, &playback, &lanes};
  Timeline timeline{context};
  PlaybackPanel panel{context};
  Sequence filmed;
};

}  // namespace solopose::testing
