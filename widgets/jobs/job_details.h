#pragma once

#include <QFrame>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace solopose {

class JobHandle;
class JobRunner;
class SavedPlace;

/// A popup with every job that has not been dismissed: how it went, its error and its log. Escape closes it.
class JobDetails : public QFrame {
  Q_OBJECT
 public:
  explicit JobDetails(JobRunner* jobs, QWidget* parent = nullptr);

  /// Opens above `anchor` with one job chosen.
  void open(const JobHandle* job, const QWidget* anchor);

 Q_SIGNALS:
  void failed(const QString& message);  ///< the desktop opens no such thing

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void retranslateUi();
  void refill();
  void showChosen();
  JobHandle* chosen() const;
  void dismissChosen();
  void dismissEnded();

  JobRunner* jobs_;
  int wanted_ = 0;  ///< id of the chosen job
  QLabel* heading_ = nullptr;
  QListWidget* list_ = nullptr;
  QLabel* outcome_ = nullptr;
  SavedPlace* made_ = nullptr;
  QPlainTextEdit* log_ = nullptr;
  QPushButton* copy_ = nullptr;
  QPushButton* dismiss_ = nullptr;
  QPushButton* dismiss_all_ = nullptr;
};

}  // namespace solopose
