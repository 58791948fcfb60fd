#pragma once

#include <functional>

#include <QString>

class QWidget;

namespace solopose {

/// Something to do to a panel, and the picture to be taken of it then. The tour waits until all panels are
/// settled after each step.
struct TourStop {
  QString picture = {};                      ///< its name behind that of the workspace; empty: none is taken
  std::function<void()> prepare = {};        ///< what is done before the picture
  std::function<bool()> possible = {};       ///< false: the stop is left out
  std::function<void()> tidy = {};           ///< what is done after it
  std::function<void()> lose_patience = {};  ///< what is done where it does not settle in good time
  QWidget* widget = nullptr;                 ///< what is pictured; null: the panel
  bool once = false;                         ///< one theme is enough of it
};

}  // namespace solopose
