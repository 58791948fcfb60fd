#pragma once

#include <vector>

#include <QTimer>

#include "core/project/catalog.h"
#include "widgets/panel/panel.h"
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

/// The facts of the cursor's sequence and frame: where it comes from, how it was aligned, a front view of the
/// pose and its joints in millimetres.
class Inspector : public Panel {
  Q_OBJECT
 public:
  explicit Inspector(const PanelContext& context, QWidget* parent = nullptr);

  FactsView* facts() const { return facts_; }
  JointTableModel* joints() const { return joints_; }
  QTableView* jointTable() const { return table_; }
  StickFigure* figure() const { return figure_; }
  QComboBox* frameChoice() const { return frame_choice_; }  ///< rows: dataset, universal

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  QWidget* buildJoints();
  void addActions();
  void retranslate();
  void followSequence();
  void followCatalog();
  void followFrame();
  void updatePose();
  void drawFigure(const std::vector<float>& pose_mm, const SequenceRecord& record,
                  const SequenceAlignment* aligned);
  void copyJoints();
  bool eventFilter(QObject* watched, QEvent* event) override;
  const SequenceRecord* record() const;
  const SequenceAlignment* aligned()
      const;  ///< nullptr when the cursor's sequence has no place in the universal frame

  Session* session_;
  QTimer rest_;
  bool behind_ = false;  ///< of the cursor's frame, until the rest is over
  ActionRegistry* actions_;
  PosesPtr poses_;  ///< of the cursor's sequence; null while they are being loaded
  QString load_error_;
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
