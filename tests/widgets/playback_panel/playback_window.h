#pragma once

#include <QDialog>
#include <QFileDialog>
#include <QImage>
#include <QLineEdit>
#include <QVBoxLayout>

#include "render/video/video_view.h"
#include "tests/support/filmed_project.h"
#include "tests/support/waiting.h"
#include "tests/widgets/playback_panel/number_shown.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/playback.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/playback_panel/video_stage.h"
#include "widgets/timeline/timeline.h"
#include "widgets/timeline/timeline_lanes.h"
#include "widgets/timeline/timeline_ruler.h"

namespace solopose::testing {

/// The panel above its timeline, as they stand in the window, used as a person does: by dialogs, keys and the
/// mouse.
class PlaybackWindowTest : public SessionTest {
 protected:
  PlaybackWindowTest() {
    auto* column = new QVBoxLayout(&window);
    column->addWidget(&panel, 1);
    column->addWidget(&timeline);
    window.resize(1100, 900);
    window.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
    window.activateWindow();
  }

  bool drawn() {
    return settle() && wait_for([this] { return panel.isSettled(); });
  }
  void open_empty_project() {
    Project::create(scratch / "project");
    session.openProject(folder());
    ASSERT_TRUE(settle());
  }
  /// A take filmed by one camera.
  void open_filmed_project(const std::string& name, int frames) {
    const auto film = scratch / (name + "-front.mp4");
    write_film(film, frames, 30);
    filmed = filmed_sequence("filmed", frames, 30, {film});
    make_filmed_project(scratch / name, {filmed});
    session.openProject(folder(name));
    ASSERT_TRUE(drawn());
    ASSERT_NE(view(), nullptr);
  }
  void keep_prediction(const std::string& fingerprint, float error_mm) {
    const Prediction prediction = shifted_prediction(filmed, 0, fingerprint, error_mm);
    const auto file = prediction_file(scratch / "project", fingerprint, prediction.video);
    std::filesystem::create_directories(file.parent_path());
    write_prediction(file, prediction);
    panel.data()->predictions()->reload();
    ASSERT_TRUE(drawn());
  }

  /// Names a file in the dialog that asks for a video.
  void choose_video(const std::string& name) {
    action("video.open")->trigger();
    auto* dialog = panel.findChild<QFileDialog*>();
    ASSERT_NE(dialog, nullptr);
    auto* field = dialog->findChild<QLineEdit*>("fileNameEdit");
    ASSERT_NE(field, nullptr);
    field->setText(folder(name));
    QTest::keyClick(field, Qt::Key_Return);
    ASSERT_TRUE(wait_for([this] {
      const auto* open = panel.findChild<QFileDialog*>();
      return open == nullptr || !open->isVisible();
    }));
  }
  void open_video(const std::string& name) {
    choose_video(name);
    ASSERT_TRUE(wait_for([&] {
      const PlaybackView* shown = panel.data()->mainView();
      return shown != nullptr && shown->file.filename() == name;
    })) << qPrintable(failure());
    ASSERT_TRUE(drawn());
  }
  /// Drags the playhead there through a place on the way.
  void scrub_to(qint64 frame) {
    TimelineRuler* ruler = timeline.ruler();
    const auto over = [ruler](qint64 at) { return QPoint(static_cast<int>(std::lround(ruler->xOf(at))), 5); };
    QTest::mousePress(ruler, Qt::LeftButton, {}, over(session.cursor()->frame()));
    QTest::mouseMove(ruler, over((session.cursor()->frame() + frame) / 2));
    QTest::mouseMove(ruler, over(frame));
    QTest::mouseRelease(ruler, Qt::LeftButton, {}, over(frame));
    ASSERT_TRUE(drawn());
  }
  void press(int key, Qt::KeyboardModifiers with = {}) { QTest::keyClick(&window, Qt::Key(key), with); }

  VideoView* view() const { return panel.stage()->mainView(); }
  QAction* action(const char* id) const { return actions.action(id); }

  /// The number that the frame on the screen carries, modulo 65536.
  int coded_number() const { return number_shown_by(view(), {film_width, film_height}); }

  QWidget window;
  ActionRegistry actions{&window};
  Playback playback{session.cursor()};
  TimelineLanes lanes;
  PanelContext context{&session, &actions, &playback, &lanes};
  Timeline timeline{context};
  PlaybackPanel panel{context};
  Sequence filmed;
};

}  // namespace solopose::testing
