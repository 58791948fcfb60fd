#include "widgets/universal_frame_panel/universal_frame_panel.h"

#include <utility>

#include <QActionGroup>
#include <QComboBox>
#include <QEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QSpinBox>
#include <QSplitter>

#include "core/project/catalog.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline_lanes.h"
#include "widgets/universal_frame_panel/alignment_side.h"
#include "widgets/universal_frame_panel/panel_state.h"
#include "widgets/universal_frame_panel/universal_frame_panel_private.h"

namespace solopose {

namespace {

/// From where `wanted` looks; what is up and in front stays.
void lookLike(const OrbitCamera& wanted, OrbitCamera& camera) {
  camera.focus_mm = wanted.focus_mm;
  camera.distance_mm = wanted.distance_mm;
  camera.azimuth = wanted.azimuth;
  camera.elevation = wanted.elevation;
}

}  // namespace

UniversalFramePanel::UniversalFramePanel(const PanelContext& context, QWidget* parent)
    : Panel(parent), d_(std::make_unique<Private>(this, context)) {
  d_->build();
  d_->connectActions();
  d_->connectScene();
  d_->retranslate();
  d_->refreshActions();
  d_->setAligned(true);
}

UniversalFramePanel::~UniversalFramePanel() = default;

SkeletonView* UniversalFramePanel::view() const { return d_->view; }

void UniversalFramePanel::Private::connectActions() {
  auto* sets = new QActionGroup(panel);
  for (std::size_t i = 0; i < actions.show.size(); ++i) {
    const auto set = static_cast<ShownSet>(i);
    sets->addAction(actions.show[i]);
    connect(actions.show[i], &QAction::triggered, panel, [this, set] {
      frame_wanted = true;
      edit([set](UniversalSceneOptions& options) { options.set = set; });
    });
  }
  connect(show, &QComboBox::activated, panel,
          [this](int index) { actions.show[static_cast<std::size_t>(index)]->trigger(); });
  for (std::size_t i = 0; i < actions.look.size(); ++i) {
    const auto from = static_cast<FixedView>(i);
    connect(actions.look[i], &QAction::triggered, panel, [this, from] { view->setFixedView(from); });
  }
  connect(actions.aligned, &QAction::toggled, panel, [this](bool on) { setAligned(on); });
  connect(actions.beside, &QAction::triggered, panel, [this](bool on) {
    frame_wanted = true;
    edit([on](UniversalSceneOptions& options) { options.beside = on; });
  });
  connect(actions.at_key_frames, &QAction::triggered, panel, [this](bool on) {
    edit([on](UniversalSceneOptions& options) {
      options.at_key_frames[static_cast<std::size_t>(options.set)] = on;
    });
  });
  const auto trail = [this] {
    const int frames = actions.trail->isChecked() ? trail_length->value() : 0;
    edit([frames](UniversalSceneOptions& options) { options.trail_frames = frames; });
  };
  connect(actions.trail, &QAction::toggled, panel, trail);
  connect(trail_length, &QSpinBox::valueChanged, panel, trail);
  connect(actions.axes, &QAction::triggered, panel,
          [this](bool on) { edit([on](UniversalSceneOptions& options) { options.axes = on; }); });
  connect(actions.floor, &QAction::triggered, panel,
          [this](bool on) { edit([on](UniversalSceneOptions& options) { options.floor = on; }); });
  connect(actions.reference_points, &QAction::triggered, panel,
          [this](bool on) { edit([on](UniversalSceneOptions& options) { options.reference_points = on; }); });
  connect(actions.orthographic, &QAction::toggled, panel, [this](bool on) { view->setOrthographic(on); });
  connect(actions.frame_all, &QAction::triggered, panel, [this] { view->frameAll(); });
  connect(actions.all_datasets, &QAction::triggered, panel, [this] { side->datasets()->setHidden({}); });
  connect(side->datasets(), &DatasetFiguresModel::hiddenChanged, panel, [this] {
    edit([this](UniversalSceneOptions& options) { options.hidden = side->datasets()->hidden(); });
  });
  connect(actions.measure, &QAction::toggled, panel, [this](bool on) {
    if (!on) measure.clear();
    refreshActions();
    refreshSoon();
  });
  connect(actions.clear_measure, &QAction::triggered, panel, [this] { clearMeasure(); });
}

void UniversalFramePanel::Private::connectScene() {
  connect(&scene, &UniversalScene::changed, panel, [this] { refreshSoon(); });
  if (lanes != nullptr) connect(lanes, &TimelineLanes::shownFindingChanged, panel, [this] { refreshSoon(); });
  connect(&scene, &UniversalScene::chosen, panel, [this] {
    if (scene.aligned() != was_aligned) {
      was_aligned = scene.aligned();
      cameras = {};
      setAligned(actions.aligned->isChecked());
    }
    refreshActions();
  });
  connect(session, &Session::projectOpened, panel, [this] {
    cameras = {};
    frame_wanted = true;
    wanted_camera.reset();
  });
  connect(&refresh_soon, &QTimer::timeout, panel, [this] { refresh(); });
  connect(&Theme::instance(), &Theme::changed, panel, [this] {
    side->refreshColours();
    refreshSoon();
  });
  connect(&transition, &QVariantAnimation::valueChanged, panel, [this](const QVariant& value) {
    blend = value.toDouble();
    refreshSoon();
  });
  connect(&transition, &QVariantAnimation::finished, panel, [this] { refreshSoon(); });
  connect(view, &SkeletonView::picked, panel, [this](qint64 id, int joint) { onPicked(id, joint); });
  connect(view, &SkeletonView::hovered, panel, [this](qint64 id, int joint) { onHovered(id, joint); });
  connect(view, &SkeletonView::cameraChanged, panel, &Panel::viewStateChanged);
  connect(splitter, &QSplitter::splitterMoved, panel, &Panel::viewStateChanged);
  for (QAction* kept : {actions.aligned, actions.orthographic})
    connect(kept, &QAction::toggled, panel, &Panel::viewStateChanged);
}

void UniversalFramePanel::Private::edit(const std::function<void(UniversalSceneOptions&)>& change) {
  UniversalSceneOptions options = scene.options();
  change(options);
  scene.setOptions(options);
  refreshActions();
  Q_EMIT panel->viewStateChanged();
}

void UniversalFramePanel::Private::setAligned(bool aligned) {
  actions.aligned->setChecked(aligned);
  const double target = aligned && scene.aligned() ? 1 : 0;
  if (target == blend && transition.state() != QAbstractAnimation::Running) {
    frame_wanted = frame_wanted || !cameras[static_cast<std::size_t>(target)];
    return refreshSoon();
  }
  if (!frame_wanted) cameras[target > 0.5 ? 0 : 1] = view->camera();
  const auto& remembered = cameras[target > 0.5 ? 1 : 0];
  transition.stop();
  const bool animated = panel->isVisible() && scene.settled() && !frame_wanted;
  if (!animated) {
    blend = target;
    frame_wanted = true;
    return refreshSoon();
  }
  floor = scene.build(target);
  scene.placeFloor(floor, scene.up());
  OrbitCamera camera = view->camera();
  if (remembered) {
    camera = *remembered;
  } else {
    camera.frame(framedPoints(floor));
  }
  camera.orthographic = actions.orthographic->isChecked();
  view->setCamera(camera, true);
  transition.setStartValue(blend);
  transition.setEndValue(target);
  transition.start();
}

void UniversalFramePanel::Private::refreshSoon() {
  if (!refresh_soon.isActive()) refresh_soon.start();
}

/// The joints of the finding that somebody looks at.
void UniversalFramePanel::Private::markFinding(SkeletonScene& now) const {
  const SequenceId sequence = session->cursor()->sequence();
  const std::optional<qint64> frame = scene.frameShown(sequence);
  if (lanes == nullptr || !frame) return;
  const auto finding = lanes->findingAt(sequence, *frame);
  if (!finding) return;
  for (SkeletonInstance& skeleton : now.skeletons)
    if (skeleton.id == sequence && !skeleton.ghost) skeleton.marked = finding->marked;
}

void UniversalFramePanel::Private::refreshAxes() {
  const OrbitCamera& now = view->camera();
  if (now.up.isApprox(scene.up()) && now.facing.isApprox(scene.facing())) return;
  OrbitCamera camera = now;
  camera.set_axes(scene.up(), scene.facing());
  cameras = {};
  frame_wanted = true;
  view->setCamera(camera);
}

void UniversalFramePanel::Private::refresh() {
  if (!panel->isVisible()) return;
  refreshAxes();
  SkeletonScene now = scene.build(blend);
  const Theme& theme = Theme::instance();
  now.background = theme.panel();
  now.text = theme.text();
  now.grid = theme.border();
  now.accent = theme.accent();
  now.mark = theme.attention();
  markFinding(now);
  now.measure = measure.measure(now.skeletons);
  if (scene.settled() && frame_wanted) scene.placeFloor(floor = now, scene.up());
  now.floor_height_mm = floor.floor_height_mm;
  now.floor_radius_mm = floor.floor_radius_mm;
  view->setScene(std::move(now));
  frameWhenSettled();
  refreshStatus();
}

void UniversalFramePanel::Private::frameWhenSettled() {
  if (!frame_wanted || !scene.settled() || view->scene().skeletons.empty()) return;
  frame_wanted = false;
  OrbitCamera camera = view->camera();
  if (wanted_camera)
    lookLike(*std::exchange(wanted_camera, std::nullopt), camera);
  else
    camera.frame(framedPoints(view->scene()));
  view->setCamera(camera);
}

void UniversalFramePanel::Private::onPicked(qint64 sequence, int joint) {
  if (actions.measure->isChecked()) {
    measure.add({sequence, joint});
    return refreshSoon();
  }
  const SequenceRecord* record = session->catalog()->sequence(sequence);
  if (record == nullptr) return;
  session->cursor()->setSequence(record->id, record->frames,
                                 std::max<qint64>(0, scene.frameShown(sequence).value_or(0)));
}

void UniversalFramePanel::Private::onHovered(qint64 sequence, int joint) {
  const SequenceRecord* record = session->catalog()->sequence(sequence);
  hovered.clear();
  if (record != nullptr) {
    hovered = tr("%1, frame %2, %3")
                  .arg(shown_name(record->name), QLocale().toString(scene.frameShown(sequence).value_or(0)),
                       jointTitle(joint));
  }
  refreshStatus();
}

void UniversalFramePanel::Private::clearMeasure() {
  // First the points, then the tool.
  if (measure.empty()) actions.measure->setChecked(false);
  measure.clear();
  refreshSoon();
}

bool UniversalFramePanel::isSettled() const {
  if (!d_->scene.settled() || d_->moving() || !d_->side->isSettled()) return false;
  return !isVisible() || !d_->refresh_soon.isActive();
}

QImage UniversalFramePanel::picture() {
  d_->refresh();
  QPixmap pixmap = grab();
  const QImage inner = d_->view->picture();
  if (!inner.isNull()) {
    QPainter painter(&pixmap);
    painter.drawImage(QRect(d_->view->mapTo(this, QPoint(0, 0)), d_->view->size()), inner);
  }
  return pixmap.toImage();
}

QJsonObject UniversalFramePanel::viewState() const {
  return toJson({.options = d_->scene.options(),
                 .camera = d_->wanted_camera.value_or(d_->view->camera()),
                 .aligned = d_->actions.aligned->isChecked(),
                 .trail_length = d_->trail_length->value(),
                 .splitter = d_->wanted_sizes.isEmpty() ? d_->splitter->sizes() : d_->wanted_sizes});
}

void UniversalFramePanel::setViewState(const QJsonObject& json) {
  const PanelState state = panelStateFromJson(json);
  d_->trail_length->setValue(state.trail_length);
  d_->actions.trail->setChecked(state.options.trail_frames > 0);
  d_->actions.orthographic->setChecked(state.camera.orthographic);
  d_->side->datasets()->setHidden(state.options.hidden);
  d_->edit([&](UniversalSceneOptions& options) { options = state.options; });
  d_->wanted_sizes = state.splitter;
  d_->applySizes();
  d_->frame_wanted = true;
  d_->wanted_camera = state.camera;
  d_->setAligned(state.aligned);
  OrbitCamera camera = d_->view->camera();
  lookLike(state.camera, camera);
  d_->view->setCamera(camera);
}

std::vector<TourStop> UniversalFramePanel::tourStops() {
  const auto turn = [this] { d_->actions.aligned->trigger(); };
  const auto both = [this] { d_->actions.beside->trigger(); };
  return {{.picture = QStringLiteral("universal-frame-before"),
           .prepare = turn,
           .tidy = turn,
           .widget = parentWidget()},
          {.picture = QStringLiteral("universal-frame-both"),
           .prepare = both,
           .tidy = both,
           .widget = parentWidget()}};
}

void UniversalFramePanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::LanguageChange) return;
  d_->retranslate();
  d_->side->retranslate();
}

void UniversalFramePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  d_->applySizes();
  d_->refreshSoon();
}

void UniversalFramePanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  d_->layOut(event->size().width());
}

}  // namespace solopose
