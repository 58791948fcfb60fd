#pragma once

#include <QSplitter>

namespace solopose {

/// A view over a form. Until somebody moves the handle the form has room for what it must show however low
/// the window is, and the view has the rest.
class FormSplitter : public QSplitter {
  Q_OBJECT
 public:
  /// Heights in pixels. The form has `share` of the whole where that is more than `form`, and less than
  /// `form` where the view had less than `view`, but never less than half.
  struct Heights {
    double share = 0;
    int form = 0;
    int view = 0;
  };
  FormSplitter(const Heights& heights, QWidget* parent);

  QByteArray stateByHand() const;  ///< empty until somebody has moved the handle
  void restoreByHand(const QByteArray& state);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  Heights heights_;
  bool by_hand_ = false;
};

}  // namespace solopose
