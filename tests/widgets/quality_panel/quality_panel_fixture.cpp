#include "tests/widgets/quality_panel/quality_panel_fixture.h"

#include <algorithm>

#include <QLabel>

#include <QSettings>

#include "core/project/catalog.h"

namespace solopose::testing {
namespace {

constexpr std::int64_t frames = 240;

float& at(std::vector<float>& poses, std::int64_t frame, Joint joint, int axis) {
  return poses[static_cast<std::size_t>((frame * joint_count + index_of(joint)) * 3 + axis)];
}

}  // namespace

void write_poses(const std::filesystem::path& file, const std::vector<float>& poses) {
  std::filesystem::create_directories(file.parent_path());
  NpzWriter writer(file);
  writer.add<float>("poses", poses, {poses.size() / (joint_count * 3), joint_count, 3});
  writer.finish();
}

bool says(const QWidget& widget, const QString& text) {
  return std::ranges::any_of(widget.findChildren<QLabel*>(), [&](const QLabel* label) {
    return label->isVisible() && label->text().contains(text);
  });
}

void plant_faults(std::vector<float>& poses) {
  for (const std::int64_t frame : {30, 75, 110, 200}) at(poses, frame, Joint::left_wrist, 2) += 500;
  for (std::int64_t frame = 140; frame < 150; ++frame)
    for (int joint = 0; joint < joint_count; ++joint)
      if (side_of(static_cast<Joint>(joint)) == Side::left)
        for (int axis = 0; axis < 3; ++axis)
          std::swap(at(poses, frame, static_cast<Joint>(joint), axis),
                    at(poses, frame, mirrored(static_cast<Joint>(joint)), axis));
}

QualityPanelTest::QualityPanelTest() {
  QSettings().clear();
  panel = std::make_unique<QualityPanel>(PanelContext{&session, &actions, &playback, &lanes});
  window.setCentralWidget(panel.get());
  window.resize(1100, 760);
  window.show();
  window.activateWindow();
  EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
}

void QualityPanelTest::openFaulty() {
  std::vector<float> poses = leaning_poses(frames, 1);
  write_poses(scratch / "walk.npz", poses);
  poses = leaning_poses(frames, 2);
  plant_faults(poses);
  write_poses(scratch / "fall.npz", poses);
  {
    Project project = Project::create(scratch / "project");
    import_files(project, table_import("walk", {scratch / "walk.npz"}), {});
    import_files(project, table_import("fall", {scratch / "fall.npz"}), {});
  }
  session.openProject(folder());
  ASSERT_TRUE(found());
  ASSERT_GT(findings().rowCount(), 4) << "the planted faults are found";
}

bool QualityPanelTest::found() {
  return settle() && wait_for([this] { return panel->isSettled() && session.isIdle(); });
}

void QualityPanelTest::press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
  QWidget* focus = QApplication::focusWidget();
  QTest::keyClick(focus == nullptr ? static_cast<QWidget*>(&window) : focus, key, modifiers);
}

void QualityPanelTest::walkTo(std::string_view detector) {
  for (int i = 0; i < findings().rowCount() && (!panel->chosen() || chosen().detector != detector); ++i)
    press(Qt::Key_Space);
}

std::vector<VerdictRecord> QualityPanelTest::onDisk() const {
  const VerdictList kept = Project::open(scratch / "project").catalog().verdicts;
  return {kept.begin(), kept.end()};
}

}  // namespace solopose::testing
