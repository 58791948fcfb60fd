#pragma once

#include <cstdint>
#include <vector>

#include <QDialog>

#include "core/evaluation/evaluate.h"
#include "core/runs/run_folder.h"

class QCheckBox;
class QComboBox;
class QPushButton;

namespace solopose {

/// Asks on what, and how, a run is measured.
class EvaluateDialog : public QDialog {
  Q_OBJECT
 public:
  /// `frames_rejected`: of the project.
  EvaluateDialog(const Run& run, std::int64_t frames_rejected, QWidget* parent);

  EvaluateOptions options() const;  ///< but for the project

 private:
  void build(std::int64_t frames_rejected);
  void updateState();

  Run run_;
  std::vector<QCheckBox*> splits_;  ///< in the order of Split
  QComboBox* protocol_;
  QComboBox* crops_;
  QCheckBox* held_out_;
  QCheckBox* rejected_;
  QPushButton* accept_ = nullptr;
};

}  // namespace solopose
