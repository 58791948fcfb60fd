// From the start of the program until its window can be used: seconds on the wall until the window is shown,
// until the project is there and until every panel has settled, and the processor's seconds in all; as JSON.
// Needs a screen:
//   tests/support/with-display build/bin/window_start PROJECT
#include <algorithm>
#include <cstdio>
#include <ctime>

#include <QApplication>
#include <QEventLoop>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include "app/gui/language.h"
#include "app/gui/main_window.h"
#include "core/base/kept_memory.h"
#include "core/project/catalog.h"
#include "tests/bench/process_clock.h"
#include "widgets/session/session.h"
#include "widgets/theme/theme.h"

namespace {

using namespace solopose;

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const QStringList arguments = QApplication::arguments();
  if (arguments.size() != 2) {
    std::fprintf(stderr, "usage: window_start PROJECT\n");
    return 2;
  }
  const QTemporaryDir scratch;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, scratch.path());
  const double loaded = seconds_since_start();
  keep_freed_memory();
  Theme::instance().setColours(Theme::Mode::light);
  Language language;
  language.choose("en");
  Session session;
  MainWindow window(&session, &language);
  Theme::instance().setMode(Theme::Mode::light);
  window.resize(1440, 900);
  window.show();
  double shown = 0;
  QTimer::singleShot(0, [&] { shown = seconds_since_start(); });
  session.openProject(arguments[1]);

  double opened = 0;
  QObject::connect(&session, &Session::projectOpened, [&] { opened = seconds_since_start(); });
  QEventLoop loop;
  QTimer looks;
  QObject::connect(&looks, &QTimer::timeout, [&] {
    const bool settled =
        session.hasProject() && session.isIdle() && std::ranges::all_of(window.panels(), &Panel::isSettled);
    if (settled) loop.quit();
  });
  looks.start(5);
  QTimer::singleShot(120'000, &loop, &QEventLoop::quit);
  loop.exec();
  std::printf(
      R"({"libraries_s": %.3f, "window_s": %.3f, "project_s": %.3f, "usable_s": %.3f, "processor_s": %.3f, "sequences": %zu})"
      "\n",
      loaded, shown, opened, seconds_since_start(), processor_seconds(), session.catalog()->sequences.size());
  window.hide();
  return 0;
}
