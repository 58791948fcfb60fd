#include "widgets/timeline/finding_line.h"

#include <QStyle>

#include "widgets/cursor/cursor.h"
#include "widgets/session/session.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose {

FindingLine::FindingLine(const Session* session, const TimelineLanes* lanes, QWidget* parent)
    : ElidedLabel(parent), session_(session), lanes_(lanes) {
  setObjectName(QStringLiteral("finding-line"));
  setProperty("role", "attention");
  setTextFormat(Qt::PlainText);
  connect(session_->cursor(), &Cursor::sequenceChanged, this, [this] { follow(); });
  connect(session_->cursor(), &Cursor::frameChanged, this, [this] { follow(); });
  connect(lanes_, &TimelineLanes::shownFindingChanged, this, [this] { follow(); });
  follow();
}

void FindingLine::follow() {
  const Cursor* cursor = session_->cursor();
  const auto finding = lanes_->findingAt(cursor->sequence(), cursor->frame());
  const QString keys = finding ? finding->keys : QString();
  setFullText(finding ? finding->text : QString(),
              keys.isEmpty() ? QString() : QStringLiteral(" \u00b7 ") + keys);
  showRole(finding && !finding->needs_person ? "muted" : "attention");
  setVisible(finding.has_value());
}

void FindingLine::showRole(const char* role) {
  if (property("role").toByteArray() == role) return;
  setProperty("role", role);
  style()->unpolish(this);
  style()->polish(this);
}

}  // namespace solopose
