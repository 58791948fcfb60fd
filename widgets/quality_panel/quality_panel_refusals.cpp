#include <vector>

#include <QAction>

#include "core/project/catalog.h"
#include "core/project/joint_gap.h"
#include "core/project/verdict_rule.h"
#include "widgets/actions/action_registry.h"
#include "widgets/quality_panel/detector_words.h"
#include "widgets/quality_panel/quality_panel_private.h"
#include "widgets/session/session.h"

namespace solopose {

/// Some of the frames, by the verdicts as they count now, those on their way to the disk too.
bool QualityPanel::Private::isRejected(SequenceId sequence, FrameRun frames) const {
  std::vector<const VerdictRecord*> verdicts;
  for (const VerdictRecord& verdict : findings->verdicts().of(sequence)) verdicts.push_back(&verdict);
  return frames_within(SequenceVerdicts(verdicts).rejected(), frames) > 0;
}

/// A repair changes frames of which somebody has said that nothing may use them: they decide that first.
QString QualityPanel::Private::rejectedText() const {
  return QualityPanel::tr("These frames are rejected: take the verdict back before you repair them");
}

/// Why a finding's frames are not repaired while they are rejected; empty: they are not.
QString QualityPanel::Private::whyRejected(const Finding& finding) const {
  if (!isRejected(finding.sequence, {finding.first_frame, finding.last_frame})) return {};
  const FindingJudgement judged = findings->judgement(finding);
  const bool for_another =
      judged.by != nullptr && judged.by != judged.speaking && !judged.by->detector.empty();
  if (!for_another) return rejectedText();
  return QualityPanel::tr(
             "These frames are rejected for another finding there (%1): take that verdict back before you "
             "repair them")
      .arg(detector_title(judged.by->detector));
}

QString QualityPanel::Private::noFrameBeforeText() const {
  return QualityPanel::tr("There is no frame before these");
}

/// Why nothing can be put between what lies around a finding; empty: it can.
QString QualityPanel::Private::whyNoBridge(const Finding& finding) const {
  const SequenceRecord* record = session->catalog()->sequence(finding.sequence);
  if (record == nullptr) return {};
  if (finding.first_frame == 0) return noFrameBeforeText();
  if (finding.last_frame + 1 >= record->frames)
    return QualityPanel::tr("There is no frame after these from which to interpolate");
  const std::int64_t frames = finding.last_frame - finding.first_frame + 1;
  const std::int64_t most = longest_bridge(record->frames_per_second);
  if (frames <= most) return {};
  return QualityPanel::tr("Too long to interpolate: %1 frames, at most %2 (a quarter of a second)")
      .arg(frames)
      .arg(most);
}

/// Why the selected findings are not repaired so; empty: they can be.
QString QualityPanel::Private::whyNoRepair(RepairMethod method) const {
  for (const int place : targets()) {
    const Finding& finding = findings->finding(place).finding;
    QString why = whyRejected(finding);
    if (why.isEmpty() && method == RepairMethod::interpolate) why = whyNoBridge(finding);
    if (why.isEmpty() && method == RepairMethod::copy_previous && finding.first_frame == 0)
      why = noFrameBeforeText();
    if (!why.isEmpty()) return why;
  }
  return {};
}

/// Before somebody presses: buttons of repairs that would be refused look it, and say why. Their keys say it,
/// too. Many may be selected: what holds for every method is asked once.
void QualityPanel::Private::explainRepairs() {
  const QString rejected = whyNoRepair(RepairMethod::blank);
  const auto explain = [&](QAction* action, const QString& why) {
    action->setWhatsThis(why);
    registry->refreshText(registry->id(action));
  };
  for (QAction* action : {actions.swap, actions.blank, actions.smooth}) explain(action, rejected);
  explain(actions.interpolate, rejected.isEmpty() ? whyNoRepair(RepairMethod::interpolate) : rejected);
  explain(actions.copy_previous, rejected.isEmpty() ? whyNoRepair(RepairMethod::copy_previous) : rejected);
}

}  // namespace solopose
