#include "widgets/options/number_box.h"

#include <algorithm>
#include <cmath>

namespace solopose {
namespace {

constexpr int every_decimal = 323;    // of the smallest double
constexpr double least_plain = 1e-7;  // smaller and larger ones are written with an exponent
constexpr double most_plain = 1e15;

/// Without the noise of adding decimal fractions.
double tidy(double value) { return QString::number(value, 'g', 12).toDouble(); }

}  // namespace

NumberBox::NumberBox(double low, double high, int usual_decimals, QWidget* parent)
    : DecimalBox(parent), usual_decimals_(usual_decimals) {
  setDecimals(every_decimal);
  setRange(low, high);
}

void NumberBox::stepBy(int steps) {
  const double least = std::pow(10, -usual_decimals_);
  const double size = std::abs(value());
  const double step = std::max(least, size > 0 ? std::pow(10, std::floor(std::log10(size)) - 1) : 0);
  setValue(tidy((std::round(value() / step) + steps) * step));
  selectAll();
}

QString NumberBox::textFromValue(double value) const {
  const double size = std::abs(value);
  const bool plain = size == 0 || (size >= least_plain && size < most_plain);
  QLocale locale = this->locale();
  if (!isGroupSeparatorShown()) locale.setNumberOptions(QLocale::OmitGroupSeparator);
  return locale.toString(value, plain ? 'f' : 'g', QLocale::FloatingPointShortest);
}

QString NumberBox::bare(const QString& text) const {
  QString bare = text;
  if (!suffix().isEmpty() && bare.endsWith(suffix())) bare.chop(suffix().size());
  return bare.trimmed();
}

double NumberBox::valueFromText(const QString& text) const { return locale().toDouble(bare(text)); }

QValidator::State NumberBox::validate(QString& text, int& /*place*/) const {
  text = pointed(text);
  bool right = false;
  const double value = locale().toDouble(bare(text), &right);
  return right && value >= minimum() && value <= maximum() ? QValidator::Acceptable
                                                           : QValidator::Intermediate;
}

}  // namespace solopose
