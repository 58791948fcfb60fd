#pragma once

#include <vector>

#include <QFutureWatcher>
#include <QWidget>

#include "core/augmotion/clips.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace solopose {

class ActionRegistry;
class ClipOptionsForm;
class DatasetTableModel;
class ProblemsView;
class Session;
class SplitChart;

/// What was imported: the datasets with their sizes, the chart of clips or frames per dataset and split (the paper's figure 6), the
/// options clips are cut with, and the files an import could not take.
class DataPanel : public QWidget {
  Q_OBJECT
 public:
  explicit DataPanel(Session* session, ActionRegistry* actions, QWidget* parent = nullptr);

  DatasetTableModel* datasets() const { return datasets_; }
  SplitChart* chart() const { return chart_; }
  ProblemsView* problems() const { return problems_; }
  ClipOptionsForm* clipOptions() const { return clip_options_; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  QWidget* buildEmptyPage();
  QWidget* buildContent();
  void retranslate();
  void followCatalog();
  void countSplits();
  void showCounts();

  Session* session_;
  ActionRegistry* actions_;
  QStackedWidget* pages_ = nullptr;
  QLabel* empty_title_ = nullptr;
  QLabel* empty_hint_ = nullptr;
  QPushButton* import_ = nullptr;
  QPushButton* demo_ = nullptr;
  QTableView* table_ = nullptr;
  DatasetTableModel* datasets_ = nullptr;
  SplitChart* chart_ = nullptr;
  ClipOptionsForm* clip_options_ = nullptr;
  ProblemsView* problems_ = nullptr;
  QLabel* datasets_title_ = nullptr;
  QLabel* problems_title_ = nullptr;
  QFutureWatcher<std::vector<SplitCount>> counting_;
};

}  // namespace solopose
