#pragma once

#include <QObject>

namespace solopose {

/// The wheel over a form that scrolls moves the form: a number, a choice or a slider in it takes the wheel
/// only while it has the keyboard, so that nobody changes what they scroll past. An event filter for the
/// application.
class WheelRule : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace solopose
