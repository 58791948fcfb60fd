#pragma once

#include <functional>

#include <QFrame>

class QLabel;
class QPushButton;
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

 Q_SIGNALS:
  void dismissed();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  Kind kind_;
  QLabel* text_;
  QPushButton* button_;
  QToolButton* dismiss_;
  std::function<void()> run_;
};

}  // namespace solopose
