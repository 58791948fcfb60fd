#include "widgets/quality_panel/note_text.h"

#include <algorithm>

#include <QStringList>

namespace solopose {

NoteText parse_note(const QString& line) {
  NoteText text;
  QStringList words;
  for (const QString& word : line.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    if (word.startsWith(QLatin1Char('#')) && word.size() > 1)
      text.tags.push_back(word.mid(1).toStdString());
    else
      words << word;
  }
  text.note = words.join(QLatin1Char(' ')).toStdString();
  std::ranges::sort(text.tags);
  text.tags.erase(std::ranges::unique(text.tags).begin(), text.tags.end());
  return text;
}

QString note_line(const NoteText& text) {
  QStringList words;
  if (!text.note.empty()) words << QString::fromStdString(text.note);
  for (const std::string& tag : text.tags) words << QLatin1Char('#') + QString::fromStdString(tag);
  return words.join(QLatin1Char(' '));
}

}  // namespace solopose
