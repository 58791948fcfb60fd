#pragma once

#include <QLabel>

namespace solopose {

/// One line that gives way: it shortens with an ellipsis instead of pushing its neighbours out, and shows the
/// whole text as its tooltip while it does.
class ElidedLabel : public QLabel {
  Q_OBJECT
 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

  /// `end`: what follows the text and stays whole when that is shortened.
  void setFullText(const QString& text, const QString& end = {});
  /// Where the ellipsis stands: at the end, or in the middle of what is told apart by its end.
  void setElideMode(Qt::TextElideMode mode);
  QString fullText() const { return full_; }
  QSize minimumSizeHint() const override;
  QSize sizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void elide();
  QString full_;
  QString end_;  ///< of it
  Qt::TextElideMode mode_ = Qt::ElideRight;
};

}  // namespace solopose
