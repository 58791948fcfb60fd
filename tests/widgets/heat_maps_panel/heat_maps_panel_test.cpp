#include "widgets/heat_maps_panel/heat_maps_panel.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTableWidget>
#include <QUrl>

#include "core/heatpose/volume_file.h"
#include "core/inspection/heat_map_picture.h"
#include "core/project/project.h"
#include "render/heat_map/heat_map_view.h"
#include "tests/support/waiting.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/heat_maps_panel/colours_page.h"
#include "widgets/heat_maps_panel/options_page.h"
#include "widgets/heat_maps_panel/profile_page.h"
#include "widgets/heat_maps_panel/readings_page.h"
#include "widgets/heat_maps_panel/shown_number.h"
#include "widgets/heat_maps_panel/transfer_editor.h"
#include "widgets/shared/qcustomplot.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {
namespace {

QJsonObject json(const char* text) { return QJsonDocument::fromJson(text).object(); }

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
  /// The pointer may already be there, so it comes from elsewhere.
  void point_at_middle() {
    QWidget* canvas = panel.view()->findChild<QWidget*>();
    QTest::mouseMove(canvas, canvas->rect().center() - QPoint(40, 0));
    QTest::mouseMove(canvas, canvas->rect().center());
  }
  bool says(const QString& text) const {
    for (const QLabel* label : panel.findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains(text)) return true;
    return false;
  }

  QWidget host;
  ActionRegistry actions{&host};
  HeatMapsPanel panel{PanelContext{&session, &actions}};
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

TEST_F(HeatMapsPanelTest, one_heat_map_stays_beside_another_with_its_camera_and_colours) {
  show_project();
  EXPECT_EQ(panel.viewBeside(), nullptr);
  session.cursor()->setFrame(5);
  ASSERT_TRUE(drawn());
  action("heat.keep-beside")->trigger();
  ASSERT_TRUE(drawn());
  ASSERT_NE(panel.viewBeside(), nullptr);
  EXPECT_TRUE(says("Frame 5"));
  const QImage kept = panel.viewBeside()->picture();
  session.cursor()->setFrame(37);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.viewBeside()->picture(), kept);
  EXPECT_EQ(panel.picture()->query.frame, 37);

  action("heat.view-top")->trigger();
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(wait_for([this] {
    return std::abs(panel.viewBeside()->places().elevation - panel.view()->places().elevation) < 1e-6;
  }));
  action("heat.show-slices")->trigger();
  EXPECT_EQ(panel.viewBeside()->style().show_slices, panel.view()->style().show_slices);

  action("heat.keep-beside")->trigger();
  EXPECT_EQ(panel.viewBeside(), nullptr);
}

TEST_F(HeatMapsPanelTest, a_heat_map_kept_beside_goes_with_its_project) {
  show_project();
  action("heat.keep-beside")->trigger();
  session.closeProject();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.viewBeside(), nullptr);
  EXPECT_FALSE(action("heat.keep-beside")->isChecked());
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

TEST_F(HeatMapsPanelTest, the_wish_for_the_universal_frame_outlives_a_sequence_that_is_not_aligned) {
  show_project();
  combo("Dataset")->setCurrentIndex(1);
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(panel.picture()->query.choice.universal);
  panel.optionsPage()->setPossible(false, HeatMapSource::target);
  EXPECT_EQ(combo("Dataset")->currentIndex(), 0);
  panel.optionsPage()->setPossible(true, HeatMapSource::target);
  EXPECT_EQ(combo("Dataset")->currentIndex(), 1);
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
  // Camera and slices stay over such a frame.
  OrbitCamera camera = panel.view()->camera();
  camera.orbit(200, 30);
  camera.zoom(2);
  panel.view()->setCamera(camera);
  panel.view()->setSliceVoxel(1, 11);
  session.cursor()->setFrame(5);
  ASSERT_TRUE(drawn());
  session.cursor()->setFrame(6);
  ASSERT_TRUE(drawn());
  EXPECT_NEAR(panel.view()->camera().azimuth, camera.azimuth, 1e-9);
  EXPECT_NEAR(panel.view()->camera().distance_mm, camera.distance_mm, 1e-6);
  EXPECT_EQ(panel.view()->sliceVoxels()[1], 11);
}

TEST_F(HeatMapsPanelTest, another_project_begins_without_the_last_ones_file) {
  show_project();
  const TemporaryFolder folder_of_volumes;
  write_volume(folder_of_volumes / "own.npz", panel.picture()->volume.grid, panel.picture()->volume.values);
  panel.openVolume(QString::fromStdString((folder_of_volumes / "own.npz").string()));
  ASSERT_TRUE(wait_for([&] { return panel.picture() && needs_file(panel.picture()->query.choice.source); }));
  make_project(scratch / "second", true);
  session.openProject(folder("second"));
  ASSERT_TRUE(settle());
  session.cursor()->setSequence(first().id, first().frames);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.picture()->query.choice.source, HeatMapSource::target);
  combo("Target")->setCurrentIndex(static_cast<int>(HeatMapSource::file));
  EXPECT_EQ(combo("Target")->currentIndex(), 0) << "there is no file to show";
}

TEST_F(HeatMapsPanelTest, the_status_follows_the_frame_under_a_resting_pointer) {
  show_project();
  point_at_middle();
  ASSERT_TRUE(wait_for([&] { return panel.statusText().contains("value"); }));
  const auto shown_value = [&] { return panel.statusText().section("value ", 1); };
  const QString before = panel.statusText();
  session.cursor()->setFrame(first().frames / 2);
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(wait_for([&] { return panel.statusText() != before; })) << qPrintable(shown_value());
}

TEST_F(HeatMapsPanelTest, what_is_no_number_is_not_called_nought) {
  show_project();
  const TemporaryFolder folder_of_volumes;
  std::vector<float> values(panel.picture()->volume.values.size(), std::numeric_limits<float>::quiet_NaN());
  write_volume(folder_of_volumes / "nan.npz", panel.picture()->volume.grid, values);
  panel.openVolume(QString::fromStdString((folder_of_volumes / "nan.npz").string()));
  ASSERT_TRUE(wait_for([&] { return panel.picture() && needs_file(panel.picture()->query.choice.source); }));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(panel.picture()->not_numbers, 64 * 64 * 64);
  EXPECT_TRUE(panel.statusText().contains("hold no number")) << qPrintable(panel.statusText());
  action("heat.show-slices")->trigger();
  point_at_middle();
  EXPECT_TRUE(wait_for([&] { return panel.statusText().contains("value no number"); }))
      << qPrintable(panel.statusText());
}

TEST_F(HeatMapsPanelTest, slices_are_moved_by_number_and_say_where_they_are) {
  show_project();
  action("heat.show-slices")->trigger();
  QDoubleSpinBox* field = nullptr;
  for (QLabel* label : panel.optionsPage()->findChildren<QLabel*>())
    if (label->text() == "Slice y") field = qobject_cast<QDoubleSpinBox*>(label->buddy());
  ASSERT_NE(field, nullptr);
  panel.view()->setSliceVoxel(1, 20);
  const Grid& grid = panel.picture()->volume.grid;
  EXPECT_NEAR(field->value(), grid.origin_mm.y() + 20 * grid.spacing_mm.y(), 0.06);
  field->stepUp();
  EXPECT_EQ(panel.view()->sliceVoxels()[1], 21);
  field->setValue(field->maximum());
  EXPECT_EQ(panel.view()->sliceVoxels()[1], 63);
}

TEST_F(HeatMapsPanelTest, a_range_with_both_signs_has_no_logarithm_and_fits_evenly) {
  show_project();
  HeatMapLook look = panel.coloursPage()->look();
  look.log_colours = true;
  panel.coloursPage()->setLook(look);
  EXPECT_TRUE(panel.coloursPage()->look().log_colours);
  look.range_low = -1;
  panel.coloursPage()->setLook(look);
  EXPECT_FALSE(panel.coloursPage()->look().log_colours);
  EXPECT_FALSE(panel.coloursPage()->look().log_values);
  panel.coloursPage()->setValues(-0.2, 0.05);
  for (QPushButton* button : panel.coloursPage()->findChildren<QPushButton*>())
    if (button->text() == "Fit") button->click();
  EXPECT_DOUBLE_EQ(panel.coloursPage()->look().range_low, -0.2);
  EXPECT_DOUBLE_EQ(panel.coloursPage()->look().range_high, 0.2);
}

TEST_F(HeatMapsPanelTest, a_range_of_tiny_values_is_fitted) {
  show_project();
  panel.coloursPage()->setValues(0, 2.5e-4);
  for (QPushButton* button : panel.coloursPage()->findChildren<QPushButton*>())
    if (button->text() == "Fit") button->click();
  EXPECT_DOUBLE_EQ(panel.coloursPage()->look().range_high, 2.5e-4);
  EXPECT_DOUBLE_EQ(panel.view()->style().range_high, 2.5e-4);
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

TEST_F(HeatMapsPanelTest, pages_that_go_joint_by_joint_follow_the_chosen_one) {
  show_project();
  panel.showPage(panel.readingsPage());
  ASSERT_TRUE(drawn());
  QTableWidget* table = panel.readingsPage()->table();
  EXPECT_TRUE(table->selectedItems().isEmpty());
  const int last = joint_count - 1;
  combo("All joints")->setCurrentIndex(1 + last);
  ASSERT_TRUE(drawn());
  ASSERT_FALSE(table->selectedItems().isEmpty());
  EXPECT_EQ(table->selectedItems().first()->row(), last);
  EXPECT_TRUE(table->viewport()->rect().contains(table->visualItemRect(table->item(last, 0)).center()));
  combo("All joints")->setCurrentIndex(1 + index_of(Joint::left_knee));
  panel.showPage(panel.profilePage());
  ASSERT_TRUE(drawn());
  const QString left_knee = combo("All joints")->currentText();
  QComboBox* bone = panel.profilePage()->findChild<QComboBox*>();
  EXPECT_TRUE(bone->currentText().startsWith(left_knee)) << qPrintable(bone->currentText());
  combo("All joints")->setCurrentIndex(0);
  EXPECT_TRUE(table->selectedItems().isEmpty());
}

TEST_F(HeatMapsPanelTest, errors_are_sorted_by_any_column_and_a_row_leads_to_its_joint) {
  show_project();
  panel.showPage(panel.readingsPage());
  ASSERT_TRUE(drawn());
  QTableWidget* table = panel.readingsPage()->table();
  const auto click_head = [&](int column) {
    const QHeaderView* head = table->horizontalHeader();
    QTest::mouseClick(
        head->viewport(), Qt::LeftButton, {},
        {head->sectionViewportPosition(column) + head->sectionSize(column) / 2, head->height() / 2});
  };
  const auto numbers = [&](int column) {
    std::vector<double> found;
    for (int row = 0; row < joint_count; ++row)
      found.push_back(QLocale().toDouble(table->item(row, column)->text()));
    return found;
  };
  const QString first = table->item(0, 0)->text();
  for (const int column : {1, 2}) {
    click_head(column);
    EXPECT_TRUE(std::ranges::is_sorted(numbers(column), std::greater())) << "the worst first";
    click_head(column);
    EXPECT_TRUE(std::ranges::is_sorted(numbers(column)));
  }
  session.cursor()->setFrame(session.cursor()->frame() + 7);
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(std::ranges::is_sorted(numbers(2))) << "in another frame, too";
  const QString chosen = table->item(3, 0)->text();
  QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualItemRect(table->item(3, 0)).center());
  ASSERT_TRUE(drawn());
  EXPECT_EQ(combo("All joints")->currentText(), chosen);
  ASSERT_FALSE(table->selectedItems().isEmpty());
  EXPECT_EQ(table->selectedItems().first()->text(), chosen);
  combo("All joints")->setCurrentIndex(1 + index_of(Joint::head));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(table->selectedItems().first()->text(), combo("All joints")->currentText());
  click_head(0);
  EXPECT_EQ(table->item(0, 0)->text(), first) << "as the body is listed";
}

TEST_F(HeatMapsPanelTest, nought_has_no_minus) {
  show_project();
  panel.showPage(panel.profilePage());
  int below_nought = 0;
  for (const Bone& bone : bones()) {
    panel.profilePage()->setBone(bone.child, bone.parent);
    ASSERT_TRUE(drawn());
    for (std::size_t rule = 0; rule < 2; ++rule) {
      const double at = panel.profilePage()->profiles()[rule].maximum_mm;
      below_nought += at < 0 && at > -0.5 ? 1 : 0;
      const auto* title = qobject_cast<QCPTextElement*>(
          panel.profilePage()->plot()->plotLayout()->element(0, static_cast<int>(rule)));
      EXPECT_FALSE(title->text().contains("-0 mm")) << qPrintable(title->text());
    }
  }
  EXPECT_GT(below_nought, 0) << "there is something to see";
  const QLocale locale;
  EXPECT_EQ(shown_number(locale, -0.4, 0), "0");
  EXPECT_EQ(shown_number(locale, -0.004, 2), locale.toString(0.0, 'f', 2));
  EXPECT_EQ(shown_number(locale, -0.6, 0), "-1");
  EXPECT_EQ(shown_value(locale, -0.0, 3), "0");
  for (QDoubleSpinBox* slice : panel.optionsPage()->findChildren<QDoubleSpinBox*>()) {
    Grid grid;
    grid.size = {3, 3, 3};
    grid.origin_mm = {-1.04, -1.04, -1.04};
    grid.spacing_mm = {1, 1, 1};
    panel.optionsPage()->setSlices(grid, {1, 1, 1});
    EXPECT_FALSE(slice->text().startsWith("-0.0 ")) << qPrintable(slice->text());
  }
}

TEST_F(HeatMapsPanelTest, says_that_its_state_has_changed_without_the_cursor_moving) {
  show_project();
  QSignalSpy changed(&panel, &HeatMapsPanel::viewStateChanged);
  TransferEditor* editor = panel.coloursPage()->editor();
  editor->select(1);
  QTest::keyClick(editor, Qt::Key_Up);
  ASSERT_TRUE(drawn());
  EXPECT_GT(changed.count(), 0) << "a transfer function drawn by hand";
  changed.clear();
  panel.showPage(panel.profilePage());
  EXPECT_EQ(changed.count(), 1) << "another page";
}

TEST_F(HeatMapsPanelTest, the_view_state_comes_back) {
  show_project();
  combo("All joints")->setCurrentIndex(3);
  action("heat.show-slices")->trigger();
  combo("Dataset")->setCurrentIndex(1);
  HeatMapLook look = panel.coloursPage()->look();
  look.colours = ColourMap::magma;
  look.range_high = 0.5;
  look.log_colours = true;
  look.transfer.points[1].opacity = 0.25;
  panel.coloursPage()->setLook(look);
  Q_EMIT panel.coloursPage()->edited();
  panel.showPage(panel.profilePage());
  ASSERT_TRUE(drawn());
  OrbitCamera camera = panel.view()->camera();
  camera.orbit(100, -20);
  camera.zoom(1);
  panel.view()->setCamera(camera);
  panel.view()->setSliceVoxel(2, 7);
  ASSERT_TRUE(drawn());
  const QJsonObject state = panel.viewState();
  ActionRegistry others{&host};
  HeatMapsPanel second({&session, &others});
  second.setViewState(state);
  EXPECT_EQ(second.viewState(), state);
  second.resize(panel.size());
  second.show();
  ASSERT_TRUE(wait_for([&] { return second.picture() && second.isSettled(); }));
  EXPECT_NEAR(second.view()->camera().azimuth, camera.azimuth, 1e-6);
  EXPECT_NEAR(second.view()->camera().distance_mm, camera.distance_mm, 1e-3);
  EXPECT_LT((second.view()->camera().focus_mm - camera.focus_mm).norm(), 1e-2);
  EXPECT_EQ(second.view()->sliceVoxels()[2], 7);
  EXPECT_EQ(second.coloursPage()->look().transfer.points[1].opacity, 0.25);
  EXPECT_TRUE(second.picture()->query.choice.universal);
  second.setViewState(json(R"({"look": {"points": [[2, 5]], "low": 3, "high": 1}, "joint": 99})"));
  EXPECT_EQ(second.coloursPage()->look().range_high, 1);
  second.setViewState(json(
      R"({"joint": 99, "places": {"distance_mm": -5, "slices": [7, "x"], "elevation": 1e9}, "page": 77})"));
  ASSERT_TRUE(wait_for([&] { return second.isSettled(); }));
  EXPECT_EQ(second.picture()->query.choice.request.joint, static_cast<Joint>(joint_count - 1));
  EXPECT_EQ(second.view()->sliceVoxels()[0], 63);
  EXPECT_GT(second.view()->camera().distance_mm, 0);
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
