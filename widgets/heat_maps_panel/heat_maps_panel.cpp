#include "widgets/heat_maps_panel/heat_maps_panel.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <Eigen/Geometry>
#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>

#include "core/project/catalog.h"
#include "core/project/placement.h"
#include "core/project/sequence_videos.h"
#include "core/skeleton/body_axes.h"
#include "widgets/cursor/cursor.h"
#include "widgets/heat_maps_panel/colours_page.h"
#include "widgets/heat_maps_panel/heat_maps_panel_private.h"
#include "widgets/heat_maps_panel/options_page.h"
#include "widgets/heat_maps_panel/pinned_heat_map.h"
#include "widgets/heat_maps_panel/profile_page.h"
#include "widgets/heat_maps_panel/readings_page.h"
#include "widgets/heat_maps_panel/transfer_editor.h"
#include "widgets/session/pose_cache.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {

HeatMapsPanel::Private::Private(HeatMapsPanel* panel, const PanelContext& context)
    : q(panel), session(context.session), registry(context.actions), actions(registry) {}

HeatMapsPanel::HeatMapsPanel(const PanelContext& context, QWidget* parent)
    : Panel(parent), d_(std::make_unique<Private>(this, context)) {
  setObjectName(QStringLiteral("heat-maps"));
  setAttribute(Qt::WA_StyledBackground);
  setAcceptDrops(true);
  d_->build();
  d_->retranslate();
  for (QAction* shown : {d_->actions.show_volume, d_->actions.show_skeleton, d_->actions.show_axes})
    shown->setChecked(true);
  d_->colours->setLook(d_->look());
  d_->connectAll();
  d_->connectActions();
  d_->theme();
  d_->updateStyle();
  d_->followCatalog();
}

HeatMapsPanel::~HeatMapsPanel() = default;

HeatMapView* HeatMapsPanel::view() const { return d_->view; }
HeatMapView* HeatMapsPanel::viewBeside() const {
  return d_->pinned->isHidden() ? nullptr : d_->pinned->view();
}
ColoursPage* HeatMapsPanel::coloursPage() const { return d_->colours; }
OptionsPage* HeatMapsPanel::optionsPage() const { return d_->options; }
ProfilePage* HeatMapsPanel::profilePage() const { return d_->profile; }
ReadingsPage* HeatMapsPanel::readingsPage() const { return d_->readings_page; }
ModelBox* HeatMapsPanel::modelBox() const { return d_->models; }
void HeatMapsPanel::showPage(QWidget* page) { d_->tabs->setCurrentWidget(page); }
HeatMapPicturePtr HeatMapsPanel::picture() const { return d_->picture; }
HeatMapReadingsPtr HeatMapsPanel::readings() const { return d_->readings; }

bool HeatMapsPanel::isSettled() const {
  if (!isVisible()) return true;
  if (d_->stale || d_->computer.busy() || d_->models->busy() || d_->wanted_kept) return false;
  const HeatMapView* beside = viewBeside();
  if (beside != nullptr && beside->isVisible() && !beside->isSettled()) return false;
  return !d_->picture || d_->view->isSettled();
}

void HeatMapsPanel::Private::connectAll() {
  Cursor* cursor = session->cursor();
  QObject::connect(cursor, &Cursor::sequenceChanged, q, [this] { followSequence(); });
  QObject::connect(cursor, &Cursor::frameChanged, q, [this] { request(); });
  QObject::connect(session, &Session::catalogChanged, q, [this] { followCatalog(); });
  QObject::connect(session, &Session::projectClosed, q, [this] { forgetProject(); });
  QObject::connect(session->poses(), &PoseCache::loaded, q, [this](SequenceId loaded) {
    if (loaded == session->cursor()->sequence() && stale) request();
    makeKept();
  });
  QObject::connect(session->poses(), &PoseCache::failed, q, [this](SequenceId failed, const QString& why) {
    const SequenceRecord* of = session->catalog()->sequence(failed);
    if (wanted_kept && of != nullptr && wanted_kept->sequence.toStdString() == of->name) giveKeptUp(why);
    if (failed != session->cursor()->sequence()) return;
    trouble = why;
    stale = false;
    showEmpty();
  });
  QObject::connect(&computer, &HeatMapComputer::pictured, q,
                   [this](const HeatMapPicturePtr& fresh) { take(fresh); });
  QObject::connect(&computer, &HeatMapComputer::decoded, q,
                   [this](const HeatMapReadingsPtr& fresh) { take(fresh); });
  QObject::connect(&computer, &HeatMapComputer::failed, q, [this](const QString& message) { fail(message); });
  for (QComboBox* field : {source, joint, rule})
    QObject::connect(field, &QComboBox::currentIndexChanged, q, [this] { takeChoice(); });
  QObject::connect(readings_page, &ReadingsPage::jointChosen, q, [this](Joint chosen) {
    if (joint->isEnabled()) joint->setCurrentIndex(1 + index_of(chosen));
  });
  QObject::connect(source, &QComboBox::activated, q, [this](int row) {
    const auto wanted = static_cast<HeatMapSource>(row);
    if (!needs_file(wanted) || file) return;
    wanted_source = wanted;
    askForVolume();
  });
  QObject::connect(options, &OptionsPage::sliceEdited, view, &HeatMapView::setSliceVoxel);
  QObject::connect(view, &HeatMapView::sliceMoved, q, [this] { tellSlices(); });
  // Whatever is changed is painted.
  QObject::connect(view, &HeatMapView::painted, q, &Panel::viewStateChanged);
  QObject::connect(tabs, &QTabWidget::currentChanged, q, &Panel::viewStateChanged);
  QObject::connect(models, &ModelBox::modelChanged, q, [this] {
    if (!needs_model(choice.source)) return;
    axes_known = false;
    computer.forget();
    request();
  });
  QObject::connect(camera, &QComboBox::activated, q, [this] {
    wanted_camera = camera->currentText();
    computer.forget();
    request();
  });
  QObject::connect(options, &OptionsPage::choiceEdited, q, [this] { takeChoice(); });
  QObject::connect(options, &OptionsPage::drawingEdited, q, [this] {
    updateStyle();
    updateOverlay();
  });
  QObject::connect(colours, &ColoursPage::edited, q, [this] { takeLook(); });
  QObject::connect(colours, &ColoursPage::rangeEdited, q, [this] { request(); });
  QObject::connect(view, &HeatMapView::probed, q,
                   [this](const std::optional<HeatMapProbe>& at) { probed(false, at); });
  QObject::connect(pinned->view(), &HeatMapView::probed, q,
                   [this](const std::optional<HeatMapProbe>& at) { probed(true, at); });
  QObject::connect(pinned, &PinnedHeatMap::besideMoved, q, [this] { tellSlices(); });
  QObject::connect(&Theme::instance(), &Theme::changed, q, [this] { theme(); });
}

void HeatMapsPanel::Private::connectActions() {
  for (std::size_t i = 0; i < actions.look.size(); ++i) {
    QObject::connect(actions.look[i], &QAction::triggered, q,
                     [this, i] { view->look(static_cast<FixedView>(i)); });
  }
  QObject::connect(actions.reset_view, &QAction::triggered, q, [this] {
    const auto axes = picture ? ownAxes(*picture) : std::nullopt;
    if (axes) view->setBodyAxes(axes->up, axes->facing);
    turnKept();
    view->resetCamera();
  });
  QObject::connect(actions.whole_cube, &QAction::triggered, q, [this] { view->showCube(); });
  for (QAction* toggle : actions.toggles()) {
    QObject::connect(toggle, &QAction::toggled, q, [this] {
      updateStyle();
      updateOverlay();
    });
  }
  QObject::connect(actions.keep_beside, &QAction::toggled, q, [this](bool keep) { keepBeside(keep); });
  QObject::connect(actions.next_joint, &QAction::triggered, q, [this] { stepJoint(1); });
  QObject::connect(actions.previous_joint, &QAction::triggered, q, [this] { stepJoint(-1); });
  QObject::connect(actions.open_volume, &QAction::triggered, q, [this] { askForVolume(); });
  QObject::connect(actions.export_volume, &QAction::triggered, q, [this] {
    askWhere(tr("Export volume"), QStringLiteral("vti"),
             tr("VTK image, for ParaView and Slicer (*.vti);;NumPy archive (*.npz)"),
             &HeatMapsPanel::exportVolume);
  });
  QObject::connect(actions.screenshot, &QAction::triggered, q, [this] {
    askWhere(tr("Save picture"), QStringLiteral("png"), tr("PNG picture (*.png)"),
             &HeatMapsPanel::saveScreenshot);
  });
}

/// Files, models and cameras were the project's own.
void HeatMapsPanel::Private::forgetProject() {
  file.reset();
  wanted_source = HeatMapSource::file;
  wanted_camera.clear();
  models->setWanted({});
  source->setCurrentIndex(0);
  axes_known = false;
  view->forgetPlaces();
  stopKeeping();
}

void HeatMapsPanel::Private::followCatalog() {
  if (q->isVisible()) listModels();
  followSequence();
}

void HeatMapsPanel::Private::listModels() {
  models->list(session->hasProject() ? session->projectFolder().toStdString() : std::string());
}

/// Of the cursor's sequence, where a model can choose between them.
void HeatMapsPanel::Private::listCameras() {
  camera->clear();
  if (const SequenceRecord* shown = record(); shown != nullptr && needs_model(choice.source)) {
    const std::filesystem::path folder = session->projectFolder().toStdString();
    for (const SequenceVideo& video : videos_of(*shown, folder)) {
      if (video.is_there())
        camera->addItem(shown_name(video.camera_name), QByteArray::fromStdString(video.camera_name));
    }
  }
  camera->setCurrentIndex(std::max(0, camera->findText(wanted_camera)));
  camera->setVisible(camera->count() > 1);
}

const SequenceRecord* HeatMapsPanel::Private::record() const {
  return session->catalog()->sequence(session->cursor()->sequence());
}

const SequenceAlignment* HeatMapsPanel::Private::alignment() const {
  return placement_of(*session->catalog(), session->cursor()->sequence());
}

void HeatMapsPanel::Private::followSequence() {
  computer.forget();
  picture.reset();
  readings.reset();
  trouble.clear();
  // A name or a key frame that was edited does not turn the view.
  const SequenceId sequence = session->cursor()->sequence();
  if (std::exchange(axes_of, sequence) != sequence || choice.universal) axes_known = false;
  readings_page->clear();
  if (record() == nullptr) {
    stale = false;
    view->clear();
    profile->clear();
    showEmpty();
  } else {
    refreshPossible();
    request();
  }
  updateActions();
}

/// Fields that make no sense right now are off, and the choice without them.
void HeatMapsPanel::Private::refreshPossible() {
  const bool by_model = needs_model(choice.source);
  models->setVisible(by_model);
  listCameras();
  rule->setEnabled(!by_model);
  if (!by_model) showRule(choice.request.mixture.rule);
  options->setPossible(alignment() != nullptr, choice.source);
  const bool universal = choice.universal;
  options->applyTo(choice);
  if (choice.universal != universal) axes_known = false;
}

std::optional<HeatMapQuery> HeatMapsPanel::Private::queryOf(const SequenceRecord& of, std::int64_t frame,
                                                            const HeatMapChoice& wanted) {
  HeatMapQuery query;
  query.poses = session->poses()->poses(of);
  if (!query.poses) return std::nullopt;
  query.sequence = of.id;
  query.frame = frame;
  query.choice = wanted;
  query.file = file;
  query.range_low = look().range_low;
  query.range_high = look().range_high;
  query.log_values = look().log_values;
  const SequenceAlignment* aligned = placement_of(*session->catalog(), of.id);
  const bool by_model = needs_model(wanted.source);
  if (aligned != nullptr && (wanted.universal || by_model))
    query.to_universal = aligned->universal_from_dataset;
  query.choice.universal = wanted.universal && query.to_universal.has_value();
  if (by_model) {
    query.catalog = session->catalog();
    query.project_folder = session->projectFolder().toStdString();
  }
  return query;
}

void HeatMapsPanel::Private::request() {
  const SequenceRecord* shown = record();
  if (shown == nullptr || !trouble.isEmpty()) return;
  stale = true;
  if (!q->isVisible()) return;
  std::optional<HeatMapQuery> query = queryOf(*shown, session->cursor()->frame(), choice);
  if (!query) return;
  if (needs_model(choice.source)) {
    query->model = models->model();
    query->camera = camera->currentData().toByteArray().toStdString();
    if (!query->model && models->busy()) return;
    if (!query->model) {
      stale = false;
      const QString missing = models->missingName();
      return fail(missing.isEmpty()
                      ? tr("There is no model yet: train one, or choose a file")
                      : tr("The model %1 is not there any more: choose another one").arg(missing));
    }
  }
  stale = false;
  computer.request(std::move(*query));
}

void HeatMapsPanel::Private::takeChoice() {
  if (!file && needs_file(static_cast<HeatMapSource>(source->currentIndex()))) {
    const QSignalBlocker quiet(source);
    source->setCurrentIndex(0);
  }
  const HeatMapLook* before = &look();
  const bool by_model = needs_model(choice.source);
  choice.source = static_cast<HeatMapSource>(source->currentIndex());
  choice.request.joint.reset();
  if (joint->currentIndex() > 0) choice.request.joint = static_cast<Joint>(joint->currentIndex() - 1);
  // Greyed it shows a model's own.
  if (rule->isEnabled()) choice.request.mixture.rule = static_cast<SigmaRule>(rule->currentIndex());
  followJoint();
  if (&look() != before) colours->setLook(look());
  if (by_model != needs_model(choice.source)) axes_known = false;
  refreshPossible();
  updateStyle();
  computer.forget();
  request();
}

void HeatMapsPanel::Private::showRule(SigmaRule shown) {
  const QSignalBlocker quiet(rule);
  rule->setCurrentIndex(static_cast<int>(shown));
}

/// Pages that go joint by joint are about the chosen one.
void HeatMapsPanel::Private::followJoint() {
  const std::optional<Joint> chosen = choice.request.joint;
  readings_page->setJoint(chosen);
  if (chosen) profile->setTarget(*chosen);
}

void HeatMapsPanel::Private::takeLook() {
  look() = colours->look();
  updateStyle();
}

void HeatMapsPanel::Private::take(const HeatMapPicturePtr& fresh) {
  // A file does not change with the frame.
  const bool same_volume =
      picture && view->hasVolume() && fresh->query.choice.source == HeatMapSource::file &&
      picture->query.choice.source == HeatMapSource::file && picture->query.file == fresh->query.file;
  picture = fresh;
  error.clear();
  if (readings && (readings->frame != fresh->query.frame || readings->sequence != fresh->query.sequence))
    readings.reset();
  pages->setCurrentIndex(0);
  const Eigen::Matrix3d before = camera_axes(view->camera());
  turnCamera();
  updateOverlay();  // first, so that a new view begins with the person in it
  if (!same_volume) view->setVolume(fresh->volume.grid, fresh->volume.values);
  takePlaceAlong(camera_axes(view->camera()) * before.transpose());
  tellSlices();
  options->setShown(*fresh);
  if (needs_model(fresh->query.choice.source)) showRule(fresh->query.choice.request.mixture.rule);
  colours->editor()->setHistogram(fresh->histogram);
  colours->setValues(fresh->lowest, fresh->highest);
  profile->setPose(fresh->pose_mm, fresh->query.choice.request.mixture);
  refreshCaptions();
  updateActions();
  refreshStatus();
}

void HeatMapsPanel::Private::take(const HeatMapReadingsPtr& fresh) {
  if (!picture) return;
  readings = fresh;
  readings_page->setReadings(fresh, picture->joints_outside);
  options->setFittingExtent(fresh->fitting_extent_mm);
  if (actions.show_decoded->isChecked() || actions.show_errors->isChecked()) updateOverlay();
}

// One frame without a pelvis among others: the view stays, and says so.
void HeatMapsPanel::Private::fail(const QString& message) {
  Q_EMIT session->errorShown(message);
  error = message;
  picture.reset();
  readings.reset();
  pages->setCurrentIndex(0);
  view->clear();
  readings_page->clear();
  profile->clear();
  refreshCaptions();
  updateActions();
  refreshStatus();
}

std::optional<BodyAxes> HeatMapsPanel::Private::ownAxes(const HeatMapPicture& of) const {
  const SequenceRecord* shown = session->catalog()->sequence(of.query.sequence);
  if (shown == nullptr) return std::nullopt;
  if (of.query.choice.universal && session->catalog()->alignment)
    return universal_body_axes(session->catalog()->alignment->reference_mm);
  const std::optional<Eigen::Vector3d> above_in_picture = -Eigen::Vector3d::UnitY();
  return dataset_body_axes(of.pose_mm, of.in_crop_space ? above_in_picture : shown->up);
}

/// Beside a kept map as that is seen; else as the person stands.
void HeatMapsPanel::Private::turnCamera() {
  if (axes_known || !picture) return;
  std::optional<BodyAxes> axes = ownAxes(*picture);
  if (const auto turn = turnFromKept()) {
    const OrbitCamera& kept = pinned->view()->camera();
    axes = BodyAxes{*turn * kept.up, *turn * kept.facing};
  }
  if (!axes) return;
  axes_known = true;
  view->setBodyAxes(axes->up, axes->facing);
}

/// What the camera looks at turns with its axes.
void HeatMapsPanel::Private::takePlaceAlong(const Eigen::Matrix3d& turn) {
  constexpr double same_direction = 1e-6;
  if (turn.isIdentity(same_direction)) return;
  HeatMapPlaces places = view->places();
  places.focus_from_middle_mm = turn * places.focus_from_middle_mm;
  view->setPlaces(places);
}

/// Where the slices are, to the fields that say and move it.
void HeatMapsPanel::Private::tellSlices() {
  if (picture) options->setSlices(picture->volume.grid, view->sliceVoxels());
}

HeatMapOverlay HeatMapsPanel::Private::overlayOf(const HeatMapPicture& of, const HeatMapReadings* read) {
  HeatMapOverlay drawn;
  for (std::size_t j = 0; j < joint_count; ++j) {
    drawn.joints[j] = Eigen::Map<const Eigen::Vector3f>(of.pose_mm.data() + 3 * j).cast<double>();
    if (read != nullptr) drawn.decoded[j] = read->joints[j].decoded_mm;
  }
  for (const MixtureComponent& component : of.mixture) {
    if (component.step == 0) continue;
    const float* centre = component.gaussian.centre_mm;
    const Joint outer = component.target > component.towards ? component.target : component.towards;
    drawn.side_centres.push_back(
        {Eigen::Vector3d(centre[0], centre[1], centre[2]), component.gaussian.sigma_mm, side_of(outer)});
  }
  return drawn;
}

HeatMapOverlay HeatMapsPanel::Private::overlay() const {
  HeatMapOverlay drawn = overlayOf(*picture, readings.get());
  drawn.error_magnification = magnification;
  return drawn;
}

void HeatMapsPanel::Private::updateOverlay() {
  if (!picture) return;
  magnification = options->errorMagnification();
  if (magnification == 0 && readings)
    magnification = visible_magnification(readings->mean_refined_error_mm());
  view->setOverlay(overlay());
  refreshStatus();
}

void HeatMapsPanel::Private::updateStyle() {
  HeatMapStyle style;
  style.transfer = look().transfer;
  style.colours = look().colours;
  style.log_colours = look().log_colours;
  style.range_low = look().range_low;
  style.range_high = look().range_high;
  style.surface_value = options->surfaceValue();
  style.show_volume = actions.show_volume->isChecked();
  style.show_surface = actions.show_surface->isChecked();
  style.show_slices = actions.show_slices->isChecked();
  style.show_skeleton = actions.show_skeleton->isChecked();
  style.show_decoded = actions.show_decoded->isChecked();
  style.show_sides = actions.show_sides->isChecked();
  style.show_errors = actions.show_errors->isChecked();
  style.show_axes = actions.show_axes->isChecked();
  view->setStyle(style);
  pinned->view()->setStyle(style);
}

void HeatMapsPanel::Private::theme() {
  const Theme& theme = Theme::instance();
  HeatMapColours scheme;
  scheme.background = theme.panel();
  scheme.text = theme.mutedText();
  scheme.lines = theme.border();
  scheme.sides = {theme.side(Side::middle), theme.side(Side::left), theme.side(Side::right)};
  scheme.decoded = theme.text();
  scheme.error = theme.attention();
  view->setColours(scheme);
  pinned->view()->setColours(scheme);
}

void HeatMapsPanel::Private::updateActions() {
  const bool open = record() != nullptr;
  for (QAction* action : actions.look) action->setEnabled(open);
  for (QAction* action : actions.toggles()) action->setEnabled(open);
  for (QAction* action : {actions.reset_view, actions.whole_cube, actions.next_joint, actions.previous_joint,
                          actions.open_volume})
    action->setEnabled(open);
  for (QAction* action : {actions.export_volume, actions.screenshot}) action->setEnabled(picture != nullptr);
  actions.keep_beside->setEnabled(picture != nullptr || actions.keep_beside->isChecked());
}

void HeatMapsPanel::Private::stepJoint(int by) {
  const int rows = joint->count();
  joint->setCurrentIndex((joint->currentIndex() + by + rows) % rows);
}

void HeatMapsPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) d_->retranslate();
}

void HeatMapsPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  d_->listModels();
  if (d_->stale) d_->request();
  d_->makeKept();
}

// Beside each other where there is room, else one above the other.
void HeatMapsPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  constexpr int roomy_width = 900;
  const Qt::Orientation wanted = width() >= roomy_width ? Qt::Horizontal : Qt::Vertical;
  if (d_->splitter->orientation() == wanted) return;
  d_->splitter->setOrientation(wanted);
  d_->splitter->setStretchFactor(1, wanted == Qt::Horizontal ? 1 : 0);
  const int length = wanted == Qt::Horizontal ? width() : height();
  d_->splitter->setSizes({length * 2 / 3, length / 3});
}

}  // namespace solopose
