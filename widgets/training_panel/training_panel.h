#pragma once

#include <memory>

#include <QWidget>

#include "widgets/training_panel/training_queue.h"
#include "widgets/training_panel/training_stand.h"

namespace solopose {

class ActionRegistry;
class CurvesView;
class RunsModel;
class Session;
class TrainingForm;

/// Training from the window: a form for the next run, the runs at work and waiting, curves and figures, and
/// everything that was trained before. Owns the actions "train.…".
class TrainingPanel : public QWidget {
  Q_OBJECT
 public:
  /// Session and registry outlive the panel.
  TrainingPanel(Session* session, ActionRegistry* actions, TrainingQueue::Train train = solopose::train,
                QWidget* parent = nullptr);
  ~TrainingPanel() override;

  TrainingForm* form() const;
  TrainingQueue* queue() const;
  const RunsModel* runs() const;
  CurvesView* curves() const;

  /// Choose runs by name: their curves lie over each other.
  void selectRuns(const QStringList& names);
  /// Pages below the curves.
  enum class Page { runs, options, worst_clips, queue };
  void showPage(Page page);

  /// How the run at work stands, if there is one.
  std::optional<TrainingStand> standing() const;

  /// Nothing is being read or written (tests and the tour wait for it).
  bool isSettled() const;

  /// Switches, columns and folded sections, for the view state's sidecar.
  QByteArray saveViewState() const;
  void restoreViewState(const QByteArray& state);

 Q_SIGNALS:
  /// Somebody wants this model used: a file of a run.
  void modelChosen(const QString& file);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace solopose
