#include <QAction>
#include <QStringList>

#include "core/project/catalog.h"
#include "widgets/actions/action_registry.h"
#include "widgets/actions/plain_text.h"
#include "widgets/quality_panel/detector_words.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/quality_panel_private.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"

namespace solopose {

bool QualityPanel::Private::isAllJudged() const {
  const FindingsModel::Progress progress = findings->progress();
  return progress.all() > 0 && progress.open() == 0;
}

QString QualityPanel::Private::allJudgedText() const {
  return findings->progress().repaired == 0 ? QualityPanel::tr("Every finding is judged")
                                            : QualityPanel::tr("Every finding is judged or repaired");
}

/// That all is judged, and what somebody may do next, each with its key or else its name.
QString QualityPanel::Private::endText() const {
  QStringList parts{allJudgedText()};
  const auto add = [&](const char* id, const QString& what) {
    const QAction* action = registry->action(QLatin1String(id));
    if (action == nullptr || !action->isEnabled()) return;
    const QString key = action->shortcut().toString(QKeySequence::NativeText);
    parts << what.arg(key.isEmpty() ? plain_text(action->text()) : key);
  };
  add("file.export", QualityPanel::tr("%1 exports the poses without what is rejected"));
  add("edit.undo", QualityPanel::tr("%1 takes the last edit back"));
  return parts.join(QStringLiteral(" · "));
}

/// There is no open finding to go on to. `before` is told first.
void QualityPanel::Private::tellEnd(const QString& before) {
  QStringList parts;
  if (!before.isEmpty()) parts << before;
  if (isAllJudged())
    parts << allJudgedText();
  else if (findings->filter().contested)
    parts << QualityPanel::tr("There is no other finding over which reviewers disagree");
  else
    parts << noneOpenText();
  Q_EMIT session->told(parts.join(QStringLiteral(" · ")));
}

QString QualityPanel::Private::noneOpenText() const {
  int hidden = findings->progress().open();
  for (int row = 0; row < findings->rowCount(); ++row)
    if (findings->state(findings->placeOf(row)) == FindingState::open) --hidden;
  QStringList parts{chosen && findings->state(*chosen) == FindingState::open
                        ? QualityPanel::tr("This is the only open finding in the list")
                        : QualityPanel::tr("No finding in the list is open")};
  if (hidden > 0) parts << QualityPanel::tr("the filter hides %Ln open one(s)", nullptr, hidden);
  return parts.join(QStringLiteral(" · "));
}

/// A rejection settles every finding of its frames, and what takes its place opens them again.
QString QualityPanel::Private::settledText(Verdict verdict, int settled, int reopened) const {
  QStringList parts;
  if (settled > 0) {
    const QString these = QualityPanel::tr("%Ln finding(s) of these frames", "judged together", settled);
    parts << verdict_text(verdict) + QStringLiteral(": ") + these;
  }
  if (reopened > 0) parts << QualityPanel::tr("%Ln finding(s) of these frames open again", nullptr, reopened);
  return parts.join(QStringLiteral(" · "));
}

QString QualityPanel::Private::wholeText(const std::vector<SequenceId>& ids, Verdict verdict) const {
  const auto count = static_cast<int>(ids.size());
  const QString what = count == 1 ? shown_name(session->catalog()->sequence(ids.front())->name)
                                  : QualityPanel::tr("%Ln sequence(s)", "judged as wholes", count);
  switch (verdict) {
    case Verdict::accepted:
      return QualityPanel::tr("Accepted as a whole: %1").arg(what);
    case Verdict::fix_later:
      return QualityPanel::tr("To be fixed later as a whole: %1").arg(what);
    case Verdict::rejected:
      break;
  }
  return QualityPanel::tr("Rejected as a whole: %1").arg(what);
}

/// A verdict on a finding does not take back the rejection of its frames that another finding has brought.
QString QualityPanel::Private::stillRejectedText(int place) const {
  const FindingJudgement judged = findings->judgement(findings->finding(place).finding);
  const bool rejected =
      judged.state == FindingState::rejected || judged.state == FindingState::partly_rejected;
  if (!rejected) return {};
  if (judged.by->detector.empty()) return QualityPanel::tr("These frames stay rejected");
  return QualityPanel::tr("These frames stay rejected, for another finding there: %1")
      .arg(detector_title(judged.by->detector));
}

}  // namespace solopose
