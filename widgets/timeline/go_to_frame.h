#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;

namespace solopose {

/// A small field over the timeline that asks for a frame number. Return goes there, Escape or a click
/// elsewhere closes it. Numbers beyond the sequence go to its end.
class GoToFrame : public QFrame {
  Q_OBJECT
 public:
  explicit GoToFrame(QWidget* parent);

  /// Opens with its lower left corner at `corner` (global).
  void ask(qint64 frame, qint64 frame_count, const QPoint& corner);
  QLineEdit* field() const { return field_; }

 Q_SIGNALS:
  void chosen(qint64 frame);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void accept();
  void retranslate();

  QLabel* label_;
  QLineEdit* field_;
  QLabel* range_;
  qint64 frame_count_ = 0;
};

}  // namespace solopose
