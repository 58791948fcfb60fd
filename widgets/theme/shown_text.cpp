#include "widgets/theme/shown_text.h"

#include <algorithm>

namespace solopose {
namespace {

// Letters of several scripts and emoji are written with them.
bool joins_letters(char32_t letter) { return letter == 0x200c || letter == 0x200d; }

bool misleads(char32_t letter) {
  switch (QChar::category(letter)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
      return !joins_letters(letter);
    default:
      return false;
  }
}

QString shown(const QString& text, bool with_lines) {
  const auto keeps = [with_lines](char32_t letter) {
    return !misleads(letter) || (with_lines && (letter == U'\n' || letter == U'\t'));
  };
  const auto letters = text.toUcs4();
  if (std::ranges::all_of(letters, keeps)) return text;
  QString visible;
  for (const char32_t letter : letters) {
    if (keeps(letter))
      visible += QString::fromUcs4(&letter, 1);
    else
      visible += QStringLiteral("⟨U+%1⟩").arg(static_cast<uint>(letter), 4, 16, QLatin1Char('0')).toUpper();
  }
  return visible;
}

}  // namespace

QString shown_name(const QString& name) { return shown(name, false); }

QString shown_name(const std::string& utf8) { return shown(QString::fromStdString(utf8), false); }

QString shown_text(const QString& text) { return shown(text, true); }

}  // namespace solopose
