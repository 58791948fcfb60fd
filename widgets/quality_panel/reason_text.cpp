#include "widgets/quality_panel/reason_text.h"

#include <QCoreApplication>
#include <QLocale>

#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

std::string words(const char* english) {
  return QCoreApplication::translate("solopose::Reason", english).toStdString();
}

std::string number(double value, int decimals) {
  return QLocale().toString(value, 'f', decimals).toStdString();
}

}  // namespace

QString reason_text(const Reason& reason) { return shown_name(told(reason, {words, number})); }

}  // namespace solopose
