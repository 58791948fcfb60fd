#include "widgets/quality_panel/reason_text.h"

#include <cmath>

#include <QCoreApplication>
#include <QLocale>

#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

std::string words(const char* english) {
  return QCoreApplication::translate("solopose::Reason", english).toStdString();
}

/// Without the sign that a rounded zero keeps.
std::string number(double value, int decimals) {
  const double unit = std::pow(10, -decimals);
  const double shown = std::abs(value) < unit / 2 ? 0 : value;
  return QLocale().toString(shown, 'f', decimals).toStdString();
}

}  // namespace

QString reason_text(const Reason& reason) { return shown_name(told(reason, {words, number})); }

}  // namespace solopose
