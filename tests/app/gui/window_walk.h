#pragma once

#include <functional>

#include <QSize>
#include <QString>

#include "tests/app/gui/main_window_fixture.h"

class QAbstractButton;
class QWidget;

namespace solopose::testing {

/// Some pixel column of the widget lies where nobody can scroll to.
bool reaches_outside(const QWidget* widget, const QWidget* window);
/// Nothing but its picture is to be seen.
bool shows_icon_only(const QAbstractButton* button);
/// The text of a widget that shows only a part of it, without a tooltip that says the rest; empty when all of
/// it is there.
QString cut_text(const QWidget* widget);
/// In a dock that another one covers: Qt puts it aside without hiding it.
bool is_behind(const QWidget* widget);
/// Class and place, for a failure's message.
QString described(const QWidget* widget);

/// A window of a chosen size on the demo project, and a walk through all that it shows.
class WindowWalkTest : public MainWindowTest {
 protected:
  void openAt(QSize size, const char* language_code);
  void rest();
  /// Each widget that is seen in some workspace, and that workspace's id.
  void inEveryWorkspace(const std::function<void(QWidget*, const QString&)>& check);
  void expectNothingCutOff(QSize size);
};

}  // namespace solopose::testing
