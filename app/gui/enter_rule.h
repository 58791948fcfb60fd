#pragma once

#include <QObject>

namespace solopose {

/// Enter and Space do the same wherever something is pressed or chosen: Enter presses the button that has the
/// focus, in the window as in dialogs, and Space takes the entry that is lit in an opened drop-down. An event
/// filter for the application.
class EnterRule : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace solopose
