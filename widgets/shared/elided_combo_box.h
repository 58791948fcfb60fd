#pragma once

#include <QComboBox>

namespace solopose {

/// A choice that gives way: what does not fit is shortened with an ellipsis, and the tooltip begins with the
/// whole.
class ElidedComboBox : public QComboBox {
  Q_OBJECT
 public:
  explicit ElidedComboBox(QWidget* parent = nullptr);

  /// As wide as the longest choice where there is room, at least as wide as this many letters.
  void setLeastLetters(int letters);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QString shownText() const;
  QSize withRoomForAll(QSize hint) const;

  int least_letters_ = 8;
};

}  // namespace solopose
