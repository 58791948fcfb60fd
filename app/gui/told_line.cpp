#include "app/gui/told_line.h"

#include <algorithm>

#include <QAccessible>

#include "widgets/session/session.h"

namespace solopose {
namespace {

constexpr int told_ms = 12'000;
constexpr int most_percent = 55;  ///< of the foot, whose other words give way

/// A repair may leave a part of a finding: that is no other one.
bool share_frames(const ShownFinding& a, const ShownFinding& b) {
  return a.sequence == b.sequence && a.first_frame <= b.last_frame && b.first_frame <= a.last_frame;
}

}  // namespace

ToldLine::ToldLine(const Session* session, const TimelineLanes* lanes, QWidget* parent)
    : ElidedLabel(parent) {
  setObjectName(QStringLiteral("told-line"));
  setElideMode(Qt::ElideMiddle);  // sequences differ at the ends of their names
  goes_.setSingleShot(true);
  goes_.setInterval(told_ms);
  connect(&goes_, &QTimer::timeout, this, [this] { tell({}); });
  connect(session, &Session::told, this, [this](const QString& text) { tell(text); });
  connect(session, &Session::projectClosed, this, [this] { tell({}); });
  connect(lanes, &TimelineLanes::shownFindingChanged, this,
          [this, lanes] { followFinding(lanes->shownFinding()); });
  hide();
}

/// Those who do not see it hear it.
void ToldLine::tell(const QString& text) {
  setFullText(text);
  setMinimumWidth(std::min(sizeHint().width(), parentWidget()->width() * most_percent / 100));
  setVisible(!text.isEmpty());
  if (text.isEmpty()) return goes_.stop();
  goes_.start();
  QAccessibleEvent spoken(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&spoken);
}

void ToldLine::followFinding(const std::optional<ShownFinding>& shown) {
  if (!shown) return;
  if (finding_ && !share_frames(*finding_, *shown)) tell({});
  finding_ = shown;
}

}  // namespace solopose
