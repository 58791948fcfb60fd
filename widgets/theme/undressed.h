#pragma once

#include <QString>

namespace solopose {

/// While it lives the application has no style sheet. With one, a widget and all that is in it are dressed
/// anew whenever it is given a parent, and what a window is put together of is given one several times. What
/// is built meanwhile is dressed as it is shown first. On the GUI thread, before the application runs: what
/// is shown already would be undressed and dressed again.
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
