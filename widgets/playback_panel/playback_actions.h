#pragma once

#include <QCoreApplication>

class QAction;
class QWidget;

namespace solopose {

class ActionRegistry;

/// The panel's actions, "video.…". What they do is connected by the panel; playing itself is the timeline's.
struct PlaybackActions {
  Q_DECLARE_TR_FUNCTIONS(solopose::PlaybackActions)
 public:
  /// `panel`: where the keys of `correct` work.
  PlaybackActions(ActionRegistry* registry, QWidget* panel);

  QAction* open_video;
  QAction* close_video;
  QAction* predict;
  QAction* export_film;
  QAction* add_to_project;
  QAction* grid;
  QAction* next_view;
  QAction* previous_view;
  QAction* correct;
  QAction* next_joint;
  QAction* previous_joint;
  QAction* fit;
  QAction* actual_size;
  QAction* zoom_in;
  QAction* zoom_out;
  QAction* full_screen;
  QAction* show_truth;
  QAction* show_predictions;
  QAction* confidence;
  QAction* show_labels;
  QAction* view_3d;
  QAction* plots;
};

}  // namespace solopose
