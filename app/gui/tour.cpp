#include "app/gui/tour.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <initializer_list>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QImage>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QTemporaryDir>

#include "app/gui/language.h"
#include "app/gui/main_window.h"
#include "app/gui/picture_check.h"
#include "app/gui/workspace.h"
#include "widgets/actions/action_registry.h"
#include "widgets/actions/command_palette.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/heat_maps_panel/colours_page.h"
#include "widgets/heat_maps_panel/heat_maps_panel.h"
#include "widgets/heat_maps_panel/options_page.h"
#include "widgets/heat_maps_panel/profile_page.h"
#include "widgets/heat_maps_panel/readings_page.h"
#include "widgets/key_frames_panel/key_frames_panel.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/playback_panel/skeletons_page.h"
#include "widgets/session/session.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline.h"
#include "widgets/training_panel/runs_model.h"
#include "widgets/training_panel/training_form.h"
#include "widgets/training_panel/training_panel.h"
#include "widgets/universal_frame_panel/universal_frame_panel.h"

namespace solopose {
namespace {

constexpr int patience_ms = 60'000;  // for the slowest single step: making the demo project with its films

/// One walk through the window. Pictures are taken from the screen, because QWidget::grab leaves holes where
/// Qt 3D draws.
class Tour {
 public:
  Tour(const QString& out_folder, const QString& project, const TourOptions& options);
  int run();

 private:
  bool openProject();
  void visit(Theme::Mode mode);
  void visitStartPage(const QString& theme);
  void visitWorkspace(Workspace* workspace, const QString& theme);
  void drive();
  void switchAlignment();
  void visitHeatMap(const QString& theme);
  void pictureHeatMapWith(std::initializer_list<const char*> switches, const QString& name);
  void visitTraining(const QString& theme);
  void trainShortly(const QString& name, LossKind loss);
  void goToMostVideos();
  void chooseDemoModel();
  void visitPlayback(const QString& theme);
  void picturePalette(const QString& theme);
  void take(const QString& name, const QWidget* widget);
  void settle();
  bool waitUntil(const std::function<bool()>& done);
  static void pause(int ms);

  QDir out_;
  QString project_;
  TourOptions options_;
  QTemporaryDir scratch_;
  Language language_;
  Session session_;
  MainWindow window_;
  int pictures_ = 0;
  int faults_ = 0;
};

void complain(const QString& text) { std::fprintf(stderr, "%s\n", qPrintable(text)); }

QString theme_name() { return Theme::instance().isDark() ? QStringLiteral("dark") : QStringLiteral("light"); }

Tour::Tour(const QString& out_folder, const QString& project, const TourOptions& options)
    : out_(out_folder), project_(project), options_(options), window_(&session_, &language_) {
  language_.choose(options_.language);
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
  for (const Theme::Mode mode : {Theme::Mode::light, Theme::Mode::dark}) {
    Theme::instance().setMode(mode);
    visitStartPage(theme_name());
  }
  if (!openProject()) return 1;
  for (const Theme::Mode mode : {Theme::Mode::light, Theme::Mode::dark}) visit(mode);
  window_.close();
  std::printf("%d pictures in %s, %.1f s\n", pictures_, qPrintable(out_.absolutePath()),
              static_cast<double>(clock.elapsed()) / 1000);
  if (faults_ > 0) complain(QStringLiteral("%1 faults").arg(faults_));
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

void Tour::visit(Theme::Mode mode) {
  Theme::instance().setMode(mode);
  const QString theme = theme_name();
  for (Workspace* workspace : window_.workspaces()) visitWorkspace(workspace, theme);
  picturePalette(theme);
}

void Tour::visitStartPage(const QString& theme) {
  settle();
  take(QStringLiteral("start-window-") + theme, &window_);
}

void Tour::visitWorkspace(Workspace* workspace, const QString& theme) {
  window_.showWorkspace(workspace->id());
  drive();
  settle();
  if (workspace->dock(QStringLiteral("universal-frame")) != nullptr) {
    switchAlignment();
    take(workspace->id() + QStringLiteral("-universal-frame-before-") + theme,
         window_.panel(QStringLiteral("universal-frame")));
    switchAlignment();
  }
  if (workspace->dock(QStringLiteral("heat-map")) != nullptr) visitHeatMap(theme);
  if (workspace->dock(QStringLiteral("training")) != nullptr) visitTraining(theme);
  if (workspace->dock(QStringLiteral("video")) != nullptr) visitPlayback(theme);
  take(workspace->id() + QStringLiteral("-window-") + theme, &window_);
  for (const Workspace::Panel& panel : workspace->panels()) {
    workspace->raisePanel(panel.id);
    settle();
    take(QStringLiteral("%1-%2-%3").arg(workspace->id(), panel.id, theme), workspace->dock(panel.id));
  }
  for (const MainWindow::Part& part : MainWindow::panelParts()) {
    const QDockWidget* dock = window_.panel(part.id);
    if (dock != nullptr && dock->parentWidget() == &window_) {
      take(QStringLiteral("%1-%2-%3").arg(workspace->id(), part.id, theme), dock);
    }
  }
}

// As a person would: another sequence, another frame, a moment of playing.
void Tour::drive() {
  const auto catalog = session_.catalog();
  if (catalog->sequences.empty()) return;
  const SequenceRecord& sequence = catalog->sequences[catalog->sequences.size() / 2];
  session_.cursor()->setSequence(sequence.id, sequence.frames, sequence.frames / 3);
  if (auto* timeline = window_.findChild<Timeline*>()) {
    timeline->playback()->play(1);
    pause(200);
    timeline->playback()->pause();
  }
  session_.cursor()->setFrame(sequence.frames / 2);
}

void Tour::switchAlignment() {
  if (QAction* action = window_.actions()->action(QStringLiteral("universal.aligned"))) action->trigger();
  settle();
}

void Tour::visitHeatMap(const QString& theme) {
  auto* panel = window_.findChild<HeatMapsPanel*>();
  const std::pair<QWidget*, const char*> pages[] = {{panel->readingsPage(), "errors"},
                                                    {panel->profilePage(), "bone-profile"},
                                                    {panel->optionsPage(), "options"},
                                                    {panel->coloursPage(), "colours"}};
  for (const auto& [page, name] : pages) {
    panel->showPage(page);
    settle();
    take(QStringLiteral("heat-maps-%1-%2").arg(QLatin1String(name), theme), panel);
  }
  pictureHeatMapWith({"heat.show-slices"}, QStringLiteral("heat-maps-slices-") + theme);
  pictureHeatMapWith(
      {"heat.show-volume", "heat.show-surface", "heat.show-decoded", "heat.show-sides", "heat.show-errors"},
      QStringLiteral("heat-maps-parts-") + theme);
}

/// With these switched, and back again.
void Tour::pictureHeatMapWith(std::initializer_list<const char*> switches, const QString& name) {
  const auto toggle = [&] {
    for (const char* id : switches) window_.actions()->action(QLatin1String(id))->trigger();
    settle();
  };
  toggle();
  take(name, window_.findChild<HeatMapsPanel*>());
  toggle();
}

void Tour::goToMostVideos() {
  const auto catalog = session_.catalog();
  const auto most = std::ranges::max_element(
      catalog->sequences, {}, [](const SequenceRecord& sequence) { return sequence.videos.size(); });
  if (most != catalog->sequences.end())
    session_.cursor()->setSequence(most->id, most->frames, most->frames / 2);
  settle();
}

// The runs of the tour are too short to say anything sensible.
void Tour::chooseDemoModel() {
  QComboBox* choice = window_.findChild<PlaybackPanel*>()->predictPage()->modelChoice();
  const int row = choice->findText(PredictPage::tr("Demo model"));
  if (row >= 0) choice->setCurrentIndex(row);
  settle();
}

void Tour::visitPlayback(const QString& theme) {
  auto* panel = window_.findChild<PlaybackPanel*>();
  goToMostVideos();
  panel->showPage(panel->predictPage());
  settle();
  chooseDemoModel();
  take(QStringLiteral("playback-predict-") + theme, panel);
  if (panel->predictPage()->order() && panel->data()->predictions()->models().empty()) {
    panel->predictPage()->startButton()->click();
    settle();
  }
  QAction* grid = window_.actions()->action(QStringLiteral("video.grid"));
  if (grid->isEnabled()) {
    grid->trigger();
    settle();
    take(QStringLiteral("playback-grid-") + theme, panel);
    grid->trigger();
  }
  panel->showPage(panel->skeletonsPage());
  settle();
}

// The form before anything was trained, then two runs side by side. They are real, and far too short to learn
// much.
void Tour::visitTraining(const QString& theme) {
  auto* panel = window_.findChild<TrainingPanel*>();
  if (panel->runs()->rowCount() == 0 && panel->form()->problem().isEmpty()) {
    take(QStringLiteral("train-before-") + theme, panel);
    trainShortly(QStringLiteral("heat-maps"), LossKind::cross_entropy);
    trainShortly(QStringLiteral("regression"), LossKind::mean_squared_error);
  }
  panel->selectRuns({QStringLiteral("heat-maps"), QStringLiteral("regression")});
  panel->showPage(TrainingPanel::Page::options);
  settle();
  take(QStringLiteral("train-compared-") + theme, panel);
  panel->selectRuns({QStringLiteral("heat-maps")});
  panel->showPage(TrainingPanel::Page::worst_clips);
  settle();
  take(QStringLiteral("train-worst-clips-") + theme, panel);
  panel->showPage(TrainingPanel::Page::runs);
  settle();
}

void Tour::trainShortly(const QString& name, LossKind loss) {
  auto* panel = window_.findChild<TrainingPanel*>();
  if (!window_.actions()->action(QStringLiteral("train.start"))->isEnabled()) return;
  TrainingOptions options;
  options.loss = loss;
  options.network.head.kind = loss == LossKind::cross_entropy ? HeadKind::heat_map : HeadKind::regression;
  options.frames_stage.steps = 40;
  options.clips_stage.steps = 20;
  options.epoch_steps = 10;
  options.validation_clips = 10;
  panel->form()->setOptions(options);
  panel->form()->setRunName(name);
  Q_EMIT panel->form()->startAsked();
  waitUntil([&] { return panel->isSettled(); });
  if (!waitUntil([&] { return panel->queue()->current().empty() && panel->isSettled(); })) {
    panel->queue()->stopEarly();
    waitUntil([&] { return panel->queue()->current().empty() && panel->isSettled(); });
  }
}

void Tour::picturePalette(const QString& theme) {
  auto* palette = window_.findChild<CommandPalette*>();
  palette->open();
  pause(100);
  take(QStringLiteral("help-command-palette-") + theme, palette);
  palette->hide();
}

void Tour::take(const QString& name, const QWidget* widget) {
  const QRect place(widget->mapToGlobal(QPoint(0, 0)), widget->size());
  const QImage picture =
      window_.screen()->grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage();
  const QString file = out_.filePath(name + QStringLiteral(".png"));
  QString fault = picture_fault(picture);
  if (fault.isEmpty() && !picture.save(file)) fault = QStringLiteral("cannot be written");
  ++pictures_;
  if (!fault.isEmpty()) ++faults_;
  std::printf("%s  %d x %d%s\n", qPrintable(file), picture.width(), picture.height(),
              fault.isEmpty() ? "" : qPrintable(QStringLiteral("  FAILED: ") + fault));
  std::fflush(stdout);
}

void Tour::settle() {
  const auto* key_frames = window_.findChild<KeyFramesPanel*>();
  const auto* universal_frame = window_.findChild<UniversalFramePanel*>();
  const auto* heat_maps = window_.findChild<HeatMapsPanel*>();
  const auto* playback = window_.findChild<PlaybackPanel*>();
  const auto* training = window_.findChild<TrainingPanel*>();
  waitUntil([&] {
    if (!heat_maps->isSettled() || !playback->isSettled() || !training->isSettled()) return false;
    if (!session_.isIdle() || (key_frames->isVisible() && key_frames->busy())) return false;
    return !universal_frame->isVisible() || universal_frame->isSettled();
  });
  pause(250);
}

bool Tour::waitUntil(const std::function<bool()>& done) {
  QElapsedTimer clock;
  clock.start();
  while (!done()) {
    if (clock.elapsed() > patience_ms) return false;
    QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 50);
  }
  return true;
}

void Tour::pause(int ms) {
  QElapsedTimer clock;
  clock.start();
  while (clock.elapsed() < ms) QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

}  // namespace

int run_tour(const QString& out_folder, const QString& project, const TourOptions& options) {
  const QTemporaryDir settings;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  return Tour(out_folder, project, options).run();
}

}  // namespace solopose
