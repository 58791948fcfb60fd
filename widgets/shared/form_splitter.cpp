#include "widgets/shared/form_splitter.h"

#include <algorithm>

namespace solopose {

FormSplitter::FormSplitter(const Heights& heights, QWidget* parent)
    : QSplitter(Qt::Vertical, parent), heights_(heights) {
  setChildrenCollapsible(false);
  connect(this, &QSplitter::splitterMoved, this, [this] { by_hand_ = true; });
}

QByteArray FormSplitter::stateByHand() const { return by_hand_ ? saveState() : QByteArray(); }

void FormSplitter::restoreByHand(const QByteArray& state) { by_hand_ = restoreState(state); }

void FormSplitter::resizeEvent(QResizeEvent* event) {
  QSplitter::resizeEvent(event);
  if (by_hand_ || orientation() != Qt::Vertical) return;
  const int wanted = std::max(static_cast<int>(height() * heights_.share), heights_.form);
  const int form = std::min(wanted, std::max(height() - heights_.view, height() / 2));
  setSizes({height() - form, form});
}

}  // namespace solopose
