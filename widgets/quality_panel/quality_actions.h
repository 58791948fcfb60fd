#pragma once

#include <array>
#include <vector>

#include <QCoreApplication>

class QAction;
class QWidget;

namespace solopose {

class ActionRegistry;

/// The panel's actions, "quality.…". What they do is connected by the panel. Walking works in the whole
/// window, the way to the filter too while the panel is seen; the keys of verdicts and repairs are plain
/// letters, and the panel's alone.
struct QualityActions {
  Q_DECLARE_TR_FUNCTIONS(solopose::QualityActions)
 public:
  /// `repairs`: the list of repairs, whose own key takes one back.
  QualityActions(ActionRegistry* registry, QWidget* panel, QWidget* repairs);

  QAction* next;
  QAction* previous;
  QAction* analyse;
  QAction* merge;

  // Of the chosen findings, of their sequences, of the frames that are played: each by Verdict
  std::array<QAction*, 3> judge;
  std::array<QAction*, 3> judge_sequence;
  std::array<QAction*, 3> judge_frames;
  QAction* take_back;
  QAction* write_note;
  QAction* find;
  QAction* worst_first;

  // Of the chosen findings
  QAction* swap;
  QAction* interpolate;
  QAction* blank;
  QAction* smooth;
  QAction* copy_previous;
  QAction* swap_sequence;
  QAction* swap_dataset;
  QAction* unrepair;
  // Of the repairs that are chosen in their list
  QAction* take_back_repair;

  /// Says in their tooltips what the three verdicts mean, in the language of now.
  void explain(ActionRegistry* registry) const;
  std::vector<QAction*> repairs() const;  ///< those, as the menu has them
};

}  // namespace solopose
