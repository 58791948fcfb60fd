#pragma once

#include <QApplication>
#include <QString>

namespace solopose {

/// While it lives, the application has no style sheet; then it has its own again. With a style sheet every
/// widget that gets a parent is styled anew with all that it holds, and a window of nested panels spends most
/// of the time that it takes to build on that: its widgets are styled once, when all are there.
class StyledLater {
 public:
  StyledLater() : sheet_(qApp->styleSheet()) { qApp->setStyleSheet({}); }
  ~StyledLater() { qApp->setStyleSheet(sheet_); }
  StyledLater(const StyledLater&) = delete;
  StyledLater& operator=(const StyledLater&) = delete;

 private:
  QString sheet_;
};

}  // namespace solopose
