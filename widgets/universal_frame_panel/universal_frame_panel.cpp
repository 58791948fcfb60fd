#include "widgets/universal_frame_panel/universal_frame_panel.h"

#include <QActionGroup>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QResizeEvent>
#include <QSpinBox>
#include <QSplitter>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <QVariantAnimation>

#include "render/skeleton/skeleton_view.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"
#include "widgets/universal_frame_panel/alignment_side.h"
#include "widgets/universal_frame_panel/measure_tool.h"
#include "widgets/universal_frame_panel/panel_actions.h"
#include "widgets/universal_frame_panel/panel_state.h"
#include "widgets/universal_frame_panel/universal_scene.h"

namespace solopose {

namespace {

constexpr int kTransition_ms = 350;
constexpr int kUprightFrom_px = 800;  // narrower than this, the tables go under the scene
constexpr int kSide_px = 370;
constexpr int kTrailDefault = 30;

/// From where `wanted` looks; what is up and in front stays.
void lookLike(const OrbitCamera& wanted, OrbitCamera& camera) {
  camera.focus_mm = wanted.focus_mm;
  camera.distance_mm = wanted.distance_mm;
  camera.azimuth = wanted.azimuth;
  camera.elevation = wanted.elevation;
}

}  // namespace

struct UniversalFramePanel::Private {
  Private(UniversalFramePanel* owner, const PanelContext& context)
      : panel(owner), session(context.session), actions(context.actions), scene(context.session) {}

  void build();
  void buildToolBar(QVBoxLayout* layout);
  void connectActions();
  void connectScene();
  void retranslate();

  void refreshSoon();
  void refresh();
  void refreshAxes();
  void refreshStatus();
  void refreshActions();
  void edit(const std::function<void(UniversalSceneOptions&)>& change);
  void setAligned(bool aligned);
  void frameWhenSettled();
  void onPicked(qint64 sequence, int joint);
  void onHovered(qint64 sequence, int joint);
  void clearMeasure();
  void layOut(int width);
  void applySizes();
  bool moving() const { return transition.state() == QAbstractAnimation::Running || view->isFlying(); }
  bool showsAligned() const { return actions.aligned->isChecked() && scene.aligned(); }

  UniversalFramePanel* panel;
  Session* session;
  PanelActions actions;
  UniversalScene scene;
  MeasureTool measure;
  SkeletonView* view = nullptr;
  AlignmentSide* side = nullptr;
  QSplitter* splitter = nullptr;
  QList<int> wanted_sizes;  ///< of the splitter, until it is shown
  QToolBar* bar = nullptr;
  QComboBox* show = nullptr;
  QToolButton* look = nullptr;
  QToolButton* extras = nullptr;
  QSpinBox* trail_length = nullptr;
  QAction* trail_place = nullptr;  ///< in the tool bar
  QLabel* count = nullptr;
  QLabel* status = nullptr;
  QTimer refresh_soon;
  QVariantAnimation transition;
  double blend = 0;
  std::array<std::optional<OrbitCamera>, 2> cameras;  ///< before, after alignment: as last looked at
  bool frame_wanted = true;
  std::optional<OrbitCamera> wanted_camera;  ///< what to frame instead, once everything is there
  bool was_aligned = false;
  QString hovered;
  SkeletonScene floor;  ///< only its floor is used: steady while poses move
};

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

void UniversalFramePanel::Private::build() {
  auto* layout = new QVBoxLayout(panel);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  buildToolBar(layout);

  auto* left = new QWidget(panel);
  auto* left_layout = new QVBoxLayout(left);
  left_layout->setContentsMargins(0, 0, 0, 0);
  left_layout->setSpacing(0);
  view = SkeletonView::create(left);
  left_layout->addWidget(view, 1);
  auto* below = new QHBoxLayout;
  below->setContentsMargins(8, 4, 8, 4);
  count = new QLabel(left);
  count->setProperty("role", "muted");
  count->setObjectName(QStringLiteral("count"));
  status = new QLabel(left);
  status->setObjectName(QStringLiteral("status"));
  status->setTextInteractionFlags(Qt::TextSelectableByMouse);
  status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  below->addWidget(count);
  below->addWidget(status, 1);
  left_layout->addLayout(below);

  side = new AlignmentSide(session, panel);
  splitter = new QSplitter(panel);
  splitter->addWidget(left);
  splitter->addWidget(side);
  splitter->setStretchFactor(0, 1);
  splitter->setStretchFactor(1, 0);
  splitter->setChildrenCollapsible(false);
  layout->addWidget(splitter, 1);

  refresh_soon.setSingleShot(true);
  refresh_soon.setInterval(0);
  transition.setDuration(kTransition_ms);
  transition.setEasingCurve(QEasingCurve::InOutCubic);
}

void UniversalFramePanel::Private::buildToolBar(QVBoxLayout* layout) {
  bar = new QToolBar(panel);
  bar->setIconSize({16, 16});
  show = new QComboBox(bar);
  show->setObjectName(QStringLiteral("show"));
  show->addItems({{}, {}, {}});
  show->setFocusPolicy(Qt::NoFocus);
  look = new QToolButton(bar);
  look->setPopupMode(QToolButton::InstantPopup);
  auto* look_menu = new QMenu(look);
  for (QAction* action : actions.look) look_menu->addAction(action);
  look_menu->addSeparator();
  look_menu->addAction(actions.orthographic);
  look->setMenu(look_menu);
  extras = new QToolButton(bar);
  extras->setPopupMode(QToolButton::InstantPopup);
  auto* extras_menu = new QMenu(extras);
  extras_menu->addActions({actions.axes, actions.floor, actions.reference_points});
  extras->setMenu(extras_menu);
  trail_length = new QSpinBox(bar);
  trail_length->setObjectName(QStringLiteral("trail-length"));
  trail_length->setRange(3, 600);
  trail_length->setValue(kTrailDefault);
  trail_length->setFocusPolicy(Qt::ClickFocus);

  bar->addAction(actions.aligned);
  bar->addSeparator();
  bar->addWidget(show);
  bar->addAction(actions.at_key_frames);
  bar->addSeparator();
  bar->addAction(actions.trail);
  trail_place = bar->addWidget(trail_length);
  bar->addSeparator();
  bar->addAction(actions.measure);
  bar->addWidget(look);
  bar->addAction(actions.frame_all);
  bar->addWidget(extras);
  if (auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(actions.aligned))) {
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  }
  layout->addWidget(bar);
}

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

void UniversalFramePanel::Private::retranslate() {
  show->setItemText(0, tr("Key frames of all"));
  show->setItemText(1, tr("Current take's views"));
  show->setItemText(2, tr("Cursor only"));
  show->setToolTip(tr("Which skeletons to show"));
  look->setText(tr("View"));
  look->setToolTip(tr("Fixed views"));
  extras->setText(tr("Show"));
  extras->setToolTip(tr("Axes, floor and reference points"));
  trail_length->setSuffix(tr(" frames"));
  trail_length->setToolTip(tr("How far the ghost trail goes back and forth"));
  refreshStatus();
}

void UniversalFramePanel::Private::edit(const std::function<void(UniversalSceneOptions&)>& change) {
  UniversalSceneOptions options = scene.options();
  change(options);
  scene.setOptions(options);
  refreshActions();
  Q_EMIT panel->viewStateChanged();
}

void UniversalFramePanel::Private::refreshActions() {
  const UniversalSceneOptions& options = scene.options();
  const auto set = static_cast<std::size_t>(options.set);
  actions.show[set]->setChecked(true);
  show->setCurrentIndex(static_cast<int>(set));
  actions.at_key_frames->setChecked(scene.atKeyFrames());
  actions.axes->setChecked(options.axes);
  actions.floor->setChecked(options.floor);
  actions.reference_points->setChecked(options.reference_points);
  actions.aligned->setEnabled(scene.aligned());
  actions.clear_measure->setEnabled(actions.measure->isChecked());
  trail_place->setVisible(actions.trail->isChecked());
  view->setCursor(actions.measure->isChecked() ? Qt::CrossCursor : Qt::ArrowCursor);
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

void UniversalFramePanel::Private::refreshStatus() {
  const QLocale locale;
  if (scene.available() > scene.shown()) {
    count->setText(tr("%1 of %2 sequences")
                       .arg(locale.toString(static_cast<qulonglong>(scene.shown())),
                            locale.toString(static_cast<qulonglong>(scene.available()))));
    count->setToolTip(
        tr("At most %1 skeletons are shown at once, the same share of every dataset").arg(most_skeletons));
  } else {
    count->setText(tr("%n sequence(s)", nullptr, static_cast<int>(scene.shown())));
    count->setToolTip({});
  }
  const QString text = actions.measure->isChecked() ? measure.text(view->scene().measure) : hovered;
  status->setText(text);
  status->setToolTip(text);
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

void UniversalFramePanel::Private::layOut(int width) {
  const bool beside = width >= kUprightFrom_px;
  const Qt::Orientation wanted = beside ? Qt::Horizontal : Qt::Vertical;
  if (splitter->orientation() != wanted) {
    splitter->setOrientation(wanted);
    const int length = beside ? width : panel->height();
    splitter->setSizes({length * 3 / 5, length * 2 / 5});  // the scene first: the tables scroll
  }
  side->setUpright(beside);
  side->setMinimumWidth(beside ? kSide_px : 0);
}

// Hidden, a splitter knows no sizes but its widgets' smallest.
void UniversalFramePanel::Private::applySizes() {
  if (panel->isVisible() && !wanted_sizes.isEmpty()) splitter->setSizes(std::exchange(wanted_sizes, {}));
}

bool UniversalFramePanel::isSettled() const {
  if (!d_->scene.settled() || d_->moving()) return false;
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
  return {{.picture = QStringLiteral("universal-frame-before"),
           .prepare = turn,
           .tidy = turn,
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
