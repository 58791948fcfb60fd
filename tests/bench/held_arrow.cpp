// An arrow key that is held over a film of 36 000 predicted frames, in the whole window: how long the window
// is at work for each of 60 steps a second, and how many it makes; as JSON. Needs a screen:
//   tests/support/with-display build/bin/held_arrow [FRAMES] [SECONDS]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>

#include "app/gui/language.h"
#include "app/gui/main_window.h"
#include "core/base/kept_memory.h"
#include "tests/support/filmed_project.h"
#include "tests/support/shared_data.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/session.h"
#include "widgets/theme/theme.h"

namespace {

using namespace solopose;
using namespace solopose::testing;

constexpr double step_ms = 1000.0 / 60;

double milliseconds(const QElapsedTimer& clock) { return static_cast<double>(clock.nsecsElapsed()) * 1e-6; }

void make_project(const std::filesystem::path& folder, int frames) {
  const std::filesystem::path film = folder / "front.mp4";
  write_film(film, frames, 60, false);
  const Sequence filmed = filmed_sequence("long", frames, 60, {film});
  make_filmed_project(folder / "project", {filmed});
  const Prediction prediction = shifted_prediction(filmed, 0, "aaaa1111", 40);
  const auto kept = prediction_file(folder / "project", prediction.model_fingerprint, film);
  std::filesystem::create_directories(kept.parent_path());
  write_prediction(kept, prediction);
}

bool settled(const MainWindow& window, const Session& session) {
  return session.isIdle() && std::ranges::all_of(window.panels(), &Panel::isSettled);
}

void settle(const MainWindow& window, const Session& session) {
  QElapsedTimer quiet;
  quiet.start();
  while (quiet.elapsed() < 500) {
    QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    if (!settled(window, session)) quiet.restart();
  }
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const int frames = argc > 1 ? std::atoi(argv[1]) : 36'000;
  const double seconds = argc > 2 ? std::atof(argv[2]) : 20;
  const TemporaryFolder scratch;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope,
                     QString::fromStdString(scratch.path().string()));
  std::fprintf(stderr, "making a project of %d frames\n", frames);
  make_project(scratch.path(), frames);
  keep_freed_memory();
  Theme::instance().setColours(Theme::Mode::light);
  Language language;
  language.choose("en");
  Session session;
  MainWindow window(&session, &language);
  Theme::instance().setMode(Theme::Mode::light);
  window.resize(1440, 900);
  window.show();
  session.openProject(QString::fromStdString((scratch / "project").string()));
  while (!session.hasProject()) QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
  window.showWorkspace(QStringLiteral("playback"));
  settle(window, session);

  QAction* step = window.actions()->action(QStringLiteral("playback.step-forward"));
  session.cursor()->setFrame(0);
  std::vector<double> at_work;
  QElapsedTimer run;
  run.start();
  for (int count = 1; milliseconds(run) < 1000 * seconds; ++count) {
    double busy = 0;
    QElapsedTimer turn;
    turn.start();
    step->trigger();
    busy += milliseconds(turn);
    do {
      turn.restart();
      QCoreApplication::processEvents(QEventLoop::AllEvents);
      busy += milliseconds(turn);
      struct timespec nap {
        0, 200'000
      };
      ::nanosleep(&nap, nullptr);
    } while (milliseconds(run) < count * step_ms);
    at_work.push_back(busy);
  }
  const double took_s = milliseconds(run) / 1000;
  std::ranges::sort(at_work);
  const auto share = [&](double part) {
    return at_work[static_cast<std::size_t>(part * static_cast<double>(at_work.size() - 1))];
  };
  std::printf(
      R"({"frames": %d, "steps_a_second": %.2f, "reached": %lld, "work_ms": {"median": %.2f, "p99": %.2f, "most": %.2f}})"
      "\n",
      frames, static_cast<double>(at_work.size()) / took_s, static_cast<long long>(session.cursor()->frame()),
      share(0.5), share(0.99), at_work.back());
  window.hide();
  return 0;
}
