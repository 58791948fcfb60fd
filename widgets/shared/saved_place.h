#pragma once

#include <QWidget>

class QToolButton;

namespace solopose {

class ElidedLabel;

/// Where something that was written lies: its path, cut in the middle, and two buttons that open it or show
/// it in its folder. Hidden while there is nothing.
class SavedPlace : public QWidget {
  Q_OBJECT
 public:
  explicit SavedPlace(QWidget* parent = nullptr);

  void setPlace(const QString& place);
  const QString& place() const { return place_; }
  /// Buttons without words, where there is little room.
  void setCompact(bool compact);

 public Q_SLOTS:
  void open();
  void showInFolder();

 Q_SIGNALS:
  void failed(const QString& message);  ///< it is gone, or the desktop has nothing that opens it

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  QString place_;
  ElidedLabel* path_;
  QToolButton* open_;
  QToolButton* folder_;
};

}  // namespace solopose
