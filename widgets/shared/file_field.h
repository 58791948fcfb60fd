#pragma once

#include <functional>

#include <QWidget>

#include "widgets/shared/latest_work.h"

class QFileDialog;
class QLineEdit;
class QPushButton;

namespace solopose {

/// The name of a file, typed or chosen.
class FileField : public QWidget {
  Q_OBJECT
 public:
  /// `prepare` sets the title, mode and filters of the dialog in which a file is chosen.
  FileField(const QString& file, std::function<void(QFileDialog&)> prepare, QWidget* parent = nullptr);

  QString file() const;  ///< without blanks around it
  void setFile(const QString& file);
  QLineEdit* edit() const { return edit_; }

  /// For a file that is to be written: `go_on` once nothing is replaced unasked, never before this returns: a
  /// disk is asked that may take its time. Where a file was chosen, its dialog has asked. Another name takes
  /// it back.
  void askBeforeReplacing(const std::function<void()>& go_on);

 Q_SIGNALS:
  void changed();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void choose();
  void ask(qint64 size, const std::function<void()>& go_on);

  QLineEdit* edit_;
  QPushButton* choose_;
  std::function<void(QFileDialog&)> prepare_;
  QString chosen_;  ///< in the dialog
  LatestWork looking_;
};

}  // namespace solopose
