#include "widgets/shared/elided_combo_box.h"

#include <algorithm>

#include <QHelpEvent>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolTip>

namespace solopose {

ElidedComboBox::ElidedComboBox(QWidget* parent) : QComboBox(parent) { setSizeAdjustPolicy(AdjustToContents); }

void ElidedComboBox::setLeastLetters(int letters) {
  least_letters_ = letters;
  updateGeometry();
}

/// A style sheet's padding and arrow may take more from the text than Qt reckons with.
QSize ElidedComboBox::withRoomForAll(QSize hint) const {
  QStyleOptionComboBox option;
  initStyleOption(&option);
  option.rect = QRect(QPoint(), hint);
  const int room =
      style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width();
  int needed = 0;
  for (int i = 0; i < count(); ++i)
    needed = std::max(needed, fontMetrics().horizontalAdvance(itemText(i)) + 2);
  return hint + QSize(std::max(0, needed - room), 0);
}

QSize ElidedComboBox::sizeHint() const { return withRoomForAll(QComboBox::sizeHint()); }

QSize ElidedComboBox::minimumSizeHint() const {
  const QSize whole = withRoomForAll(QComboBox::minimumSizeHint());
  QStyleOptionComboBox option;
  initStyleOption(&option);
  const QSize letters(fontMetrics().horizontalAdvance(QLatin1Char('x')) * least_letters_, 0);
  const int least = style()->sizeFromContents(QStyle::CT_ComboBox, &option, letters, this).width();
  return {std::min(whole.width(), least), whole.height()};
}

QString ElidedComboBox::shownText() const {
  QStyleOptionComboBox option;
  initStyleOption(&option);
  const QRect field =
      style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
  const int icon = option.currentIcon.isNull() ? 0 : option.iconSize.width() + 4;
  return fontMetrics().elidedText(option.currentText, Qt::ElideRight, field.width() - icon - 2);
}

bool ElidedComboBox::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && currentIndex() >= 0 && shownText() != currentText()) {
    QStringList lines{currentText()};
    if (!toolTip().isEmpty()) lines << toolTip();
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), lines.join(QLatin1Char('\n')), this);
    return true;
  }
  return QComboBox::event(event);
}

void ElidedComboBox::paintEvent(QPaintEvent*) {
  QStylePainter painter(this);
  QStyleOptionComboBox option;
  initStyleOption(&option);
  if (currentIndex() < 0 && !placeholderText().isEmpty()) {
    option.palette.setBrush(QPalette::ButtonText, option.palette.placeholderText());
    option.currentText = placeholderText();
  } else {
    option.currentText = shownText();
  }
  painter.drawComplexControl(QStyle::CC_ComboBox, option);
  painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

}  // namespace solopose
