#pragma once

#include <QLabel>

namespace solopose::testing {

/// How high a label's words are at the width that it has, with its margins, whatever it says itself.
inline int words_height(const QLabel& label) {
  const QRect room(0, 0, label.contentsRect().width(), 10'000);
  const QMargins around = label.contentsMargins();
  return label.fontMetrics().boundingRect(room, Qt::TextWordWrap, label.text()).height() + around.top() +
         around.bottom();
}

}  // namespace solopose::testing
