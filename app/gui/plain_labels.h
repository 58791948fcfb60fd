#pragma once

#include <QObject>

namespace solopose {

/// Labels, tooltips and message boxes show text as it is. Qt would guess whether it is markup, and a name
/// from a file could then draw what it likes; markup is for labels that ask for it.
class PlainLabels : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace solopose
