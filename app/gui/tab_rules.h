#pragma once

#include <QObject>

namespace solopose {

/// Where Tab goes, said once for all panels: it reaches whatever can be pressed or chosen, though a click
/// there takes the focus from nobody, and it goes on from every list and every text, instead of to the next
/// cell or into the text. An event filter for the application.
class TabRules : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace solopose
