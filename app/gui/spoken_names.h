#pragma once

#include <QObject>

namespace solopose {

/// Who does not see the window hears names. What takes the keyboard, and every list and table, is called
/// where it was given none by what stands in it while it is empty, or by the panel or dialog that it is in,
/// said once for all of them. An event filter for the application; names follow the language.
class SpokenNames : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace solopose
