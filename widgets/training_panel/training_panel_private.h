#pragma once

#include <map>

#include <QPointer>
#include <QTimer>

#include "core/evaluation/evaluate.h"
#include "widgets/training_panel/run_store.h"
#include "widgets/training_panel/runs_model.h"
#include "widgets/training_panel/training_actions.h"
#include "widgets/training_panel/training_panel.h"

class QCheckBox;
class QListWidget;
class QMessageBox;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;
class QTableWidget;
class QTabWidget;
class QToolBar;

namespace solopose {

class ElidedLabel;
class EmptyPage;
class RunTiles;
class RunsTable;
class WorstClipsTable;

/// The panel's parts and how they work together: the form makes runs, the store writes and reads them, the
/// queue trains them, the model knows how all of them stand, and what is selected in its table is shown.
struct TrainingPanel::Private {
  Private(TrainingPanel* panel, const PanelContext& context, TrainingQueue::Train train);

  TrainingPanel* q;
  Session* session;
  ActionRegistry* registry;
  TrainingActions actions;
  RunStore store;
  TrainingQueue queue;
  RunsModel model;
  QTimer polling;                            ///< while another process trains in this project
  bool listed = false;                       ///< the project's runs have been read once
  bool stale = false;                        ///< figures have come while hidden
  std::optional<ClipOptions> project_clips;  ///< as the form last had them; none: it has a run's
  std::filesystem::path wanted;              ///< to be selected once it is in the list
  std::filesystem::path to_resume;           ///< once it is in the list
  RunListingPtr listing = std::make_shared<const RunListing>();  ///< as last read
  std::vector<WorstClip> worst_shown;                            ///< the rows of `worst`

  QStackedWidget* pages = nullptr;
  EmptyPage* empty = nullptr;
  QSplitter* columns = nullptr;
  TrainingForm* form = nullptr;
  QToolBar* tools = nullptr;
  ElidedLabel* shown_run = nullptr;
  RunTiles* tiles = nullptr;
  QSplitter* rows = nullptr;
  CurvesView* curves = nullptr;
  QTabWidget* tabs = nullptr;
  QSortFilterProxyModel* sorted = nullptr;
  RunsTable* table = nullptr;
  QWidget* comparison_page = nullptr;
  ElidedLabel* comparison_note = nullptr;
  QCheckBox* all_options = nullptr;
  QTableWidget* comparison = nullptr;
  WorstClipsTable* worst = nullptr;
  QListWidget* waiting = nullptr;

  // training_panel_ui.cpp
  void build();
  QWidget* buildContent();
  QWidget* buildComparison();
  void buildTable();
  void buildWorst();
  void fillTools();
  std::vector<QAction*> ofTheChosen() const;  ///< what can be done with the chosen run
  void retranslate();
  void refreshEmpty();

  // training_panel.cpp
  void connectAll();
  void connectActions();
  void followProject();
  void followCatalog();
  void followClips();
  void take(const RunListingPtr& fresh);
  void takeNews(const TrainingNews& news);
  void followQueue();
  void start();
  void askToDiscard();
  void askToDelete();
  QMessageBox* ask(const QString& name, const QString& title, const QString& text, const QString& button,
                   std::function<void()> then);
  void loadOptions();
  void moveInQueue(int by);
  void updateActions();

  // training_panel_going_on.cpp
  void resume(const Run* run);
  void askToExtend();
  QString whyNotOn(const Run* run) const;
  QString whyNotResumed(const Run* run) const;
  QString whyNotExtended(const Run* run) const;
  void offer(QAction* action, const QString& why_not, const QString& meaning);
  void updateGoingOn(const Run* run);

  // training_panel_selection.cpp
  std::vector<const Run*> selected() const;  ///< in the order of the table; else the run at work
  const Run* chosen() const;                 ///< the one that actions are about; nullptr with several
  void select(const std::filesystem::path& run);
  void showSelection();
  void showFigures();
  void showComparison();
  void showWorst();
  QString whyNoWorst() const;
  void openWorst(int row);

  // training_panel_evaluation.cpp
  void askToEvaluate();
  void evaluateRun(const EvaluateOptions& options);
};

}  // namespace solopose
