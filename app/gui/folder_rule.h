#pragma once

#include <QObject>

namespace solopose {

/// Where files are asked for, the folder of the last one is shown, in this start of the program and the next;
/// unless whoever asks knows a better one. An event filter for the application. The desktop's own dialogs
/// keep their own memory.
class FolderRule : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace solopose
