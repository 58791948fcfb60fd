#include "widgets/quality_panel/finding_view.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include <QEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/project/catalog.h"
#include "core/quality/detector.h"
#include "render/skeleton/skeleton_view.h"
#include "widgets/cursor/cursor.h"
#include "widgets/quality_panel/detector_words.h"
#include "widgets/quality_panel/finding_caption.h"
#include "widgets/quality_panel/finding_scene.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/findings_model.h"
#include "widgets/quality_panel/pose_legend.h"
#include "widgets/session/pose_cache.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr int least_view_px = 60;  ///< less than other 3D views: it stands in low windows
constexpr float apart_mm = 5;
constexpr double farther_at_most = 3;  ///< than before, to have another pose in the picture

bool in_sight(const OrbitCamera& camera, const SkeletonPose& pose) {
  return std::ranges::all_of(pose, [&](const Eigen::Vector3f& joint) {
    if (!joint.allFinite()) return true;
    const auto seen = camera.project(joint.cast<double>());
    return seen && seen->pixel.x() >= 0 && seen->pixel.x() <= camera.width_px && seen->pixel.y() >= 0 &&
           seen->pixel.y() <= camera.height_px;
  });
}

/// Some joint before lies where none lies now: with only its sides exchanged, or without joints that were
/// missing, a pose before would be drawn under the one now.
bool lies_apart(std::span<const float> before_mm, std::span<const float> now_mm) {
  const SkeletonPose now = skeleton_pose(now_mm);
  return std::ranges::any_of(skeleton_pose(before_mm), [&](const Eigen::Vector3f& joint) {
    const auto near = [&](const Eigen::Vector3f& other) { return (other - joint).norm() < apart_mm; };
    return joint.allFinite() && std::ranges::none_of(now, near);
  });
}

}  // namespace

FindingView::FindingView(Session* session, const FindingsModel* findings, QWidget* parent)
    : QWidget(parent),
      session_(session),
      findings_(findings),
      view_(SkeletonView::create(this)),
      caption_(new FindingCaption(this)),
      none_(new QLabel(this)),
      pages_(new QStackedWidget(this)) {
  view_->setMinimumHeight(least_view_px);
  none_->setProperty("role", "muted");
  none_->setAlignment(Qt::AlignCenter);
  none_->setWordWrap(true);
  none_->setTextFormat(Qt::PlainText);
  none_->setMargin(16);
  pages_->addWidget(view_);
  pages_->addWidget(none_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(pages_, 1);
  connect(session_, &Session::catalogChanged, this, &FindingView::refresh);
  connect(findings_, &FindingsModel::statesChanged, this, &FindingView::say);
  connect(session_, &Session::failed, this, &FindingView::refresh);
  connect(session_->cursor(), &Cursor::sequenceChanged, this, &FindingView::aimAnew);
  connect(session_->cursor(), &Cursor::frameChanged, this, &FindingView::refresh);
  connect(session_->poses(), &PoseCache::loaded, this, [this](SequenceId sequence) {
    if (sequence == session_->cursor()->sequence()) refresh();
  });
  connect(session_->poses(), &PoseCache::failed, this, [this](SequenceId sequence, const QString& error) {
    if (sequence != session_->cursor()->sequence()) return;
    error_ = error;
    refresh();
  });
  connect(&Theme::instance(), &Theme::changed, this, &FindingView::refresh);
  connect(view_, &SkeletonView::jointMoved, this, [this](qint64, int joint, const Eigen::Vector3f& to_mm) {
    SkeletonScene scene = view_->scene();
    scene.skeletons.front().joints_mm[static_cast<std::size_t>(joint)] = to_mm;
    scene.measure = {};
    view_->setScene(std::move(scene));
  });
  connect(view_, &SkeletonView::jointDropped, this,
          [this](qint64, int joint, const Eigen::Vector3f& at_mm) { Q_EMIT jointDropped(joint, at_mm); });
}

QString FindingView::words() const { return caption_->text(); }

const SequenceRecord* FindingView::record() const {
  return session_->catalog()->sequence(session_->cursor()->sequence());
}

void FindingView::setMovable(bool movable) {
  view_->setJointsMovable(movable);
  view_->setToolTip(movable ? tr("Drag a joint with Ctrl to where it belongs") : QString());
}

bool FindingView::settled() const {
  const SequenceRecord* shown = isVisible() ? record() : nullptr;
  return shown == nullptr || !error_.isEmpty() || session_->poses()->poses(*shown) != nullptr;
}

void FindingView::setFinding(const std::optional<Finding>& finding) {
  gone_ = false;
  const bool same = finding && finding_ && finding->sequence == finding_->sequence &&
                    finding->worst_frame == finding_->worst_frame;
  finding_ = finding;
  if (same || !finding)  // who is looked at without one stands where they stood
    refresh();
  else
    aimAnew();
}

void FindingView::aimAnew() {
  aimed_ = has_ghost_ = false;
  error_.clear();
  refresh();
}

void FindingView::setAbout(const QString& other) {
  if (std::exchange(about_, other) != other) refresh();
}

bool FindingView::findingIsHere() const {
  if (!about_.isEmpty()) return false;
  const qint64 frame = session_->cursor()->frame();
  return finding_ && finding_->sequence == session_->cursor()->sequence() && finding_->first_frame <= frame &&
         frame <= finding_->last_frame;
}

/// Null where nothing was repaired.
PosesPtr FindingView::posesBefore(const SequenceRecord& record) const {
  if (record.repairs.empty()) return nullptr;
  SequenceRecord before = record;
  before.repairs.clear();
  return session_->poses()->poses(before);
}

void FindingView::refresh() {
  if (!isVisible()) return;
  say();
  const SequenceRecord* shown = record();
  const PosesPtr poses = shown == nullptr || !error_.isEmpty() ? nullptr : session_->poses()->poses(*shown);
  none_->setText(shown == nullptr ? tr("No sequence") : error_);
  pages_->setCurrentIndex(shown == nullptr || !error_.isEmpty() ? 1 : 0);
  if (poses)
    show(*shown, poses);
  else
    caption_->legend()->hide();
}

void FindingView::show(const SequenceRecord& shown, const PosesPtr& poses) {
  const qint64 frame = session_->cursor()->frame();
  const PosesPtr before = posesBefore(shown);
  FindingScene wanted;
  wanted.pose_mm = pose_at(*poses, frame);
  if (before && lies_apart(pose_at(*before, frame), wanted.pose_mm))
    wanted.before_mm = pose_at(*before, frame);
  if (findingIsHere()) {
    wanted.finding = &*finding_;
    const Detector* detector = detector_named(finding_->detector);
    if (detector != nullptr) wanted.unit = detector->unit();
    // The camera goes along with the body: without where it was nobody sees that all of it jumps.
    const qint64 before_jump = finding_->is_step ? finding_->first_frame : finding_->first_frame - 1;
    const bool jumps = finding_->detector == "spike" && 0 <= before_jump && before_jump < frame;
    if (jumps && wanted.before_mm.empty()) wanted.before_mm = pose_at(*poses, before_jump);
  }
  SkeletonScene scene = finding_scene(wanted);
  if (!scene.skeletons.empty()) aim(scene, scene.skeletons.front().joints_mm, shown);
  showLegend(scene);
  bringIn(scene);
  scene.floor = floor_.floor;
  scene.floor_height_mm = floor_.floor_height_mm;
  view_->setScene(std::move(scene));
}

void FindingView::showLegend(const SkeletonScene& scene) {
  if (scene.skeletons.size() < 2) return caption_->legend()->hide();
  caption_->legend()->tell(scene.skeletons[1].colour, scene.skeletons[0].colour);
}

/// A pose before that the picture would cut off comes into it with the other one, each time there is one
/// anew; not where it is so far away that nothing would be seen of either.
void FindingView::bringIn(const SkeletonScene& scene) {
  const bool had_ghost = std::exchange(has_ghost_, scene.skeletons.size() > 1);
  if (!has_ghost_ || had_ghost) return;
  OrbitCamera camera = view_->camera();
  std::vector<Eigen::Vector3f> both = outline(scene.skeletons[1].joints_mm, camera.up);
  if (in_sight(camera, scene.skeletons[1].joints_mm)) return;
  const std::vector<Eigen::Vector3f> now = outline(scene.skeletons[0].joints_mm, camera.up);
  both.insert(both.end(), now.begin(), now.end());
  camera.frame(both);
  if (camera.distance_mm <= farther_at_most * view_->camera().distance_mm) view_->setCamera(camera);
}

/// Once before each person, as soon as there is one, then along with them.
void FindingView::aim(SkeletonScene& scene, const SkeletonPose& pose, const SequenceRecord& shown) {
  const bool lost =
      std::ranges::none_of(pose, [](const Eigen::Vector3f& joint) { return joint.allFinite(); });
  const bool is_back = std::exchange(lost_, lost) && !lost;
  if (lost) return;
  const Eigen::Vector3f pelvis = pose[static_cast<std::size_t>(index_of(Joint::pelvis))];
  OrbitCamera camera = view_->camera();
  if (!aimed_) {
    camera = facing(camera, pose, shown.up);
    place_floor(scene, pose, camera.up);
    floor_.floor = scene.floor;
    floor_.floor_height_mm = scene.floor_height_mm;
    aimed_ = true;
  } else if (is_back) {
    camera.frame(outline(pose, camera.up));
  } else if (pelvis.allFinite() && pelvis_mm_.allFinite()) {
    camera.focus_mm += (pelvis - pelvis_mm_).cast<double>();
  }
  pelvis_mm_ = pelvis;
  view_->setCamera(camera);
}

void FindingView::tellGone(const QString& key) {
  gone_ = true;
  key_to_next_ = key;
  say();
}

/// With the way on where there is one.
QString FindingView::goneText() const {
  const bool goes_on = !key_to_next_.isEmpty() && findings_->nextOpen(std::nullopt, false);
  return goes_on ? tr("Nothing is wrong here any more. %1 leads to the next finding").arg(key_to_next_)
                 : tr("Nothing is wrong here any more");
}

/// Of the finding, and where the view is when that is elsewhere.
QString FindingView::whereText() const {
  const SequenceRecord* of = session_->catalog()->sequence(finding_->sequence);
  const SequenceRecord* shown = record();
  QString where = shown_name(of->name);
  if (shown != nullptr && shown->id != of->id)
    where += QStringLiteral(" · ") + tr("the view shows %1", "sequence").arg(shown_name(shown->name));
  else if (!findingIsHere())
    where += QStringLiteral(" · ") + tr("the view is at another frame");
  return where;
}

void FindingView::say() {
  if (!about_.isEmpty())
    return caption_->say(about_, record() == nullptr ? QString() : shown_name(record()->name));
  const SequenceRecord* of = finding_ ? session_->catalog()->sequence(finding_->sequence) : nullptr;
  if (of == nullptr) return caption_->say(gone_ ? goneText() : tr("Choose a finding to see what is wrong"));
  const QString opinions = opinions_line(*finding_, findings_->verdicts().of(finding_->sequence));
  caption_->say(
      opinions.isEmpty() ? finding_line(*finding_) : finding_line(*finding_) + QLatin1Char('\n') + opinions,
      whereText());
}

void FindingView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void FindingView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) refresh();
}

}  // namespace solopose
