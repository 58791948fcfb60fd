#include "widgets/heat_maps_panel/heat_maps_panel.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QMimeData>
#include <QTableWidget>
#include <QUrl>

#include "core/heatpose/volume_file.h"
#include "render/heat_map/heat_map_view.h"
#include "tests/support/waiting.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/heat_maps_panel/colours_page.h"
#include "widgets/heat_maps_panel/heat_map_query.h"
#include "widgets/heat_maps_panel/options_page.h"
#include "widgets/heat_maps_panel/profile_page.h"
#include "widgets/heat_maps_panel/readings_page.h"
#include "widgets/heat_maps_panel/transfer_editor.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {
namespace {

class HeatMapsPanelTest : public SessionTest {
 protected:
  HeatMapsPanelTest() {
    panel.resize(760, 640);
    panel.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&panel));
  }

  bool drawn() {
    return settle() && wait_for([this] { return panel.isSettled(); });
  }
  void show_project(bool aligned = true) {
    open(aligned);
    session.cursor()->setSequence(first().id, first().frames);
    ASSERT_TRUE(drawn());
    ASSERT_NE(panel.picture(), nullptr);
  }
  QAction* action(const char* id) const { return actions.action(id); }
  QComboBox* combo(const QString& first_row) const {
    for (QComboBox* box : panel.findChildren<QComboBox*>())
      if (box->itemText(0) == first_row) return box;
    return nullptr;
  }
  bool says(const QString& text) const {
    for (const QLabel* label : panel.findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains(text)) return true;
    return false;
  }

  QWidget host;
  ActionRegistry actions{&host};
  HeatMapsPanel panel{&session, &actions};
};

TEST_F(HeatMapsPanelTest, without_a_project_it_says_what_to_do) {
  EXPECT_TRUE(says("Open a project"));
  EXPECT_FALSE(action("heat.screenshot")->isEnabled());
  EXPECT_FALSE(action("heat.reset-view")->isEnabled());
}

TEST_F(HeatMapsPanelTest, shows_the_volume_of_the_cursors_frame) {
  show_project();
  const HeatMapPicturePtr shown = panel.picture();
  EXPECT_EQ(shown->query.sequence, first().id);
  EXPECT_EQ(shown->volume.grid.size, (std::array<int, 3>{64, 64, 64}));
  EXPECT_TRUE(panel.view()->hasVolume());
  session.cursor()->setFrame(37);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.picture()->query.frame, 37);
  ASSERT_NE(panel.readings(), nullptr);
  EXPECT_EQ(panel.readings()->frame, 37);
  EXPECT_NE(panel.picture()->volume.values, shown->volume.values);
}

TEST_F(HeatMapsPanelTest, follows_the_cursor_to_another_sequence_and_back_to_none) {
  show_project();
  const SequenceRecord& other = session.catalog()->sequences[2];
  session.cursor()->setSequence(other.id, other.frames);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.picture()->query.sequence, other.id);
  session.closeProject();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.picture(), nullptr);
  EXPECT_TRUE(says("Open a project"));
}

TEST_F(HeatMapsPanelTest, error_arrows_say_how_much_longer_they_are_drawn) {
  show_project();
  EXPECT_FALSE(panel.statusText().contains("error arrows"));
  action("heat.show-errors")->trigger();
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(panel.statusText().contains("error arrows 1,000 times as long"))
      << qPrintable(panel.statusText());
  combo("As long as can be seen")->setCurrentIndex(2);
  EXPECT_TRUE(panel.statusText().contains("error arrows 10 times as long")) << qPrintable(panel.statusText());
}

TEST_F(HeatMapsPanelTest, a_preset_does_not_lose_what_was_drawn_by_hand) {
  show_project();
  TransferEditor* editor = panel.coloursPage()->editor();
  QComboBox* presets = combo("Own");
  ASSERT_NE(presets, nullptr);
  editor->select(1);
  editor->setFocus();
  QTest::keyClick(editor, Qt::Key_Up);
  const TransferFunction drawn_by_hand = editor->function();
  EXPECT_EQ(presets->currentIndex(), 0);
  const auto choose = [&](int row) {
    presets->setCurrentIndex(row);
    Q_EMIT presets->activated(row);
  };
  choose(1);
  EXPECT_NE(editor->function(), drawn_by_hand);
  choose(0);
  EXPECT_EQ(editor->function(), drawn_by_hand);
  EXPECT_EQ(panel.view()->style().transfer, drawn_by_hand);
}

TEST_F(HeatMapsPanelTest, a_volume_is_dropped_on_it) {
  show_project();
  const TemporaryFolder folder;
  const Volume& volume = panel.picture()->volume;
  write_volume(folder / "own.vti", volume.grid, volume.values);
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(QString::fromStdString((folder / "own.vti").string()))});
  QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&panel, &enter);
  EXPECT_TRUE(enter.isAccepted());
  QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&panel, &drop);
  ASSERT_TRUE(wait_for([&] { return panel.picture() && needs_file(panel.picture()->query.choice.source); }));
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(panel.statusText().contains("own.vti")) << qPrintable(panel.statusText());
  QMimeData other;
  other.setUrls({QUrl::fromLocalFile("/poses.pkl")});
  QDragEnterEvent refused({50, 50}, Qt::CopyAction, &other, Qt::LeftButton, Qt::NoModifier);
  refused.ignore();
  QApplication::sendEvent(&panel, &refused);
  EXPECT_FALSE(refused.isAccepted());
}

TEST_F(HeatMapsPanelTest, a_hidden_panel_waits_until_it_is_seen) {
  show_project();
  panel.hide();
  session.cursor()->setFrame(12);
  QTest::qWait(100);
  EXPECT_EQ(panel.picture()->query.frame, 0);
  panel.show();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.picture()->query.frame, 12);
}

TEST_F(HeatMapsPanelTest, choices_reach_the_volume) {
  show_project();
  combo("All joints")->setCurrentIndex(1 + index_of(Joint::left_wrist));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.picture()->query.choice.request.joint, Joint::left_wrist);
  EXPECT_TRUE(std::isfinite(panel.readings()->joints[index_of(Joint::left_wrist)].refined_error_mm));
  EXPECT_TRUE(std::isnan(panel.readings()->joints[index_of(Joint::head)].refined_error_mm));
  action("heat.next-joint")->trigger();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.picture()->query.choice.request.joint, Joint::right_shoulder);
  combo("Dataset")->setCurrentIndex(1);
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(panel.picture()->query.to_universal);
}

TEST_F(HeatMapsPanelTest, the_universal_frame_needs_an_alignment) {
  show_project(false);
  combo("Dataset")->setCurrentIndex(1);
  ASSERT_TRUE(drawn());
  EXPECT_FALSE(panel.picture()->query.to_universal);
  EXPECT_EQ(combo("Dataset")->currentIndex(), 0);
}

TEST_F(HeatMapsPanelTest, an_exported_volume_opens_and_its_difference_is_nothing) {
  show_project();
  panel.exportVolume(folder("heat.vti"));
  panel.exportVolume(folder("heat.npz"));
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(std::filesystem::exists(scratch / "heat.vti"));
  EXPECT_EQ(read_volume(scratch / "heat.npz").values, panel.picture()->volume.values);
  panel.openVolume(folder("heat.npz"));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.picture()->query.choice.source, HeatMapSource::file);
  EXPECT_TRUE(panel.statusText().contains("heat.npz"));
  combo("Target")->setCurrentIndex(static_cast<int>(HeatMapSource::difference));
  ASSERT_TRUE(drawn());
  const auto& values = panel.picture()->volume.values;
  EXPECT_LT(*std::ranges::max_element(values) - *std::ranges::min_element(values), 1e-5);
  EXPECT_EQ(panel.view()->style().colours, ColourMap::coolwarm);
  combo("Target")->setCurrentIndex(0);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.view()->style().colours, ColourMap::viridis);
}

TEST_F(HeatMapsPanelTest, a_file_that_is_no_volume_fails_as_a_job_and_changes_nothing) {
  show_project();
  panel.openVolume(folder("project") + "/project.sqlite");
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.picture()->query.choice.source, HeatMapSource::target);
  EXPECT_EQ(session.jobs()->jobs().last()->outcome(), JobOutcome::failed);
}

TEST_F(HeatMapsPanelTest, without_a_file_only_the_target_can_be_shown) {
  show_project();
  combo("Target")->setCurrentIndex(static_cast<int>(HeatMapSource::difference));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(combo("Target")->currentIndex(), 0);
  EXPECT_EQ(panel.picture()->query.choice.source, HeatMapSource::target);
}

TEST_F(HeatMapsPanelTest, the_range_is_kept_while_scrubbing_and_the_editor_changes_the_view) {
  show_project();
  TransferEditor* editor = panel.coloursPage()->editor();
  const QPoint point = editor->pixelOf(editor->function().points[2]).toPoint();
  QTest::mousePress(editor, Qt::LeftButton, {}, point);
  QTest::mouseMove(editor, point + QPoint(0, -20));
  QTest::mouseRelease(editor, Qt::LeftButton, {}, point + QPoint(0, -20));
  EXPECT_EQ(panel.view()->style().transfer, editor->function());
  HeatMapLook look = panel.coloursPage()->look();
  session.cursor()->setFrame(20);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.view()->style().range_high, look.range_high);
  EXPECT_EQ(panel.view()->style().transfer, look.transfer);
}

TEST_F(HeatMapsPanelTest, every_switch_reaches_the_view) {
  show_project();
  for (const char* id : {"heat.show-surface", "heat.show-slices", "heat.show-decoded", "heat.show-sides",
                         "heat.show-errors"}) {
    EXPECT_FALSE(action(id)->isChecked()) << id;
    action(id)->trigger();
  }
  action("heat.show-volume")->trigger();
  const HeatMapStyle& style = panel.view()->style();
  EXPECT_TRUE(style.show_surface && style.show_slices && style.show_decoded && style.show_sides &&
              style.show_errors && style.show_skeleton);
  EXPECT_FALSE(style.show_volume);
  ASSERT_TRUE(drawn());
}

TEST_F(HeatMapsPanelTest, every_action_has_a_shortcut_and_a_name) {
  for (QAction* each : actions.all()) {
    EXPECT_FALSE(each->shortcut().isEmpty()) << qPrintable(actions.id(each));
    EXPECT_FALSE(each->text().isEmpty());
    EXPECT_FALSE(actions.place(each).isEmpty());
  }
}

TEST_F(HeatMapsPanelTest, readings_say_how_far_the_joints_are_and_fit_makes_room) {
  show_project();
  EXPECT_TRUE(panel.readingsPage()->summary().contains("0 joint(s) outside"))
      << qPrintable(panel.readingsPage()->summary());
  EXPECT_NE(panel.readingsPage()->table()->item(0, 1)->text(), "–");
  for (QDoubleSpinBox* box : panel.optionsPage()->findChildren<QDoubleSpinBox*>())
    if (box->value() == 2800) box->setValue(800);
  ASSERT_TRUE(drawn());
  EXPECT_GT(panel.picture()->joints_outside, 0);
  EXPECT_FALSE(panel.readingsPage()->summary().contains("0 joint(s) outside"));
}

TEST_F(HeatMapsPanelTest, a_frame_without_a_pelvis_says_so_and_the_next_one_is_shown) {
  std::vector<float> poses = leaning_poses(30, 1);
  poses[static_cast<std::size_t>(5 * joint_count * 3)] = std::numeric_limits<float>::quiet_NaN();
  {
    NpzWriter writer(scratch / "gap.npz");
    writer.add<float>("poses", poses, {30, joint_count, 3});
    writer.finish();
    Project project = Project::create(scratch / "gap");
    import_files(project, table_import("gap", {scratch / "gap.npz"}), {});
  }
  session.openProject(folder("gap"));
  ASSERT_TRUE(settle());
  session.cursor()->setSequence(first().id, first().frames, 5);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.picture(), nullptr);
  EXPECT_TRUE(panel.statusText().contains("pelvis"));
  session.cursor()->setFrame(6);
  ASSERT_TRUE(drawn());
  EXPECT_NE(panel.picture(), nullptr);
  EXPECT_FALSE(panel.statusText().contains("pelvis"));
}

TEST_F(HeatMapsPanelTest, the_profile_follows_and_compares_both_rules) {
  show_project();
  panel.showPage(panel.profilePage());
  panel.profilePage()->setBone(Joint::left_hip, Joint::left_knee);
  const auto& profiles = panel.profilePage()->profiles();
  ASSERT_FALSE(profiles[0].sum.empty());
  EXPECT_NEAR(profiles[0].maximum_mm, 0, 5);
  EXPECT_GT(profiles[1].maximum_mm, 20);
}

TEST_F(HeatMapsPanelTest, the_view_state_comes_back) {
  show_project();
  combo("All joints")->setCurrentIndex(3);
  action("heat.show-slices")->trigger();
  HeatMapLook look = panel.coloursPage()->look();
  const QByteArray state = panel.saveViewState();
  ActionRegistry others{&host};
  HeatMapsPanel second(&session, &others);
  second.restoreViewState(state);
  EXPECT_EQ(second.saveViewState(), state);
  second.restoreViewState("{\"look\": {\"points\": [[2, 5]], \"low\": 3, \"high\": 1}, \"joint\": 99}");
  EXPECT_EQ(second.coloursPage()->look().range_high, 1);
}

TEST_F(HeatMapsPanelTest, a_screenshot_is_written) {
  show_project();
  panel.saveScreenshot(folder("picture.png"));
  ASSERT_TRUE(drawn());
  const QImage picture(folder("picture.png"));
  EXPECT_EQ(picture.size(), panel.view()->size());
}

TEST_F(HeatMapsPanelTest, scrubbing_waits_for_no_picture) {
  show_project();
  QElapsedTimer clock;
  qint64 asking_ns = 0, making_ns = 0;
  for (qint64 frame = 1; frame <= 20; ++frame) {
    clock.start();
    session.cursor()->setFrame(frame);
    asking_ns += clock.nsecsElapsed();
    EXPECT_NE(panel.picture()->query.frame, frame) << "it is made on another thread";
    ASSERT_TRUE(wait_for([&] { return panel.picture()->query.frame == frame; }));
    making_ns += clock.nsecsElapsed();
  }
  EXPECT_LT(asking_ns, making_ns / 4);
}

/// Writes what a person would look at to the folder in HEAT_MAP_PICTURES.
TEST_F(HeatMapsPanelTest, is_drawn_in_both_themes) {
  show_project();
  const QString target = qEnvironmentVariable("HEAT_MAP_PICTURES");
  QImage pictures[2];
  int at = 0;
  for (const Theme::Mode mode : {Theme::Mode::light, Theme::Mode::dark}) {
    Theme::instance().setMode(mode);
    ASSERT_TRUE(drawn());
    pictures[at] = panel.view()->picture();
    EXPECT_NEAR(pictures[at].pixelColor(3, 3).lightness(), Theme::instance().panel().lightness(), 3);
    ++at;
    for (QWidget* page :
         {static_cast<QWidget*>(panel.coloursPage()), static_cast<QWidget*>(panel.optionsPage()),
          static_cast<QWidget*>(panel.profilePage()), static_cast<QWidget*>(panel.readingsPage())}) {
      panel.showPage(page);
      ASSERT_TRUE(drawn());
      QTest::qWait(50);
      if (!target.isEmpty())
        panel.grab().save(
            QStringLiteral("%1/%2-%3.png").arg(target, page->metaObject()->className()).arg(at));
    }
  }
  Theme::instance().setMode(Theme::Mode::light);
}

}  // namespace
}  // namespace solopose::testing
