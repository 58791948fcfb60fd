#pragma once

#include <QString>

namespace solopose {

/// While it lives the application has no style sheet. With one, a widget and all that is in it are dressed
/// anew whenever it or what it stands in is given a parent, and a window is put together from the inside.
/// What is built meanwhile is dressed once. On the GUI thread, before the application runs: what is shown
/// already would be undressed and dressed again.
class Undressed {
 public:
  Undressed();
  ~Undressed();
  Undressed(const Undressed&) = delete;
  Undressed& operator=(const Undressed&) = delete;

 private:
  QString sheet_;
};

}  // namespace solopose
