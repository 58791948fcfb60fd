#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <QPointer>
#include <QTimer>

#include "core/project/repair_makers.h"
#include "core/project/verdict.h"
#include "core/quality/quality_options.h"
#include "widgets/quality_panel/findings_model.h"
#include "widgets/quality_panel/note_text.h"
#include "widgets/quality_panel/quality_actions.h"
#include "widgets/quality_panel/quality_analyser.h"
#include "widgets/quality_panel/quality_panel.h"
#include "widgets/quality_panel/repairs_model.h"
#include "widgets/quality_panel/sequences_model.h"
#include "widgets/quality_panel/state_bar.h"

class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace solopose {

class ActionRegistry;
class EmptyPage;
class Playback;
class RowTable;
class Session;
class TimelineLanes;

/// The panel's parts and how they work together: the analyser finds, the models list, walking moves the
/// cursor, verdicts go through the session and are shown before it has answered.
struct QualityPanel::Private {
  Private(QualityPanel* owner, const PanelContext& context);

  // quality_panel_ui.cpp
  void build();
  QWidget* buildFindings();
  QWidget* buildSequences();
  QWidget* buildSide();
  void nameTabs();
  void setUpTable();
  void makeRoomForStates();
  void makeRoomForHeads();
  void sortFindings(bool worst_first);
  void retranslate();
  void layOut(int width);
  void applyShares();
  void refresh();
  void refreshPage();
  void followVisibility();
  QTableView* shownList() const;
  void wantKeys();
  void giveKeysToList();
  void giveKeysBack();
  void refreshActions();

  // quality_panel.cpp
  void connectActions();
  void connectParts();
  void connectSession();
  void forget();

  // quality_panel_analysis.cpp
  void followCatalog();
  bool isStale() const;
  void analyse();
  void analyseIfWanted();
  void take(const QualityAnalysis& analysis);
  void takeThresholds(const std::set<int>& detectors, const QualityAnalysis& analysis);
  void fail(const QString& message);
  void editThreshold(int detector, float threshold);
  void storeOptions();
  void followOptions();

  // quality_panel_walk.cpp
  std::optional<int> placeLike(const Finding& finding) const;
  void keepChosen();
  void choose(std::optional<int> place);
  void moveTo(int place);
  void goTo(int place);
  void showRow();
  void rowChanged(const QModelIndex& row);
  std::optional<int> nextPlace(bool backwards) const;
  void walk(bool backwards);
  void goToSequence(int row);
  void lookAtSequence(int row);
  void filterBy(const FindingFilter& filter);
  void leaveFilter();
  void refreshLane();
  QString howToJudge() const;
  QString keysToJudge() const;
  std::vector<QAction*> aptRepairs(const Finding& finding) const;
  void tellOtherPanels();

  // quality_panel_end.cpp
  bool isAllJudged() const;
  QString allJudgedText() const;
  QString endText() const;
  void tellEnd(const QString& before = {});
  QString noneOpenText() const;
  QString settledText(Verdict verdict, int settled, int reopened) const;
  QString wholeText(const std::vector<SequenceId>& ids, Verdict verdict) const;
  QString stillRejectedText(int place) const;

  // quality_panel_repairs.cpp
  QWidget* buildRepairs();
  void followRepairs();
  std::vector<RepairId> targetRepairs() const;
  void takeBackRepair();
  void goToRepair(int row);
  void askForRepair(const std::vector<RepairRequest>& requests);
  void takeBackRepairs(const std::set<RepairId>& ids);
  void tellRepair();
  bool isRepairedSince(const Finding& finding) const;
  void leadOn(const QString& appeared, bool was_there);
  void lookAtBroughtBack();
  QString newFindingsText(const QualityAnalysis& analysis) const;

  // quality_panel_tabs.cpp
  bool notesFindings() const;
  void followTab();
  void showRowOfTab();
  void showSequenceRow();
  QString aboutRow() const;
  QString aboutSequence() const;
  QString aboutRepair(const Repair& repair) const;

  // quality_panel_refusals.cpp
  bool isRejected(SequenceId sequence, FrameRun frames) const;
  QString rejectedText() const;
  QString whyRejected(const Finding& finding) const;
  QString whyNoBridge(const Finding& finding) const;
  QString noFrameBeforeText() const;
  QString whyNoRepair(RepairMethod method) const;
  void explainRepairs();

  // quality_panel_judge.cpp
  std::vector<int> targets() const;
  std::vector<SequenceId> targetSequences() const;
  std::vector<SequenceId> sequencesOfTargetDatasets() const;
  VerdictRecord verdictOf(SequenceId sequence, FrameRun frames, Verdict verdict);
  void judge(Verdict verdict);
  void judgeSequences(Verdict verdict);
  void judgeFrames(Verdict verdict);
  std::set<VerdictId> verdictsOfTargets() const;
  void takeBack();
  QString give(const std::vector<VerdictRecord>& verdicts, int meant, const QString& what = {});
  std::vector<int> showVerdicts();
  void followVerdicts();
  void saveNote();
  void keepDraft(const Finding& finding);
  NoteText noteOf(const Finding& finding) const;
  void chooseCopy();
  void listDisagreements();
  void repair(RepairMethod method);
  void swapSides(const std::vector<SequenceId>& ids);
  void moveJoint(int joint, const Eigen::Vector3f& to_mm);
  void unrepair();

  QObject here;  ///< what is connected to it ends with it, before the panel's widgets go
  QualityPanel* panel;
  enum Tab { findings_tab, sequences_tab, repairs_tab };

  Session* session;
  ActionRegistry* registry;
  Playback* playback;
  TimelineLanes* lanes;
  RowTable* repair_table;
  QualityActions actions;
  QualityAnalyser analyser;

  std::shared_ptr<const QualityReport> report;  ///< null: nothing was analysed
  std::size_t analysed_key = 0;  ///< of the data in which `report` was found, or is being looked for
  QString error;                 ///< why there is no analysis
  QualityOptions options;        ///< as the threshold page has them; the session's follow
  QTimer store_later;
  QTimer analyse_soon;

  using DraftKey = std::tuple<SequenceId, std::string, std::int64_t>;  ///< sequence, detector, first frame
  std::optional<int> chosen;             ///< place of the finding that is looked at
  std::optional<Finding> chosen_before;  ///< what it was, to know it again in another list
  std::optional<Finding> gone;           ///< that is no longer there
  std::optional<int> gone_at;            ///< where it was, when it is no longer there
  std::map<DraftKey, NoteText> drafts;   ///< notes on findings that nobody has judged yet
  bool choosing = false;                 ///< the row follows the chosen finding, not the other way round
  bool noted_findings = true;            ///< the note in the bar is the chosen finding's
  bool looked_at_sequences = false;      ///< since the chosen finding was
  QString repair_under_way;              ///< what it does, to be told once it is done; empty: none
  QString repair_told;                   ///< what the last one did, until its findings are known
  /// That a repair has removed and that were left for the next one, with how often their sequence was
  /// repaired.
  std::vector<std::pair<Finding, std::size_t>> mended;
  std::optional<bool> walk_when_found;  ///< backwards or not: somebody asked before there was a list

  std::map<int, std::vector<VerdictRecord>> pending;  ///< shown already, on their way to the disk; as given
  int given = 0;                                      ///< how often verdicts were

  FindingsModel* findings = nullptr;
  SequencesModel* sequences = nullptr;
  RepairsModel* repairs = nullptr;
  QStackedWidget* pages = nullptr;
  EmptyPage* empty = nullptr;
  StateBar* state_bar = nullptr;
  QTabWidget* tabs = nullptr;
  FilterBar* filter_bar = nullptr;
  QStackedWidget* list_pages = nullptr;
  QLabel* nothing = nullptr;
  QLabel* end = nullptr;  ///< that all is judged
  FindingsTable* table = nullptr;
  RowTable* sequence_table = nullptr;
  JudgeBar* judge_bar = nullptr;
  FindingView* view = nullptr;
  ThresholdPage* thresholds = nullptr;
  QSplitter* splitter = nullptr;  ///< list and side
  QSplitter* side = nullptr;      ///< 3D view and threshold
  double list_share = 0.64;       ///< of the splitter, as somebody has set it
  double view_share = 0.55;
  bool list_wants_keys = false;  ///< since the panel was shown
  QPointer<QWidget> had_keys;    ///< then
};

}  // namespace solopose
