#pragma once

#include <functional>

#include <QFrame>

class QLabel;
class QPushButton;
class QTimer;
class QToolButton;

namespace solopose {

/// One line above the workspace that says something without stopping anybody: an icon, a sentence, perhaps
/// one button, and a cross.
class MessageBar : public QFrame {
  Q_OBJECT
 public:
  enum class Kind { notice, error };

  MessageBar(Kind kind, const QString& text, QWidget* parent = nullptr);

  Kind kind() const { return kind_; }
  void setText(const QString& text);
  QString text() const;
  void setAction(const QString& text, std::function<void()> run);
  void setActionVisible(bool visible);
  void setDismissible(bool dismissible);
  void setOneLine();  ///< and as low as that line, for a status bar
  /// Goes by itself after a while in which nobody points at it or has the focus in it.
  void setPassing();

 Q_SIGNALS:
  void dismissed();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void pass();
  void retranslate();

  Kind kind_;
  QLabel* text_;
  QPushButton* button_;
  QToolButton* dismiss_;
  QTimer* passes_;  ///< named "passes"
  std::function<void()> run_;
};

}  // namespace solopose
