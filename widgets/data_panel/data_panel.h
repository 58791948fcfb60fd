#pragma once

#include <string>
#include <vector>

#include "core/augmotion/clips.h"
#include "widgets/panel/panel.h"
#include "widgets/shared/latest_work.h"

class QLabel;
class QStackedWidget;
class QTableView;

namespace solopose {

class ActionButton;
class ClipOptionsForm;
class DatasetTableModel;
class ActionRegistry;
class EmptyPage;
class ProblemsView;
class Session;
class SplitChart;

/// What was imported: the datasets with their sizes, the chart of clips or frames per dataset and split (the
/// paper's figure 6), the options clips are cut with, and the files an import could not take.
class DataPanel : public Panel {
  Q_OBJECT
 public:
  explicit DataPanel(const PanelContext& context, QWidget* parent = nullptr);

  DatasetTableModel* datasets() const { return datasets_; }
  QTableView* table() const { return table_; }
  SplitChart* chart() const { return chart_; }
  ProblemsView* problems() const { return problems_; }
  ClipOptionsForm* clipOptions() const { return clip_options_; }
  QLabel* missingVideos() const { return missing_; }  ///< hidden when none is missing

  bool isSettled() const override { return !counting_.busy() && !looking_.busy(); }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  QWidget* buildContent();
  QWidget* buildDatasets();
  QLayout* buildMissing();
  QWidget* buildSplits();
  void retranslate();
  void updateTitle();
  void followCatalog();
  void followCursor();
  void moveCursorTo(int row);
  void addActions(ActionRegistry* actions);
  void lookForVideos();
  void showMissing(const std::vector<std::string>& videos);
  void chooseVideoFolder();
  void countSplits();
  void showCounts(const std::vector<SplitCount>& counts);

  Session* session_;
  QStackedWidget* pages_ = nullptr;
  EmptyPage* empty_;
  QLabel* datasets_title_ = nullptr;
  QTableView* table_ = nullptr;
  DatasetTableModel* datasets_ = nullptr;
  SplitChart* chart_ = nullptr;
  ClipOptionsForm* clip_options_ = nullptr;
  ProblemsView* problems_ = nullptr;
  QLabel* missing_ = nullptr;
  ActionButton* relink_ = nullptr;
  std::vector<std::string> missing_videos_;
  LatestWork counting_;
  LatestWork looking_;      ///< a disk may take its time
  bool following_ = false;  ///< the current row is being set from the cursor, not by a person
};

}  // namespace solopose
