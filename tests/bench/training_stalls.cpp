// How long the window stalls while a run is trained in it: a timer of a millisecond on the GUI thread tells
// how long each lap of the event loop takes, while the cursor moves 30 times a second and everything that
// follows it is painted, the run's live curves too. Needs a screen:
//   tests/support/with-display build/bin/training_stalls [--seconds N] [--workspace ID] [--out FILE.json]
//                                                        [--slow MS] [PROJECT]
// Without a PROJECT with films it makes the demo's. Exit 1 when a lap is longer than 50 ms or the 99th
// percentile longer than 16 ms.

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include "app/gui/language.h"
#include "app/gui/main_window.h"
#include "widgets/cursor/cursor.h"
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
  QEventLoop loop;
  QTimer poll;
  QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
    if (done() || clock.elapsed() > patience_ms) loop.quit();
  });
  poll.start(20);
  loop.exec();
  return done();
}

/// Names on stderr what takes the GUI thread longer than asked, outermost last.
class Application : public QApplication {
 public:
  using QApplication::QApplication;
  double slow_ms = 0;  ///< 0 = say nothing

  bool notify(QObject* receiver, QEvent* event) override {
    if (slow_ms <= 0 || QThread::currentThread() != thread()) return QApplication::notify(receiver, event);
    const QByteArray name =
        receiver->metaObject()->className() + (" \"" + receiver->objectName() + '"').toUtf8();
    const int type = event->type();
    QElapsedTimer clock;
    clock.start();
    ++depth_;
    const bool handled = QApplication::notify(receiver, event);
    --depth_;
    const double ms = static_cast<double>(clock.nsecsElapsed()) * 1e-6;
    if (ms > slow_ms)
      std::fprintf(stderr, "%*s%.1f ms: %s event %d\n", 2 * depth_, "", ms, name.constData(), type);
    return handled;
  }

 private:
  int depth_ = 0;
};

struct Stalls {
  qint64 laps = 0;
  double longest_ms = 0;
  double percentile_99_ms = 0;  ///< of the laps
  /// What comes at any moment waits for the rest of the lap: the 99th percentile of that wait over all
  /// moments, in which a long lap counts for as many as it has.
  double wait_99_ms = 0;
  double share_over_16_ms = 0;  ///< of the time, in laps longer than that
  double processor_share = 0;   ///< of one processor, that the GUI thread used
};

double percentile(std::vector<double> values, double share) {
  const auto place = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, values.begin() + place);
  return values[static_cast<std::size_t>(place)];
}

Stalls summary(const std::vector<double>& laps_ms) {
  if (laps_ms.empty()) return {};
  std::vector<double> waits_ms;
  double all = 0, over = 0;
  for (const double lap : laps_ms) {
    all += lap;
    if (lap > usual_allowed_ms) over += lap;
    for (double rest = lap; rest > 0; --rest) waits_ms.push_back(rest);
  }
  return {.laps = static_cast<qint64>(laps_ms.size()),
          .longest_ms = std::ranges::max(laps_ms),
          .percentile_99_ms = percentile(laps_ms, 0.99),
          .wait_99_ms = percentile(std::move(waits_ms), 0.99),
          .share_over_16_ms = over / all};
}

double thread_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

Stalls measure(Session& session, int seconds) {
  std::vector<double> laps_ms;
  QElapsedTimer lap;
  QTimer tick;
  tick.setTimerType(Qt::PreciseTimer);
  tick.setInterval(1);
  QObject::connect(&tick, &QTimer::timeout, [&] {
    laps_ms.push_back(static_cast<double>(lap.nsecsElapsed()) * 1e-6);
    lap.start();
  });
  QTimer mover;
  mover.setTimerType(Qt::PreciseTimer);
  mover.setInterval(cursor_ms);
  QObject::connect(&mover, &QTimer::timeout, [&] {
    Cursor* cursor = session.cursor();
    if (cursor->frameCount() > 0) cursor->setFrame((cursor->frame() + 1) % cursor->frameCount());
  });
  QEventLoop loop;
  QTimer::singleShot(seconds * 1000, &loop, &QEventLoop::quit);
  const double begin = thread_seconds();
  lap.start();
  tick.start();
  mover.start();
  loop.exec();
  const double used = thread_seconds() - begin;
  Stalls stalls = summary(laps_ms);
  stalls.processor_share = used / seconds;
  return stalls;
}

QJsonObject as_json(const Stalls& stalls) {
  return {{"laps", stalls.laps},
          {"longest_ms", stalls.longest_ms},
          {"percentile_99_ms", stalls.percentile_99_ms},
          {"wait_percentile_99_ms", stalls.wait_99_ms},
          {"share_of_time_in_laps_over_16_ms", stalls.share_over_16_ms},
          {"processor_share", stalls.processor_share}};
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
  Application application(argc, argv);
  QCommandLineParser parser;
  parser.addPositionalArgument("project", "A project with films", "[PROJECT]");
  const QCommandLineOption seconds("seconds", "How long to measure", "N", "120");
  const QCommandLineOption out("out", "Write the result there too", "FILE.json");
  const QCommandLineOption workspace("workspace", "What is in front", "ID", "train");
  const QCommandLineOption slow("slow", "Name events that take longer", "MS", "0");
  parser.addOptions({seconds, out, workspace, slow});
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
  window.showWorkspace(parser.value(workspace));
  application.slow_ms = parser.value(slow).toDouble();
  auto* panel = window.findChild<TrainingPanel*>();
  if (!wait_until([&] { return panel->isSettled(); })) return 2;

  const Stalls before = measure(session, baseline_seconds);
  panel->form()->setOptions(long_run());
  Q_EMIT panel->form()->startAsked();
  // Films are turned into crops first; that is measured as well, once the run has begun.
  if (!wait_until([&] { return !panel->queue()->current().empty(); })) return 2;
  const Stalls preparing = measure(session, 5);
  StepRecord newest;
  QObject::connect(panel->queue(), &TrainingQueue::news, [&](const TrainingNews& news) {
    if (!news.steps.empty()) newest = news.steps.back();
  });
  if (!wait_until([&] { return newest.step > 0 || panel->queue()->current().empty(); }) || newest.step == 0)
    return 2;
  const StepRecord first = newest;
  const Stalls training = measure(session, parser.value(seconds).toInt());
  const double pace =
      static_cast<double>(newest.step - first.step) / std::max(1e-9, newest.seconds - first.seconds);
  panel->queue()->discard();
  wait_until([&] { return !session.jobs()->busy() && panel->isSettled(); });

  const bool good = training.longest_ms < longest_allowed_ms && training.percentile_99_ms < usual_allowed_ms;
  const QJsonObject result{{"seconds", parser.value(seconds).toInt()},
                           {"workspace", parser.value(workspace)},
                           {"steps", static_cast<qint64>(newest.step - first.step)},
                           {"steps_per_second", pace},
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
