#pragma once

#include <QObject>

namespace solopose {

/// Ctrl+C in any list, table or tree puts what is selected there into the clipboard as text, said once for
/// all panels. An event filter for the application.
class CopyRule : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace solopose
