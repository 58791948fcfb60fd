#pragma once

#include <QPointer>
#include <QWidget>

#include "widgets/session/job_runner.h"

class QLabel;
class QProgressBar;
class QToolButton;

namespace solopose {

class ActionRegistry;
class ElidedLabel;
class JobDetails;
class SavedPlace;

/// One line at the bottom of the window: what runs, how far it is, how fast and how long still, and a way to
/// cancel it, or to stop it where it is a training run; when nothing runs, how the last job ended until it is
/// dismissed, and where what it made lies.
class JobBar : public QWidget {
  Q_OBJECT
 public:
  explicit JobBar(JobRunner* jobs, QWidget* parent = nullptr);

  /// Gives the bar's buttons a place in menus, shortcuts and palette: "jobs.cancel", "jobs.open",
  /// "jobs.show-in-folder", "jobs.details".
  void addActions(ActionRegistry* actions);

  JobHandle* shownJob() const { return shown_; }  ///< nullptr: "No jobs running"

 public Q_SLOTS:
  void cancelShown();
  void dismissShown();
  void openDetails();

 Q_SIGNALS:
  void failed(const QString& message);  ///< the desktop opens no such thing

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void build();
  void retranslateUi();
  void makeRoomForButtons();
  void applyIcons();
  void choose();
  void refresh();
  bool showsTraining() const;
  void sayWhatCancelDoes();
  void showRunning();
  void showEnded();
  void showNothing();

  JobRunner* jobs_;
  JobDetails* details_ = nullptr;
  QPointer<JobHandle> shown_;
  QMetaObject::Connection progress_;

  QLabel* icon_ = nullptr;
  ElidedLabel* title_ = nullptr;
  ElidedLabel* step_ = nullptr;
  SavedPlace* made_ = nullptr;
  QProgressBar* bar_ = nullptr;
  QLabel* percent_ = nullptr;
  QLabel* rate_ = nullptr;
  QLabel* left_ = nullptr;
  QLabel* queued_ = nullptr;
  QToolButton* cancel_ = nullptr;
  QToolButton* more_ = nullptr;
  QToolButton* dismiss_ = nullptr;
};

}  // namespace solopose
