#include <QAction>
#include <QStringList>

#include "widgets/actions/action_registry.h"
#include "widgets/actions/plain_text.h"
#include "widgets/quality_panel/quality_panel_private.h"
#include "widgets/session/session.h"

namespace solopose {

bool QualityPanel::Private::isAllJudged() const {
  const FindingsModel::Progress progress = findings->progress();
  return progress.all() > 0 && progress.open() == 0;
}

/// That all is judged, and what somebody may do next, each with its key or else its name.
QString QualityPanel::Private::endText() const {
  QStringList parts{findings->progress().repaired == 0
                        ? QualityPanel::tr("Every finding is judged")
                        : QualityPanel::tr("Every finding is judged or repaired")};
  const auto add = [&](const char* id, const QString& what) {
    const QAction* action = registry->action(QLatin1String(id));
    if (action == nullptr) return;
    const QString key = action->shortcut().toString(QKeySequence::NativeText);
    parts << what.arg(key.isEmpty() ? plain_text(action->text()) : key);
  };
  add("file.export", QualityPanel::tr("%1 exports the poses without what is rejected"));
  add("edit.undo", QualityPanel::tr("%1 takes the last edit back"));
  return parts.join(QStringLiteral(" · "));
}

/// There is no open finding to go on to.
void QualityPanel::Private::tellEnd() {
  if (isAllJudged()) return Q_EMIT session->told(endText());
  if (findings->filter().contested)
    return Q_EMIT session->told(QualityPanel::tr("There is no other finding over which reviewers disagree"));
  int hidden = findings->progress().open();
  for (int row = 0; row < findings->rowCount(); ++row)
    if (findings->state(findings->placeOf(row)) == FindingState::open) --hidden;
  QStringList parts{chosen && findings->state(*chosen) == FindingState::open
                        ? QualityPanel::tr("This is the only open finding in the list")
                        : QualityPanel::tr("No finding in the list is open")};
  if (hidden > 0) parts << QualityPanel::tr("the filter hides %Ln open one(s)", nullptr, hidden);
  Q_EMIT session->told(parts.join(QStringLiteral(" · ")));
}

}  // namespace solopose
