// How long the window stalls while a run is trained in it: a timer of a millisecond on the GUI thread tells
// how late it comes, while the cursor moves 30 times a second and everything that follows it is painted.
// Needs a screen:
//   tests/support/with-display build/bin/training_stalls [--seconds N] [--out FILE.json] [PROJECT]
// Without a PROJECT with films it makes the demo's. Exit 1 when a stall is longer than 50 ms or the 99th
// percentile longer than 16 ms.

#include <algorithm>
#include <cstdio>
#include <vector>

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include "app/gui/language.h"
#include "app/gui/main_window.h"
#include "widgets/session/cursor.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/session.h"
#include "widgets/training_panel/runs_model.h"
#include "widgets/training_panel/training_form.h"
#include "widgets/training_panel/training_panel.h"

namespace {

using namespace solopose;

constexpr double longest_allowed_ms = 50;
constexpr double usual_allowed_ms = 16;
constexpr int cursor_ms = 33;
constexpr int baseline_seconds = 10;
constexpr int patience_ms = 300'000;

bool wait_until(const std::function<bool()>& done) {
  QElapsedTimer clock;
  clock.start();
  while (!done()) {
    if (clock.elapsed() > patience_ms) return false;
    QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
  }
  return true;
}

struct Stalls {
  double longest_ms = 0;
  double usual_ms = 0;  ///< 99th percentile
  qint64 ticks = 0;
};

/// How long something would have waited that came at each millisecond: the time from there to the next tick,
/// less the millisecond that ticks are apart anyway.
Stalls measure(Session& session, int seconds) {
  std::vector<double> late;
  QElapsedTimer between;
  QTimer tick;
  tick.setTimerType(Qt::PreciseTimer);
  tick.setInterval(1);
  QObject::connect(&tick, &QTimer::timeout, [&] {
    const double gap = static_cast<double>(between.nsecsElapsed()) * 1e-6;
    between.start();
    late.push_back(std::max(0.0, gap - 1));
    for (double rest = gap - 2; rest > 0; --rest) late.push_back(rest);
  });
  QTimer mover;
  mover.setTimerType(Qt::PreciseTimer);
  mover.setInterval(cursor_ms);
  QObject::connect(&mover, &QTimer::timeout, [&] {
    Cursor* cursor = session.cursor();
    if (cursor->frameCount() > 0) cursor->setFrame((cursor->frame() + 1) % cursor->frameCount());
  });
  QElapsedTimer clock;
  clock.start();
  between.start();
  tick.start();
  mover.start();
  while (clock.elapsed() < seconds * 1000) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  if (late.empty()) return {};
  Stalls stalls{.ticks = static_cast<qint64>(late.size())};
  std::ranges::sort(late);
  stalls.longest_ms = late.back();
  stalls.usual_ms = late[static_cast<std::size_t>(0.99 * static_cast<double>(late.size() - 1))];
  return stalls;
}

QJsonObject as_json(const Stalls& stalls) {
  return {{"longest_ms", stalls.longest_ms},
          {"percentile_99_ms", stalls.usual_ms},
          {"milliseconds", stalls.ticks}};
}

/// A run that lasts longer than the measurement.
TrainingOptions long_run() {
  TrainingOptions options;
  options.name = "stalls";
  options.frames_stage.steps = 1'000'000;
  options.epoch_steps = 100;
  options.validation_clips = 50;
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QCommandLineParser parser;
  parser.addPositionalArgument("project", "A project with films", "[PROJECT]");
  const QCommandLineOption seconds("seconds", "How long to measure", "N", "120");
  const QCommandLineOption out("out", "Write the result there too", "FILE.json");
  parser.addOptions({seconds, out});
  parser.addHelpOption();
  parser.process(application);
  const QTemporaryDir scratch;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, scratch.path());

  Language language;
  language.choose("en");
  Session session;
  QObject::connect(&session, &Session::failed,
                   [](const QString& message) { std::fprintf(stderr, "%s\n", qPrintable(message)); });
  MainWindow window(&session, &language);
  window.resize(1440, 900);
  window.show();
  if (parser.positionalArguments().isEmpty())
    session.createDemoProject(scratch.filePath("demo"));
  else
    session.openProject(parser.positionalArguments().front());
  if (!wait_until([&] { return session.hasProject() && session.isIdle(); })) return 2;
  window.showWorkspace("train");
  auto* panel = window.findChild<TrainingPanel*>();
  if (!wait_until([&] { return panel->isSettled(); })) return 2;

  const Stalls before = measure(session, baseline_seconds);
  panel->form()->setOptions(long_run());
  Q_EMIT panel->form()->startAsked();
  // Films are turned into crops first; that is measured as well, once the run has begun.
  if (!wait_until([&] { return !panel->queue()->current().empty(); })) return 2;
  const Stalls preparing = measure(session, 5);
  std::int64_t steps = 0;
  QObject::connect(panel->queue(), &TrainingQueue::news, [&](const TrainingNews& news) {
    if (!news.steps.empty()) steps = news.steps.back().step;
  });
  if (!wait_until([&] { return steps > 0 || panel->queue()->current().empty(); }) || steps == 0) return 2;
  const Stalls training = measure(session, parser.value(seconds).toInt());
  panel->queue()->discard();
  wait_until([&] { return !session.jobs()->busy() && panel->isSettled(); });

  const bool good = training.longest_ms <= longest_allowed_ms && training.usual_ms <= usual_allowed_ms;
  const QJsonObject result{{"seconds", parser.value(seconds).toInt()},
                           {"steps", static_cast<qint64>(steps)},
                           {"without_training", as_json(before)},
                           {"preparing", as_json(preparing)},
                           {"training", as_json(training)},
                           {"longest_allowed_ms", longest_allowed_ms},
                           {"percentile_99_allowed_ms", usual_allowed_ms},
                           {"good", good}};
  const QByteArray text = QJsonDocument(result).toJson();
  std::printf("%s", text.constData());
  if (parser.isSet(out)) {
    QFile file(parser.value(out));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) return 2;
  }
  window.hide();
  return good ? 0 : 1;
}
