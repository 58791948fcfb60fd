#include <QComboBox>

#include "core/inspection/heat_map_picture.h"
#include "tests/core/prediction/small_model.h"
#include "tests/support/filmed_project.h"
#include "tests/support/waiting.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/heat_maps_panel/heat_maps_panel.h"
#include "widgets/heat_maps_panel/model_box.h"

namespace solopose::testing {
namespace {

constexpr int frames = 40;

/// A take seen by two cameras, and the panel that lets a model look through one of them.
class HeatMapCameraTest : public SessionTest {
 protected:
  void SetUp() override {
    write_film(scratch / "front.mp4", frames, 30);
    write_film(scratch / "right.mp4", frames, 30);
    make_filmed_project(
        scratch / "project",
        {filmed_sequence("walk", frames, 30, {scratch / "front.mp4", scratch / "right.mp4"})});
    write_random_model(scratch / "m.safetensors");
    session.openProject(folder());
    ASSERT_TRUE(settle());
    show(panel);
    session.cursor()->setSequence(first().id, first().frames, 10);
  }
  static void show(HeatMapsPanel& shown) {
    shown.resize(760, 640);
    shown.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&shown));
  }
  bool drawn(const HeatMapsPanel& shown) {
    return settle() && wait_for([&] { return shown.isSettled(); });
  }
  static QComboBox* combo(const HeatMapsPanel& shown, const QString& row) {
    for (QComboBox* box : shown.findChildren<QComboBox*>())
      if (box->findText(row) >= 0) return box;
    return nullptr;
  }
  static void choose(QComboBox* box, const QString& row) {
    box->setCurrentIndex(box->findText(row));
    Q_EMIT box->activated(box->currentIndex());
  }

  QWidget host;
  ActionRegistry actions{&host};
  HeatMapsPanel panel{PanelContext{&session, &actions}};
};

TEST_F(HeatMapCameraTest, a_model_looks_through_the_chosen_camera_and_the_choice_is_kept) {
  panel.modelBox()->addFile(folder("m.safetensors"));
  choose(combo(panel, "Target"), "Prediction");
  ASSERT_TRUE(drawn(panel));
  QComboBox* camera = combo(panel, "right");
  ASSERT_NE(camera, nullptr);
  EXPECT_TRUE(camera->isVisible());
  EXPECT_EQ(camera->currentText(), "front");
  ASSERT_NE(panel.picture(), nullptr) << qPrintable(panel.statusText());
  const std::vector<float> from_the_front = panel.picture()->pose_mm;
  choose(camera, "right");
  ASSERT_TRUE(drawn(panel));
  ASSERT_NE(panel.picture(), nullptr) << qPrintable(panel.statusText());
  EXPECT_NE(panel.picture()->pose_mm, from_the_front) << "the truth is drawn as that camera sees it";

  const QJsonObject state = panel.viewState();
  QWidget other_host;
  ActionRegistry other_actions(&other_host);
  HeatMapsPanel again({&session, &other_actions});
  again.setViewState(state);
  show(again);
  ASSERT_TRUE(drawn(again));
  EXPECT_EQ(again.modelBox()->modelName(), "m.safetensors");
  EXPECT_EQ(again.modelBox()->model()->file, scratch / "m.safetensors");
  EXPECT_EQ(combo(again, "right")->currentText(), "right");
  ASSERT_NE(again.picture(), nullptr) << qPrintable(again.statusText());
  EXPECT_EQ(again.picture()->pose_mm, panel.picture()->pose_mm);
}

TEST_F(HeatMapCameraTest, there_is_nothing_to_choose_while_no_model_looks) {
  ASSERT_TRUE(drawn(panel));
  EXPECT_EQ(combo(panel, "right"), nullptr);
}

}  // namespace
}  // namespace solopose::testing
