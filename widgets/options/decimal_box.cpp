#include "widgets/options/decimal_box.h"

namespace solopose {

QString DecimalBox::pointed(const QString& text) const {
  constexpr QLatin1Char comma(',');
  const QString point = locale().decimalPoint();
  if (text.count(comma) != 1 || text.contains(point)) return text;
  return QString(text).replace(comma, point);
}

QValidator::State DecimalBox::validate(QString& text, int& place) const {
  text = pointed(text);
  return QDoubleSpinBox::validate(text, place);
}

}  // namespace solopose
