#pragma once

#include <QWidget>

#include "core/project/catalog.h"
#include "widgets/session/pose_cache.h"

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableView;

namespace solopose {

class ActionRegistry;
class FactsView;
class JointTableModel;
class Session;
class StickFigure;

/// The facts of the cursor's sequence and frame: where it comes from, how it was aligned, a front view of the pose and its joints
/// in millimetres.
class Inspector : public QWidget {
  Q_OBJECT
 public:
  explicit Inspector(Session* session, ActionRegistry* actions, QWidget* parent = nullptr);

  FactsView* facts() const { return facts_; }
  JointTableModel* joints() const { return joints_; }
  StickFigure* figure() const { return figure_; }
  QComboBox* frameChoice() const { return frame_choice_; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void retranslate();
  void followSequence();
  void followFrame();
  void updateFacts();
  void updatePose();
  void copyJoints();
  bool universalChosen() const;
  const SequenceRecord* record() const;

  Session* session_;
  ActionRegistry* actions_;
  PosesPtr poses_;  ///< of the cursor's sequence; null while loading
  QStackedWidget* pages_ = nullptr;
  QLabel* empty_ = nullptr;
  FactsView* facts_ = nullptr;
  StickFigure* figure_ = nullptr;
  QLabel* joints_title_ = nullptr;
  QComboBox* frame_choice_ = nullptr;
  QTableView* table_ = nullptr;
  JointTableModel* joints_ = nullptr;
};

}  // namespace solopose
