#include "widgets/data_panel/problem_text.h"

namespace solopose {

ProblemText problem_text(const ProblemRecord& problem) {
  ProblemText text;
  text.file = QString::fromStdString(problem.file);
  QString message = QString::fromStdString(problem.message);
  // The file has a column of its own.
  const QString named = text.file + QStringLiteral(": ");
  if (!text.file.isEmpty() && message.startsWith(named)) message.remove(0, named.size());

  const QString expected_mark = QStringLiteral(": expected ");
  const QString found_mark = QStringLiteral(", found ");
  const qsizetype expected = message.indexOf(expected_mark);
  const qsizetype found = expected < 0 ? -1 : message.lastIndexOf(found_mark);
  if (found <= expected) {
    text.what = message;
    return text;
  }
  const qsizetype value = expected + expected_mark.size();
  text.what = message.left(expected);
  text.expected = message.mid(value, found - value);
  text.found = message.mid(found + found_mark.size());
  return text;
}

}  // namespace solopose
