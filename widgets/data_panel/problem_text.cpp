#include "widgets/data_panel/problem_text.h"

#include <QFileInfo>

#include "widgets/shared/field_words.h"
#include "widgets/theme/shown_text.h"

namespace solopose {

ProblemText problem_text(const ProblemRecord& problem) {
  ProblemText text;
  text.file = QString::fromStdString(problem.file);
  QString message = in_fields(QString::fromStdString(problem.message));
  // The file has a column of its own. The message may name it by a shorter path.
  const QString name = QFileInfo(text.file).fileName();
  const qsizetype named = name.isEmpty() ? -1 : message.indexOf(name + QStringLiteral(": "));
  if (named >= 0 && text.file.endsWith(message.left(named) + name))
    message.remove(0, named + name.size() + 2);

  const QString expected_mark = QStringLiteral(": expected ");
  const QString found_mark = QStringLiteral(", found ");
  const qsizetype expected = message.indexOf(expected_mark);
  const qsizetype found = expected < 0 ? -1 : message.lastIndexOf(found_mark);
  if (found <= expected) {
    text.what = shown_text(message);
    text.file = shown_name(text.file);
    return text;
  }
  const qsizetype value = expected + expected_mark.size();
  text.what = shown_text(message.left(expected));
  text.expected = shown_text(message.mid(value, found - value));
  text.found = shown_text(message.mid(found + found_mark.size()));
  text.file = shown_name(text.file);
  return text;
}

}  // namespace solopose
