#pragma once

#include <algorithm>

#include <QLocale>

namespace solopose {

/// With so many decimals, and never a minus before nothing but noughts.
inline QString shown_number(const QLocale& locale, double value, int decimals) {
  const QString text = locale.toString(value, 'f', decimals);
  const bool nought = std::ranges::all_of(text, [](QChar c) { return !c.isDigit() || c.digitValue() == 0; });
  return nought ? locale.toString(0.0, 'f', decimals) : text;
}

/// With so many digits that tell something; nought has no sign.
inline QString shown_value(const QLocale& locale, double value, int digits) {
  return locale.toString(value == 0 ? 0.0 : value, 'g', digits);
}

}  // namespace solopose
