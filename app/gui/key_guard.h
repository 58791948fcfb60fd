#pragma once

#include <QObject>

class QWidget;

namespace solopose {

/// Plain keys such as Space, arrows, Home and End are shortcuts of the whole window, but a widget that works
/// by them keeps them while it has the focus: a tree row that can be opened keeps left and right, a button
/// or a row with a box that was reached with Tab keeps Space. While a menu is open its letters are the
/// menu's. Install on the application.
class KeyGuard : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  bool keeps(const QWidget* widget, int key) const;

  bool by_keyboard_ = false;  ///< the focus came with Tab, not with a click
};

}  // namespace solopose
