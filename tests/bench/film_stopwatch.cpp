// How long somebody waits who drops a video of their own on the empty window: seconds since the program was
// started until the window is there, the video is seen, its first poses are drawn on it, it plays with
// them, and all are there; as JSON. Needs a screen, and BlazePose's files:
//   tests/support/with-display build/bin/film_stopwatch VIDEO [PICTURE.png]
// PICTURE is the window as it plays. A video of ten seconds:
//   ffmpeg -stream_loop -1 -i ../shared/data/video/sports2d_walk.mp4 -t 10 -c copy ten_seconds.mp4
// Exit 1 when it does not play with its poses within 20 s.

#include <algorithm>
#include <cstdio>

#include <QApplication>
#include <QDragEnterEvent>
#include <QEventLoop>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>

#include "app/gui/language.h"
#include "app/gui/main_window.h"
#include "core/base/kept_memory.h"
#include "render/video/video_view.h"
#include "tests/bench/process_clock.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/playback_panel/video_stage.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/session.h"
#include "widgets/theme/theme.h"

namespace {

using namespace solopose;

constexpr double longest_allowed_s = 20;
constexpr int patience_ms = 120'000;

void drop(MainWindow& window, const QString& file) {
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(file)});
  QDragEnterEvent enter(window.rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&window, &enter);
  QDropEvent event(window.rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&window, &event);
}

/// When each first happened, and how often the film played without its poses.
class Stopwatch {
 public:
  Stopwatch(const MainWindow& window, const Session& session)
      : window_(window), session_(session), panel_(window.findChild<PlaybackPanel*>()) {}

  void look() {
    const VideoView* view = panel_->stage()->mainView();
    if (view == nullptr || !view->hasPicture()) return;
    note("video_seen");
    const bool posed = !view->strokes().empty();
    if (posed) note("first_poses");
    if (!window_.context().playback->playing()) return;
    if (posed && session_.cursor()->frame() > 0) note("plays_with_poses");
    ++(posed ? looks_with_ : looks_without_);
  }

  void note(const QString& what) {
    if (!seconds_.contains(what)) seconds_.insert(what, seconds_since_start());
  }
  bool has(const QString& what) const { return seconds_.contains(what); }
  double at(const QString& what) const { return seconds_.value(what).toDouble(); }
  QJsonObject result() const {
    return {{"seconds", seconds_},
            {"share_of_playing_without_poses", looks_without_ / std::max(1.0, looks_with_ + looks_without_)}};
  }

 private:
  const MainWindow& window_;
  const Session& session_;
  PlaybackPanel* panel_;
  QJsonObject seconds_;
  double looks_with_ = 0;
  double looks_without_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const QStringList arguments = QApplication::arguments();
  if (arguments.size() < 2) {
    std::fprintf(stderr, "usage: film_stopwatch VIDEO [PICTURE.png]\n");
    return 2;
  }
  const QTemporaryDir scratch;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, scratch.path());
  qputenv("XDG_CACHE_HOME", scratch.path().toUtf8());  // nothing is remembered of the film
  keep_freed_memory();
  Theme::instance().setColours(Theme::Mode::dark);
  Language language;
  language.choose("en");
  Session session;
  QObject::connect(&session, &Session::failed,
                   [](const QString& message) { std::fprintf(stderr, "%s\n", qPrintable(message)); });
  MainWindow window(&session, &language);
  Theme::instance().setMode(Theme::Mode::dark);
  window.resize(1440, 900);
  window.show();

  Stopwatch watch(window, session);
  QEventLoop loop;
  QTimer looks;
  QObject::connect(&looks, &QTimer::timeout, [&] {
    watch.look();
    if (watch.has("all_poses") && watch.has("plays_with_poses")) loop.quit();
  });
  QObject::connect(session.jobs(), &JobRunner::jobEnded, [&] { watch.note("all_poses"); });
  QTimer::singleShot(0, [&] {
    watch.note("window");
    drop(window, QFileInfo(arguments[1]).absoluteFilePath());
    looks.start(10);
  });
  QTimer::singleShot(patience_ms, &loop, &QEventLoop::quit);
  loop.exec();
  if (arguments.size() > 2) window.grab().save(arguments[2]);
  std::printf("%s", QJsonDocument(watch.result()).toJson().constData());
  const bool good = watch.has("plays_with_poses") && watch.at("plays_with_poses") <= longest_allowed_s;
  window.hide();
  return good ? 0 : 1;
}
