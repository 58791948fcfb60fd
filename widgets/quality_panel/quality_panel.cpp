#include "widgets/quality_panel/quality_panel.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QResizeEvent>
#include <QSplitter>
#include <QTabWidget>

#include "core/project/catalog.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/quality_panel/filter_bar.h"
#include "widgets/quality_panel/finding_view.h"
#include "widgets/quality_panel/findings_table.h"
#include "widgets/quality_panel/judge_bar.h"
#include "widgets/quality_panel/quality_panel_private.h"
#include "widgets/quality_panel/threshold_page.h"
#include "widgets/session/session.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose {
namespace {

constexpr int store_delay_ms = 300;    ///< a line that is dragged must not make an edit a step
constexpr int analyse_delay_ms = 200;  ///< several edits in a row are looked at once

double share_of(const QSplitter* splitter) {
  const QList<int> sizes = splitter->sizes();
  return static_cast<double>(sizes[0]) / std::max(1, sizes[0] + sizes[1]);
}

}  // namespace

QualityPanel::Private::Private(QualityPanel* owner, const PanelContext& context)
    : panel(owner),
      session(context.session),
      registry(context.actions),
      playback(context.playback),
      lanes(context.lanes),
      repair_table(new RowTable(owner)),
      actions(context.actions, owner, repair_table) {
  store_later.setSingleShot(true);
  store_later.setInterval(store_delay_ms);
  analyse_soon.setSingleShot(true);
  analyse_soon.setInterval(analyse_delay_ms);
}

QualityPanel::QualityPanel(const PanelContext& context, QWidget* parent)
    : Panel(parent), d_(std::make_unique<Private>(this, context)) {
  setObjectName(QStringLiteral("findings"));
  setAttribute(Qt::WA_StyledBackground);
  d_->build();
  d_->connectActions();
  d_->connectParts();
  d_->connectSession();
  d_->retranslate();
  d_->followVisibility();
  d_->followCatalog();
}

// A window closes without closing its project.
QualityPanel::~QualityPanel() {
  if (d_->store_later.isActive()) d_->storeOptions();
}

FindingsModel* QualityPanel::findings() const { return d_->findings; }
SequencesModel* QualityPanel::sequences() const { return d_->sequences; }
FindingsTable* QualityPanel::table() const { return d_->table; }
FilterBar* QualityPanel::filterBar() const { return d_->filter_bar; }
JudgeBar* QualityPanel::judgeBar() const { return d_->judge_bar; }
StateBar* QualityPanel::stateBar() const { return d_->state_bar; }
ThresholdPage* QualityPanel::thresholds() const { return d_->thresholds; }
FindingView* QualityPanel::view() const { return d_->view; }
std::optional<int> QualityPanel::chosen() const { return d_->chosen; }
RepairsModel* QualityPanel::repairs() const { return d_->repairs; }
void QualityPanel::showSequences(bool shown) {
  d_->tabs->setCurrentIndex(shown ? Private::sequences_tab : Private::findings_tab);
}
void QualityPanel::showRepairs() { d_->tabs->setCurrentIndex(Private::repairs_tab); }

void QualityPanel::Private::connectActions() {
  const auto on = [this](QAction* action, auto what) {
    connect(action, &QAction::triggered, &here, [what = std::move(what)] { what(); });
  };
  const auto step = [this](bool backwards) {
    walk(backwards);
    panel->takeKeys();
  };
  on(actions.next, [step] { step(false); });
  on(actions.previous, [step] { step(true); });
  on(actions.analyse, [this] { analyse(); });
  on(actions.merge, [this] { chooseCopy(); });
  for (const Verdict verdict : {Verdict::accepted, Verdict::fix_later, Verdict::rejected}) {
    const auto at = static_cast<std::size_t>(verdict);
    on(actions.judge[at], [this, verdict] { judge(verdict); });
    on(actions.judge_sequence[at], [this, verdict] { judgeSequences(verdict); });
    on(actions.judge_frames[at], [this, verdict] { judgeFrames(verdict); });
  }
  on(actions.take_back, [this] { takeBack(); });
  on(actions.write_note, [this] { judge_bar->writeNote(); });
  on(actions.find, [this] {
    panel->showSequences(false);
    filter_bar->words()->setFocus(Qt::ShortcutFocusReason);
    filter_bar->words()->selectAll();
  });
  on(actions.worst_first, [this] { sortFindings(actions.worst_first->isChecked()); });
  on(actions.swap, [this] { repair(RepairMethod::swap_sides); });
  on(actions.interpolate, [this] { repair(RepairMethod::interpolate); });
  on(actions.blank, [this] { repair(RepairMethod::blank); });
  on(actions.smooth, [this] { repair(RepairMethod::smooth); });
  on(actions.copy_previous, [this] { repair(RepairMethod::copy_previous); });
  on(actions.swap_sequence, [this] { swapSides(targetSequences()); });
  on(actions.swap_dataset, [this] { swapSides(sequencesOfTargetDatasets()); });
  on(actions.unrepair, [this] { unrepair(); });
  on(actions.take_back_repair, [this] { takeBackRepair(); });
}

void QualityPanel::Private::connectParts() {
  const auto to_list = [this] { giveKeysBack(); };
  connect(&analyser, &QualityAnalyser::analysed, &here,
          [this](const QualityAnalysis& found) { take(found); });
  connect(&analyser, &QualityAnalyser::thresholdsTaken, &here,
          [this](const std::set<int>& detectors, const QualityAnalysis& found) {
            takeThresholds(detectors, found);
          });
  connect(&analyser, &QualityAnalyser::failed, &here, [this](const QString& message) { fail(message); });
  connect(&analyser, &QualityAnalyser::progressed, &here, [this] { refresh(); });
  connect(&analyse_soon, &QTimer::timeout, &here, [this] { analyse(); });
  connect(&store_later, &QTimer::timeout, &here, [this] { storeOptions(); });
  connect(findings, &FindingsModel::modelReset, &here, [this] { showRow(); });
  connect(findings, &FindingsModel::statesChanged, &here, [this](const std::vector<SequenceId>& of) {
    sequences->setStates(*findings, of);
    refreshLane();
    refresh();
  });
  connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, &here,
          [this](const QModelIndex& row) { rowChanged(row); });
  connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, &here,
          [this] { refreshActions(); });
  connect(sequence_table->selectionModel(), &QItemSelectionModel::selectionChanged, &here,
          [this] { refreshActions(); });
  connect(sequence_table->selectionModel(), &QItemSelectionModel::currentRowChanged, &here,
          [this](const QModelIndex& row) {
            if (row.isValid() && sequence_table->isVisible()) lookAtSequence(row.row());
          });
  connect(sequences, &SequencesModel::modelReset, &here, [this] { showSequenceRow(); });
  connect(sequences, &SequencesModel::layoutChanged, &here, [this] { showSequenceRow(); });
  connect(sequence_table, &QTableView::activated, &here,
          [this](const QModelIndex& row) { goToSequence(row.row()); });
  connect(repairs, &RepairsModel::modelReset, &here, [this] { tellRepair(); });
  connect(repair_table->selectionModel(), &QItemSelectionModel::selectionChanged, &here,
          [this] { refreshActions(); });
  connect(repair_table->selectionModel(), &QItemSelectionModel::currentRowChanged, &here,
          [this](const QModelIndex& row) {
            if (row.isValid() && repair_table->isVisible()) goToRepair(row.row());
          });
  connect(repair_table, &QTableView::activated, &here,
          [this](const QModelIndex& row) { goToRepair(row.row()); });
  connect(table, &FindingsTable::walked, &here, [this](bool backwards) { walk(backwards); });
  connect(table, &FindingsTable::filterLeft, &here, [this] {
    if (!filter_bar->filter().text.isEmpty()) filterBy({});
  });
  connect(table, &FindingsTable::chosenAgain, &here, [this] {
    if (chosen) goTo(*chosen);
  });
  connect(registry, &ActionRegistry::changed, &here, [this] { tellOtherPanels(); });
  connect(filter_bar, &FilterBar::edited, &here, [this] {
    findings->setFilter(filter_bar->filter());
    refreshPage();
    Q_EMIT panel->viewStateChanged();
  });
  connect(filter_bar, &FilterBar::left, &here, [this] { leaveFilter(); });
  connect(filter_bar, &FilterBar::givenUp, &here, [this] {
    if (findings->rowCount() == 0) filterBy({});
    leaveFilter();
  });
  connect(judge_bar, &JudgeBar::noteFinished, &here, [this] { saveNote(); });
  connect(judge_bar, &JudgeBar::left, &here, to_list);
  connect(thresholds, &ThresholdPage::thresholdEdited, &here,
          [this](int detector, float threshold) { editThreshold(detector, threshold); });
  connect(view, &FindingView::jointDropped, &here,
          [this](int joint, const Eigen::Vector3f& at_mm) { moveJoint(joint, at_mm); });
  connect(tabs, &QTabWidget::currentChanged, &here, [this] {
    followTab();
    Q_EMIT panel->viewStateChanged();
  });
  connect(splitter, &QSplitter::splitterMoved, &here, [this] {
    list_share = share_of(splitter);
    Q_EMIT panel->viewStateChanged();
  });
  connect(side, &QSplitter::splitterMoved, &here, [this] {
    view_share = share_of(side);
    Q_EMIT panel->viewStateChanged();
  });
  const auto follow_sorting = [this](int column, Qt::SortOrder order) {
    actions.worst_first->setChecked(column == FindingsModel::score_column && order == Qt::DescendingOrder);
  };
  connect(table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, &here, follow_sorting);
  for (QTableView* each : std::initializer_list<QTableView*>{table, sequence_table}) {
    connect(each->horizontalHeader(), &QHeaderView::sectionResized, panel, &Panel::viewStateChanged);
    connect(each->horizontalHeader(), &QHeaderView::sectionMoved, panel, &Panel::viewStateChanged);
    connect(each->horizontalHeader(), &QHeaderView::sortIndicatorChanged, panel, &Panel::viewStateChanged);
  }
}

void QualityPanel::Private::connectSession() {
  connect(session, &Session::projectOpened, &here, [this] { forget(); });
  connect(session, &Session::projectClosing, &here, [this] {
    if (store_later.isActive()) storeOptions();
  });
  connect(session, &Session::catalogChanged, &here, [this] { followCatalog(); });
  // What never reached the disk counts no longer; the list stays where somebody is at work.
  connect(session, &Session::failed, &here, [this] {
    repair_under_way.clear();
    showVerdicts();
  });
  connect(session, &Session::verdictsMerged, &here, [this] { listDisagreements(); });
  connect(session->cursor(), &Cursor::sequenceChanged, &here, [this] {
    showSequenceRow();
    refreshLane();
    refreshActions();
  });
  connect(&Theme::instance(), &Theme::changed, &here, [this] {
    refreshLane();
    findings->retranslate();
    sequences->retranslate();
  });
}

/// Another project: nothing of the last one stays.
void QualityPanel::Private::forget() {
  analyser.forget();
  analyse_soon.stop();
  store_later.stop();
  report.reset();
  error.clear();
  pending.clear();
  drafts.clear();
  repair_under_way.clear();
  repair_told.clear();
  mended.clear();
  state_bar->setSaving(0);
  walk_when_found.reset();
  options = session->qualityOptions();
  findings->setVerdicts({});
  findings->setFindings(nullptr, {});
  sequences->setReport(nullptr, nullptr);
  choose(std::nullopt);
  showRow();
}

bool QualityPanel::isSettled() const {
  const bool working = d_->analyser.busy() || d_->analyse_soon.isActive() || d_->store_later.isActive();
  return !working && d_->view->settled();
}

void QualityPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::StyleChange) d_->makeRoomForHeads();
  if (event->type() != QEvent::LanguageChange) return;
  d_->retranslate();
  if (d_->report != nullptr) d_->analyse();  // findings are searched by their words
}

void QualityPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  d_->applyShares();
  d_->analyseIfWanted();
  d_->refresh();
  if (event->spontaneous()) return;
  d_->followVisibility();
  d_->wantKeys();
}

void QualityPanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  if (!event->spontaneous()) d_->followVisibility();
}

void QualityPanel::takeKeys() {
  if (!isVisible()) return;
  showSequences(false);
  holdKeys();
}

/// Until there is a list nobody types into a field elsewhere.
void QualityPanel::holdKeys() {
  Panel::holdKeys();
  d_->wantKeys();
}

void QualityPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  d_->layOut(event->size().width());
}

}  // namespace solopose
