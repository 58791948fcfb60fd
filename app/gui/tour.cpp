#include "app/gui/tour.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QImage>
#include <QScreen>
#include <QSemaphore>
#include <QSettings>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QTimer>

#include "app/gui/language.h"
#include "app/gui/main_window.h"
#include "app/gui/panels.h"
#include "app/gui/picture_check.h"
#include "app/gui/workspace.h"
#include "core/project/catalog.h"
#include "widgets/actions/command_palette.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/session/session.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr int patience_ms = 240'000;  // for the slowest single step, on a busy machine
constexpr int turn_ms = 5;            // of the event loop
constexpr int playing_ms = 100;       // in each workspace
constexpr int glance_ms = 40;         // between two looks at whether the screen stands still
constexpr int most_glances = 6;       // something may blink
constexpr int quick_png = 80;         // zlib's level 1: thrice as fast as its usual one, a quarter larger
constexpr int most_unwritten = 8;     // pictures

/// One walk through the window. Pictures are taken from the screen, because QWidget::grab leaves holes where
/// Qt 3D draws.
class Tour {
 public:
  Tour(const QString& out_folder, const QString& project, const TourOptions& options);
  int run();

 private:
  bool openProject();
  void visit();
  void visitStartPage(const QString& theme);
  void visitWorkspace(Workspace* workspace, const QString& theme);
  void drive();
  void visitPanel(Panel* panel, Workspace* workspace, const QString& theme);
  void picturePalette(const QString& theme);
  void takeSettled(const QString& name, const QWidget* widget);
  void take(const QString& name, const QWidget* widget);
  void write(const QImage& picture, const QString& file);
  QImage seen(const QWidget* widget) const;
  bool settle();
  void standStill();
  bool waitUntil(const std::function<bool()>& done);
  static void pause(int ms);

  QDir out_;
  QString project_;
  TourOptions options_;
  QTemporaryDir scratch_;
  Language language_;
  Session session_;
  MainWindow window_;
  QThreadPool writer_;  ///< of pictures, while the window goes on
  QSemaphore unwritten_{most_unwritten};
  int pictures_ = 0;
  std::atomic<int> faults_ = 0;
};

void complain(const QString& text) { std::fprintf(stderr, "%s\n", qPrintable(text)); }

QString theme_name() { return Theme::instance().isDark() ? QStringLiteral("dark") : QStringLiteral("light"); }

Tour::Tour(const QString& out_folder, const QString& project, const TourOptions& options)
    : out_(out_folder), project_(project), options_(options), window_(&session_, &language_) {
  language_.use(options_.language);
  QObject::connect(&session_, &Session::failed, &window_, [this](const QString& message) {
    complain(message);
    ++faults_;
  });
}

int Tour::run() {
  if (!out_.mkpath(QStringLiteral("."))) {
    complain(QStringLiteral("%1: cannot make this folder").arg(out_.path()));
    return 1;
  }
  QElapsedTimer clock;
  clock.start();
  window_.setGeometry(QRect(QPoint(0, 0), options_.window));
  window_.show();
  // Dark first: the tour goes on in the light one, and a change of theme dresses every widget anew.
  for (const Theme::Mode mode : {Theme::Mode::dark, Theme::Mode::light}) {
    Theme::instance().setMode(mode);
    visitStartPage(theme_name());
  }
  if (!openProject()) return 1;
  visit();
  Theme::instance().setMode(Theme::Mode::dark);
  visit();
  window_.close();
  writer_.waitForDone();
  std::printf("%d pictures in %s, %.1f s\n", pictures_, qPrintable(out_.absolutePath()),
              static_cast<double>(clock.elapsed()) / 1000);
  if (faults_ > 0) complain(QStringLiteral("%1 faults").arg(faults_.load()));
  return faults_ == 0 ? 0 : 1;
}

bool Tour::openProject() {
  if (project_.isEmpty()) {
    session_.createDemoProject(scratch_.filePath(QStringLiteral("demo")));
  } else {
    session_.openProject(project_);
  }
  if (waitUntil([this] { return session_.isIdle() && (session_.hasProject() || faults_ > 0); }) &&
      session_.hasProject())
    return true;
  complain(QStringLiteral("the project did not open"));
  return false;
}

void Tour::visit() {
  const QString theme = theme_name();
  for (Workspace* workspace : window_.workspaces()) visitWorkspace(workspace, theme);
  picturePalette(theme);
}

void Tour::visitStartPage(const QString& theme) {
  takeSettled(QStringLiteral("start-window-") + theme, &window_);
}

void Tour::visitWorkspace(Workspace* workspace, const QString& theme) {
  window_.showWorkspace(workspace->id());
  drive();
  settle();
  for (Panel* panel : window_.panels())
    if (workspace->dock(panel->id()) != nullptr) visitPanel(panel, workspace, theme);
  workspace->raisePanel(workspace->frontPanel());
  const auto name = [&](const QString& part) {
    return QStringLiteral("%1-%2-%3").arg(workspace->id(), part, theme);
  };
  takeSettled(name(QStringLiteral("window")), &window_);
  for (const PanelEntry& entry : panel_table()) {
    if (entry.workspace.isEmpty()) take(name(entry.id), window_.panel(entry.id));
  }
  for (const QString& panel : workspace->panels()) {
    if (window_.isPanelSeen(panel)) {
      take(name(panel), workspace->dock(panel));
      continue;
    }
    workspace->raisePanel(panel);
    takeSettled(name(panel), workspace->dock(panel));
  }
}

void Tour::visitPanel(Panel* panel, Workspace* workspace, const QString& theme) {
  const bool again = Theme::instance().mode() == Theme::Mode::dark;  // after the light one
  for (const TourStop& stop : panel->tourStops()) {
    if (stop.once && again) continue;
    workspace->raisePanel(panel->id());
    if (stop.possible && !stop.possible()) continue;
    if (stop.prepare) stop.prepare();
    if (!settle() && stop.lose_patience) {
      stop.lose_patience();
      settle();
    }
    if (!stop.picture.isEmpty())
      takeSettled(QStringLiteral("%1-%2-%3").arg(workspace->id(), stop.picture, theme),
                  stop.widget == nullptr ? panel : stop.widget);
    if (!stop.tidy) continue;
    stop.tidy();
    settle();
  }
}

// As a person would: another sequence, another frame, a moment of playing.
void Tour::drive() {
  const auto catalog = session_.catalog();
  if (catalog->sequences.empty()) return;
  const SequenceRecord& sequence = catalog->sequences[catalog->sequences.size() / 2];
  session_.cursor()->setSequence(sequence.id, sequence.frames, sequence.frames / 3);
  window_.context().playback->play(1);
  pause(playing_ms);
  window_.context().playback->pause();
  session_.cursor()->setFrame(sequence.frames / 2);
}

void Tour::picturePalette(const QString& theme) {
  auto* palette = window_.findChild<CommandPalette*>();
  palette->open();
  pause(100);
  take(QStringLiteral("help-command-palette-") + theme, palette);
  palette->hide();
}

QImage Tour::seen(const QWidget* widget) const {
  const QRect place(widget->mapToGlobal(QPoint(0, 0)), widget->size());
  return window_.screen()->grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage();
}

void Tour::takeSettled(const QString& name, const QWidget* widget) {
  settle();
  standStill();
  take(name, widget);
}

void Tour::take(const QString& name, const QWidget* widget) {
  ++pictures_;
  unwritten_.acquire();
  writer_.start([this, picture = seen(widget), file = out_.filePath(name + QStringLiteral(".png"))] {
    write(picture, file);
    unwritten_.release();
  });
}

/// On a thread of the writer's.
void Tour::write(const QImage& picture, const QString& file) {
  QString fault = picture_fault(picture);
  if (fault.isEmpty() && !picture.save(file, "PNG", quick_png)) fault = QStringLiteral("cannot be written");
  if (!fault.isEmpty()) ++faults_;
  std::printf("%s  %d x %d%s\n", qPrintable(file), picture.width(), picture.height(),
              fault.isEmpty() ? "" : qPrintable(QStringLiteral("  FAILED: ") + fault));
  std::fflush(stdout);
}

bool Tour::settle() {
  pause(turn_ms);  // what was asked for begins
  return waitUntil(
      [this] { return session_.isIdle() && std::ranges::all_of(window_.panels(), &Panel::isSettled); });
}

/// A settled panel may still have to be drawn, 3D scenes by a thread of their own.
void Tour::standStill() {
  QImage before;
  for (int glance = 0; glance < most_glances; ++glance) {
    pause(glance_ms);
    const QImage now = seen(&window_);
    if (now == before) return;
    before = now;
  }
}

bool Tour::waitUntil(const std::function<bool()>& done) {
  QElapsedTimer clock;
  clock.start();
  while (!done()) {
    if (clock.elapsed() > patience_ms) return false;
    pause(turn_ms);
  }
  return true;
}

/// The window lives on, and who computes has the processor to itself.
void Tour::pause(int ms) {
  QEventLoop loop;
  QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
  loop.exec();
}

}  // namespace

int run_tour(const QString& out_folder, const QString& project, const TourOptions& options) {
  const QTemporaryDir settings;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  return Tour(out_folder, project, options).run();
}

}  // namespace solopose
