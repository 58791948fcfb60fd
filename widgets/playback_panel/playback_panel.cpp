#include "widgets/playback_panel/playback_panel.h"

#include <utility>

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonObject>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

#include "core/engine/engine.h"
#include "core/film/film_endings.h"
#include "core/project/output_guard.h"
#include "render/skeleton/skeleton_view.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/playback_panel/film_dialog.h"
#include "widgets/playback_panel/missing_here.h"
#include "widgets/playback_panel/playback_panel_private.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/playback_panel/screen_window.h"
#include "widgets/playback_panel/skeletons_page.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/session.h"
#include "widgets/shared/elided_label.h"
#include "widgets/shared/file_path.h"
#include "widgets/shared/form_splitter.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose {
namespace {

constexpr double zoom_step = 1.25;
const QString films_folder_setting = QStringLiteral("films-folder");

QString dropped_video(const QMimeData* data) {
  const QList<QUrl> urls = data->urls();
  return urls.size() == 1 && is_video_name(urls.front().toLocalFile()) ? urls.front().toLocalFile()
                                                                       : QString();
}

/// Where the last one was written, else where people keep theirs.
QString films_folder() {
  const QString last = QSettings().value(films_folder_setting).toString();
  if (QFileInfo(last).isDir()) return last;
  const QString films = QStandardPaths::writableLocation(QStandardPaths::MoviesLocation);
  return QFileInfo(films).isDir() ? films : QDir::homePath();
}

void keep_films_folder(const std::filesystem::path& film) {
  QSettings().setValue(films_folder_setting, QFileInfo(QString::fromStdString(film.string())).absolutePath());
}

}  // namespace

PlaybackPanel::Private::Private(PlaybackPanel* panel, const PanelContext& context)
    : q(panel),
      session(context.session),
      playback(context.playback),
      registry(context.actions),
      lanes(context.lanes),
      actions(registry, panel),
      data(session),
      correction(&data),
      along(playback, session->cursor()) {}

PlaybackPanel::PlaybackPanel(const PanelContext& context, QWidget* parent)
    : Panel(parent), d_(std::make_unique<Private>(this, context)) {
  setObjectName(QStringLiteral("playback"));
  setAttribute(Qt::WA_StyledBackground);
  setAcceptDrops(true);
  d_->build();
  const PlaybackActions& own = d_->actions;
  for (QAction* on : {own.show_truth, own.show_predictions, own.confidence, own.view_3d, own.plots})
    on->setChecked(true);
  d_->retranslate();
  d_->connectAll();
  d_->connectActions();
  d_->connectViewActions();
  d_->connectCorrection();
  d_->followViews();
}

PlaybackPanel::~PlaybackPanel() { d_->leaveFullScreen(); }

PlaybackData* PlaybackPanel::data() const { return &d_->data; }
VideoStage* PlaybackPanel::stage() const { return d_->stage; }
SkeletonView* PlaybackPanel::view3d() const { return d_->view_3d; }
SkeletonsPage* PlaybackPanel::skeletonsPage() const { return d_->skeletons; }
PredictPage* PlaybackPanel::predictPage() const { return d_->predict_page; }
void PlaybackPanel::showPage(QWidget* page) { d_->tabs->setCurrentWidget(page); }
QString PlaybackPanel::statusText() const { return d_->status->text(); }

void PlaybackPanel::openVideo(const QString& file) {
  const std::filesystem::path path = path_of(QFileInfo(file).absoluteFilePath());
  d_->film = d_->session->hasProject() ? std::filesystem::path() : path;
  d_->film_poses.reset();
  d_->data.openLooseVideo(path);
}

bool PlaybackPanel::opens(HandedFile kind) const {
  return kind == HandedFile::video || kind == HandedFile::model || kind == HandedFile::view ||
         kind == HandedFile::prediction;
}

void PlaybackPanel::openFile(HandedFile kind, const QString& file) {
  if (kind == HandedFile::video) return openVideo(file);
  if (kind == HandedFile::view) return d_->chooseVideo(path_of(file));
  if (kind == HandedFile::prediction) return d_->wantPrediction(path_of(file));
  showPage(d_->predict_page);
  d_->predict_page->addModelFile(file);
}

bool PlaybackPanel::isSettled() const {
  if (!isVisible()) return !d_->data.busy();
  return !d_->data.busy() && !d_->predict_page->busy() && d_->stage->settled() && !d_->view_3d->isFlying();
}

void PlaybackPanel::Private::connectAll() {
  QObject::connect(session->cursor(), &Cursor::frameChanged, q, [this] { followFrame(); });
  QObject::connect(&data, &PlaybackData::viewsChanged, q, [this] { followViews(); });
  QObject::connect(&data, &PlaybackData::factsChanged, q, [this] {
    stand_stale = true;
    refreshStatus();
    followFilm();
    followWanted();
  });
  QObject::connect(&data, &PlaybackData::metricsChanged, q, [this] {
    followMetrics();
    followWanted();
  });
  QObject::connect(&data, &PlaybackData::failed, session, &Session::failed);
  QObject::connect(data.predictions(), &Predictions::changed, q, [this] {
    followPoses();
    followWanted();
    updateActions();
  });
  QObject::connect(playback, &Playback::changed, q, [this] { refreshStatus(); });
  QObject::connect(lanes, &TimelineLanes::shownFindingChanged, q, [this] { refreshScene(); });
  QObject::connect(session, &Session::catalogChanged, q, [this] { refreshPages(); });
  QObject::connect(session, &Session::projectOpened, q, [this] { keepFilm(); });
  // The view that was double-clicked goes with the grid: not before its event is done.
  QObject::connect(
      stage, &VideoStage::viewChosen, q,
      [this](std::size_t index) {
        actions.grid->setChecked(false);
        chooseView(index);
      },
      Qt::QueuedConnection);
  QObject::connect(
      stage, &VideoStage::activated, q, [this] { toggleFullScreen(); }, Qt::QueuedConnection);
  QObject::connect(stage, &VideoStage::pointedAt, q,
                   [this](const QPointF& pixel, qint64 frame) { choosePersonAt(pixel, frame); });
  QObject::connect(view_choice, &QComboBox::activated, q,
                   [this](int row) { chooseView(static_cast<std::size_t>(row)); });
  QObject::connect(predict_page, &PredictPage::drawWanted, q, [this] {
    actions.grid->setChecked(false);
    VideoView* view = stage->mainView();
    if (view == nullptr) return;
    QObject::disconnect(view, &VideoView::squareDrawn, predict_page, nullptr);
    QObject::connect(view, &VideoView::squareDrawn, predict_page, [this](const QRectF& square) {
      predict_page->setDrawn(Crop{{square.center().x(), square.center().y()}, square.width()});
    });
    view->askForSquare();
  });
  QObject::connect(predict_page, &PredictPage::startWanted, q, [this] {
    if (const auto order = predict_page->order()) predict(*order, false);
  });
  QObject::connect(&Theme::instance(), &Theme::changed, q, [this] { followMetrics(); });
}

void PlaybackPanel::Private::connectActions() {
  QObject::connect(actions.open_video, &QAction::triggered, q, [this] { askForVideo(); });
  QObject::connect(actions.close_video, &QAction::triggered, q, [this] {
    film_poses.reset();
    data.leaveLooseVideo();
  });
  QObject::connect(actions.predict, &QAction::triggered, q, [this] { tabs->setCurrentWidget(predict_page); });
  QObject::connect(actions.export_film, &QAction::triggered, q, [this] { exportFilm(); });
  QObject::connect(actions.add_to_project, &QAction::triggered, q, [this] {
    if (const PredictionPtr poses = posesToAdd()) session->addFilm(poses);
  });
  for (QAction* action :
       {actions.show_truth, actions.show_predictions, actions.confidence, actions.show_labels})
    QObject::connect(action, &QAction::toggled, q, [this] { updateOverlay(); });
  QObject::connect(actions.show_labels, &QAction::toggled, q, [this](bool on) { data.showLabels(on); });
  QObject::connect(actions.view_3d, &QAction::toggled, q, [this](bool on) {
    scene_side->setVisible(on);
    refreshScene();
  });
  QObject::connect(actions.plots, &QAction::toggled, q, [this] { publishPlots(); });
  for (QAction* kept : {actions.grid, actions.show_truth, actions.show_predictions, actions.confidence,
                        actions.show_labels, actions.view_3d, actions.plots})
    QObject::connect(kept, &QAction::toggled, q, &Panel::viewStateChanged);
  for (QSplitter* kept : {splitter, static_cast<QSplitter*>(side)})
    QObject::connect(kept, &QSplitter::splitterMoved, q, &Panel::viewStateChanged);
}

void PlaybackPanel::Private::connectViewActions() {
  QObject::connect(actions.grid, &QAction::toggled, q, [this](bool on) {
    stage->setGrid(on);
    followFrame();
  });
  QObject::connect(actions.next_view, &QAction::triggered, q, [this] { stepView(1); });
  QObject::connect(actions.previous_view, &QAction::triggered, q, [this] { stepView(-1); });
  QObject::connect(actions.fit, &QAction::triggered, q, [this] {
    stage->fit();
    view_3d->frameAll();
  });
  const auto on_view = [this](const std::function<void(VideoView&)>& what) {
    return [this, what] {
      if (VideoView* view = stage->mainView()) what(*view);
    };
  };
  QObject::connect(actions.actual_size, &QAction::triggered, q,
                   on_view([](VideoView& view) { view.zoomToActualSize(); }));
  QObject::connect(actions.zoom_in, &QAction::triggered, q,
                   on_view([](VideoView& view) { view.zoomBy(zoom_step, view.rect().center()); }));
  QObject::connect(actions.zoom_out, &QAction::triggered, q,
                   on_view([](VideoView& view) { view.zoomBy(1 / zoom_step, view.rect().center()); }));
  QObject::connect(actions.full_screen, &QAction::triggered, q, [this] { toggleFullScreen(); });
}

bool PlaybackPanel::Private::hasFrames() const { return session->cursor()->frameCount() > 0; }

void PlaybackPanel::Private::followViews() {
  if (data.mainView() == nullptr || data.mainView()->file != film_along) along.giveUp();
  const QSignalBlocker quiet(view_choice);
  view_choice->clear();
  for (const PlaybackView& view : data.views()) view_choice->addItem(view.title);
  view_choice->setCurrentIndex(data.mainView() == nullptr ? -1 : static_cast<int>(data.mainIndex()));
  framed = false;
  stand_stale = true;
  refreshPages();
  followFrame();
}

void PlaybackPanel::Private::refreshPages() {
  pages->setCurrentIndex(hasFrames() ? 0 : 1);
  const bool video = data.mainView() != nullptr;
  video_pages->setCurrentIndex(video ? 0 : 1);
  if (!video) leaveFullScreen();
  refreshEmpty();
  refreshStatus();
  updateActions();
}

/// Of a video that is in no project: what is shown of it first. Null where there is nothing, or nowhere to
/// add it to.
PredictionPtr PlaybackPanel::Private::posesToAdd() const {
  const PlaybackView* view = data.onLooseVideo() ? data.mainView() : nullptr;
  const bool writable = session->hasProject() && session->whyReadOnly().isEmpty();
  if (view == nullptr || !writable) return nullptr;
  for (const PredictedBy& model : data.predictions()->models()) {
    const PredictionPtr prediction = model.shown ? model.of(view->file) : nullptr;
    if (prediction && prediction->model.target.frame == TargetFrame::camera) return prediction;
  }
  return nullptr;
}

void PlaybackPanel::Private::updateActions() {
  const bool frames = hasFrames();
  const bool video = data.mainView() != nullptr;
  const bool several = data.views().size() > 1;
  actions.close_video->setEnabled(data.onLooseVideo());
  actions.add_to_project->setEnabled(posesToAdd() != nullptr);
  for (QAction* action : {actions.show_truth, actions.show_predictions, actions.confidence,
                          actions.show_labels, actions.view_3d, actions.plots, actions.predict})
    action->setEnabled(frames);
  for (QAction* action : {actions.export_film, actions.fit, actions.actual_size, actions.zoom_in,
                          actions.zoom_out, actions.full_screen})
    action->setEnabled(video);
  for (QAction* action : {actions.grid, actions.next_view, actions.previous_view})
    action->setEnabled(several);
  view_choice->setEnabled(several);
  updateCorrectionActions();
}

// A hidden panel decodes, draws and plots nothing.
void PlaybackPanel::Private::followFrame() {
  stale = !q->isVisible();
  if (stale && !screen) return;
  const qint64 frame = session->cursor()->frame();
  stage->showFrame(frame, playback->playing());
  skeletons->setFrame(frame);
  refreshScene();
}

void PlaybackPanel::Private::followMetrics() {
  stand_stale = true;
  rememberFilm();
  refreshStatus();
  if (!q->isVisible()) return;
  refreshScene();
  skeletons->setFrame(session->cursor()->frame());
  publishPlots();
}

void PlaybackPanel::Private::refreshScene() {
  if (!view_3d->isVisible()) return;
  if (stand_stale) {
    const SceneStand before = std::exchange(stand, scene_stand(data));
    stand_stale = false;
    // Another frame of reference, or a prediction that has grown.
    framed =
        framed && stand.known && stand.up.isApprox(before.up) && stand.framed.size() == before.framed.size();
    guessed_up->setVisible(stand.up_is_guessed);
  }
  const Cursor* cursor = session->cursor();
  SceneOptions options{actions.show_truth->isChecked(), actions.show_predictions->isChecked()};
  if (const auto finding = lanes->findingAt(cursor->sequence(), cursor->frame()))
    options.marked = finding->marked;
  view_3d->setScene(playback_scene(data, stand, options, cursor->frame()));
  lacking->setVisible(lacks_something(data, options));  // the view keeps its height from frame to frame
  lacking->setFullText(missing_here(data, options, cursor->frame()));
  if (framed || !stand.known) return;
  framed = true;
  OrbitCamera camera = view_3d->camera();
  camera.set_axes(stand.up, stand.facing);
  camera.frame(stand.framed);
  view_3d->setCamera(camera);
}

void PlaybackPanel::Private::updateOverlay() {
  stage->setOverlay({actions.show_truth->isChecked(), actions.show_predictions->isChecked(),
                     actions.confidence->isChecked(), actions.show_labels->isChecked()});
  refreshScene();
}

void PlaybackPanel::Private::publishPlots() {
  const bool wanted = q->isVisible() && actions.plots->isChecked();
  lanes->setPlots(q, wanted ? playback_plots(data) : std::vector<TimelinePlot>());
  lanes->setWithoutPose(q->isVisible() ? spans_without_pose(data) : std::vector<TimelineSpan>());
}

void PlaybackPanel::Private::chooseView(std::size_t index) { data.chooseMain(index); }

void PlaybackPanel::Private::chooseVideo(const std::filesystem::path& file) {
  const auto view = std::ranges::find(data.views(), file, &PlaybackView::file);
  if (view != data.views().end()) chooseView(static_cast<std::size_t>(view - data.views().begin()));
}

void PlaybackPanel::Private::stepView(int by) {
  const auto count = static_cast<int>(data.views().size());
  if (count > 1)
    chooseView(static_cast<std::size_t>((static_cast<int>(data.mainIndex()) + by + count) % count));
}

void PlaybackPanel::Private::askForVideo() {
  auto* dialog = new QFileDialog(q, tr("Open video"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({video_name_filter(), tr("All files (*)")});
  QObject::connect(dialog, &QFileDialog::fileSelected, q, &PlaybackPanel::openVideo);
  dialog->open();
}

void PlaybackPanel::Private::exportFilm() {
  const PlaybackView* view = data.mainView();
  const PlayedVideo* facts = view == nullptr ? nullptr : data.factsOf(*view);
  if (facts == nullptr) return;
  const FrameMap map = data.mainMap();
  const bool range = playback->hasRange();
  const qint64 first = range ? map.video_frame(playback->firstFrame()) : 0;
  const qint64 last = range ? map.video_frame(playback->lastFrame()) : facts->frames - 1;
  FilmOptions fixed;
  fixed.video = view->file;
  fixed.skeletons = film_skeletons(data, stage->overlay());
  const QString name = QString::fromStdString(view->file.stem().string()) + tr("-poses.mp4");
  auto* dialog =
      new FilmDialog(*facts, QDir(films_folder()).filePath(name), first, last, !fixed.skeletons.empty(), q);
  dialog->setObjectName(QStringLiteral("film"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QDialog::accepted, q, [this, dialog, fixed] {
    FilmOptions options = dialog->options();
    keep_films_folder(options.out);
    options.video = fixed.video;
    options.skeletons = fixed.skeletons;
    JobHandle* job = session->jobs()->start(
        tr("Export %1").arg(QString::fromStdString(options.out.filename().string())),
        [options, project = session->projectFolder().toStdString()](const JobContext& context) {
          guard_output(options.out, {.project = project,
                                     .inputs = {{options.video, "the video"}},
                                     .endings = film_endings(options.out)});
          engine().make_film(options, context);
        });
    job->setResult(place_of(options.out));
  });
  dialog->open();
}

void PlaybackPanel::Private::toggleFullScreen() {
  if (screen) return leaveFullScreen();
  if (data.mainView() == nullptr) return;
  auto* window = new ScreenWindow(stage, registry, playback, session->cursor(), q);
  stage->setOnBlack(true);
  screen = window;
  QObject::connect(
      window, &ScreenWindow::leaveWanted, q, [this] { leaveFullScreen(); }, Qt::QueuedConnection);
  window->showFullScreen();
}

void PlaybackPanel::Private::leaveFullScreen() {
  if (!screen) return;
  stage->setOnBlack(false);
  video_pages->insertWidget(0, stage);
  video_pages->setCurrentIndex(data.mainView() == nullptr ? 1 : 0);
  stage->show();
  screen->deleteLater();
  screen.clear();
}

QJsonObject PlaybackPanel::viewState() const {
  const PlaybackActions& own = d_->actions;
  return {{"grid", own.grid->isChecked()},
          {"truth", own.show_truth->isChecked()},
          {"predictions", own.show_predictions->isChecked()},
          {"confidence", own.confidence->isChecked()},
          {"labels", own.show_labels->isChecked()},
          {"3d", own.view_3d->isChecked()},
          {"plots", own.plots->isChecked()},
          {"splitter", QString::fromLatin1(d_->splitter->saveState().toBase64())},
          {"side", QString::fromLatin1(d_->side->stateByHand().toBase64())}};
}

void PlaybackPanel::setViewState(const QJsonObject& state) {
  const PlaybackActions& own = d_->actions;
  const std::pair<const char*, QAction*> switches[] = {{"grid", own.grid},
                                                       {"truth", own.show_truth},
                                                       {"predictions", own.show_predictions},
                                                       {"confidence", own.confidence},
                                                       {"labels", own.show_labels},
                                                       {"3d", own.view_3d},
                                                       {"plots", own.plots}};
  for (const auto& [name, action] : switches)
    action->setChecked(state[QLatin1String(name)].toBool(action->isChecked()));
  d_->splitter->restoreState(QByteArray::fromBase64(state["splitter"].toString().toLatin1()));
  d_->side->restoreByHand(QByteArray::fromBase64(state["side"].toString().toLatin1()));
}

void PlaybackPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) d_->retranslate();
}

void PlaybackPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  d_->stage->setActive(true);
  d_->followFrame();
  d_->followMetrics();
}

void PlaybackPanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  d_->stage->setActive(d_->screen != nullptr);
  d_->publishPlots();
}

// The 3D view and the pages stand beside the video where there is room, else under it.
void PlaybackPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  constexpr int roomy_width = 700;
  const Qt::Orientation wanted = width() >= roomy_width ? Qt::Horizontal : Qt::Vertical;
  if (d_->splitter->orientation() == wanted) return;
  d_->splitter->setOrientation(wanted);
  d_->side->setOrientation(wanted == Qt::Horizontal ? Qt::Vertical : Qt::Horizontal);
}

void PlaybackPanel::dragEnterEvent(QDragEnterEvent* event) {
  if (!dropped_video(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void PlaybackPanel::dropEvent(QDropEvent* event) {
  const QString file = dropped_video(event->mimeData());
  if (file.isEmpty()) return;
  event->acceptProposedAction();
  openVideo(file);
}

}  // namespace solopose
