#include "widgets/shared/plot_style.h"

#include <array>
#include <cmath>
#include <numbers>

#include <QApplication>
#include <QLocale>

#include "widgets/shared/qcustomplot.h"

#include "widgets/theme/theme.h"

namespace solopose {

namespace {

void style_axis(QCPAxis& axis, const QFont& font) {
  const Theme& theme = Theme::instance();
  axis.setBasePen(QPen(theme.border()));
  axis.setTickPen(QPen(theme.border()));
  axis.setSubTickPen(Qt::NoPen);
  axis.setTickLength(0, 4);
  axis.setTickLabelColor(theme.mutedText());
  axis.setLabelColor(theme.mutedText());
  axis.setTickLabelFont(font);
  axis.setLabelFont(font);
  QColor faint = theme.border();
  faint.setAlphaF(0.55F);
  axis.grid()->setPen(QPen(faint, 1));
  axis.grid()->setZeroLinePen(QPen(faint, 1));
}

QString superscript(int number) {
  static constexpr std::array<char16_t, 10> digits{u'\u2070', u'\u00b9', u'\u00b2', u'\u00b3', u'\u2074',
                                                   u'\u2075', u'\u2076', u'\u2077', u'\u2078', u'\u2079'};
  QString text = QString::number(number);
  for (QChar& letter : text)
    letter = letter.isDigit() ? QChar(digits[static_cast<std::size_t>(letter.digitValue())]) : QChar(0x207b);
  return text;
}

class LogTicker : public QCPAxisTickerLog {
 protected:
  QString getTickLabel(double tick, const QLocale& locale, QChar, int) override {
    return log_tick_text(tick, locale);
  }
};

}  // namespace

void set_logarithmic(QCPAxis& axis, bool logarithmic) {
  axis.setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  axis.setTicker(logarithmic ? QSharedPointer<QCPAxisTicker>(new LogTicker)
                             : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
}

QString log_tick_text(double value, const QLocale& locale) {
  constexpr int most_digits = 7;
  constexpr int most_zeros = 4;  // behind the point
  if (!(value > 0) || !std::isfinite(value)) return locale.toString(value, 'g', most_digits);
  const int power = static_cast<int>(std::floor(std::log10(value) + 1e-9));
  if (power >= -most_zeros && power < most_digits) return locale.toString(value, 'g', most_digits);
  const QString ten = QStringLiteral("10") + superscript(power);
  const double factor = value / std::pow(10, power);
  if (std::abs(factor - 1) < 1e-6) return ten;
  return locale.toString(factor, 'g', 3) + QChar(0x00b7) + ten;
}

void style_plot(QCustomPlot& plot) {
  QFont font = QApplication::font();
  font.setPointSizeF(font.pointSizeF() - 1);
  plot.unsetLocale();  // its own has no marks between thousands
  plot.setBackground(Theme::instance().panel());
  for (QCPAxisRect* rect : plot.axisRects())
    for (QCPAxis* axis : rect->axes()) style_axis(*axis, font);
}

QPainterPath star_shape() {
  constexpr double outer = 3;
  constexpr double inner = 1.25;
  QPainterPath path;
  for (int i = 0; i < 10; ++i) {
    const double angle = std::numbers::pi * (i / 5.0 - 0.5);
    const double radius = i % 2 == 0 ? outer : inner;
    const QPointF corner(radius * std::cos(angle), radius * std::sin(angle));
    i == 0 ? path.moveTo(corner) : path.lineTo(corner);
  }
  path.closeSubpath();
  return path;
}

}  // namespace solopose
