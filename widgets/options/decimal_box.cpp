#include "widgets/options/decimal_box.h"

#include <QRegularExpression>

namespace solopose {

QString DecimalBox::pointed(const QString& text) const {
  static const QRegularExpression mark(QStringLiteral("[.,]"));
  if (text.count(mark) != 1) return text;
  return QString(text).replace(mark, locale().decimalPoint());
}

QValidator::State DecimalBox::validate(QString& text, int& place) const {
  text = pointed(text);
  return QDoubleSpinBox::validate(text, place);
}

}  // namespace solopose
