#pragma once

#include <QCoreApplication>

class QAction;

namespace solopose {

class ActionRegistry;

/// The panel's actions, "train.…". What they do is connected by the panel.
struct TrainingActions {
  Q_DECLARE_TR_FUNCTIONS(solopose::TrainingActions)
 public:
  explicit TrainingActions(ActionRegistry* registry);

  /// What each does, below its name in its tooltip; for the language of now. What may go on and what may not
  /// the panel says.
  void explain(ActionRegistry* registry) const;

  // The run at work, and those that wait
  QAction* start;
  QAction* pause;
  QAction* stop_early;
  QAction* cancel;
  QAction* queue_up;
  QAction* queue_down;
  QAction* queue_remove;

  // The chosen run
  QAction* resume_run;
  QAction* extend_run;
  QAction* load_options;
  QAction* use_model;
  QAction* evaluate;
  QAction* reveal;
  QAction* remove;

  // The view
  QAction* show_form;
  QAction* logarithmic;
  QAction* without_outliers;
  QAction* over_time;
};

}  // namespace solopose
