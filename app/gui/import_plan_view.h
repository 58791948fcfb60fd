#pragma once

#include <filesystem>
#include <memory>

#include <QWidget>

#include "core/project/import_plan.h"
#include "widgets/shared/latest_work.h"

class QLabel;
class QTimer;
class QTreeWidget;
class QTreeWidgetItem;

namespace solopose {

/// What an import would bring, before it does: a row for each dataset, and below it each file that would be
/// left out and what was guessed, with the reasons.
class ImportPlanView : public QWidget {
  Q_OBJECT
 public:
  explicit ImportPlanView(QWidget* parent = nullptr);

  /// Look into the files anew, off this thread, a moment after the last call. `project`: where they would go.
  void look(const ImportOptions& options, const std::filesystem::path& project);
  bool isSettled() const;
  /// Of what was asked for last; empty while that is being looked into.
  const ImportPlan& plan() const { return plan_; }

 Q_SIGNALS:
  void planned();

 private:
  void start();
  void show(const ImportPlan& plan);
  void addDataset(const PlannedDataset& dataset);
  void addReasons();
  QTreeWidgetItem* group(const QString& title);

  QLabel* state_;
  QTreeWidget* datasets_;
  QTreeWidget* reasons_;
  QTimer* delay_;
  ImportOptions options_;
  std::filesystem::path project_;
  ImportPlan plan_;
  LatestWork looking_;
};

}  // namespace solopose
