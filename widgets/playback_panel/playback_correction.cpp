// Joints put right in the pictures: the panel's part of it.
#include <QAction>

#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/playback_panel/correction_bar.h"
#include "widgets/playback_panel/playback_panel_private.h"
#include "widgets/session/session.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose {
namespace {

/// That the finding at the cursor is about, where it is one.
std::optional<Joint> joint_of_finding(const TimelineLanes& lanes, const Cursor& cursor) {
  const auto finding = lanes.findingAt(cursor.sequence(), cursor.frame());
  for (int joint = 0; finding && joint < joint_count; ++joint)
    if (finding->marked.test(static_cast<std::size_t>(joint))) return static_cast<Joint>(joint);
  return std::nullopt;
}

}  // namespace

void PlaybackPanel::Private::connectCorrection() {
  QObject::connect(actions.correct, &QAction::toggled, q, [this](bool on) { correct(on); });
  QObject::connect(actions.next_joint, &QAction::triggered, q, [this] { correction.stepJoint(1); });
  QObject::connect(actions.previous_joint, &QAction::triggered, q, [this] { correction.stepJoint(-1); });
  QObject::connect(&correction, &JointCorrection::begun, q, [this] { playback->pause(); });
  // The view whose key it was goes with the pair: not before its event is done.
  QObject::connect(
      stage, &VideoStage::correctionLeft, q, [this] { actions.correct->setChecked(false); },
      Qt::QueuedConnection);
  correction_bar->hide();
}

void PlaybackPanel::Private::correct(bool on) {
  if (on) playback->pause();
  correction.setActive(on);
  correction_bar->setVisible(on);
  updateCorrectionActions();
  if (!on) return;
  if (const auto joint = joint_of_finding(*lanes, *session->cursor())) correction.choose(joint);
  if (VideoView* view = stage->mainView()) view->setFocus(Qt::ShortcutFocusReason);
}

void PlaybackPanel::Private::updateCorrectionActions() {
  actions.correct->setEnabled(correction.possible() || actions.correct->isChecked());
  for (QAction* action : {actions.next_joint, actions.previous_joint})
    action->setEnabled(actions.correct->isChecked());
}

}  // namespace solopose
