#include <algorithm>
#include <array>

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "widgets/quality_panel/filter_bar.h"
#include "widgets/quality_panel/finding_caption.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/finding_view.h"
#include "widgets/quality_panel/findings_table.h"
#include "widgets/quality_panel/judge_bar.h"
#include "widgets/quality_panel/quality_panel_private.h"
#include "widgets/quality_panel/threshold_page.h"
#include "widgets/session/session.h"
#include "widgets/shared/empty_page.h"
#include "widgets/shared/sequence_name_delegate.h"

namespace solopose {
namespace {

constexpr int least_list_px = 120;   // a few rows
constexpr int beside_from_px = 980;  ///< narrower than this, view and threshold go under the list

/// A column of the findings and how many letters it has room for, at first.
struct ColumnRoom {
  FindingsModel::Column column;
  int letters;
};
/// From the left: where it is and what is wrong there are read in a small window without scrolling.
constexpr std::array rooms{
    ColumnRoom{FindingsModel::state_column, 11},    ColumnRoom{FindingsModel::sequence_column, 21},
    ColumnRoom{FindingsModel::frames_column, 10},   ColumnRoom{FindingsModel::reason_column, 50},
    ColumnRoom{FindingsModel::detector_column, 14}, ColumnRoom{FindingsModel::score_column, 9},
    ColumnRoom{FindingsModel::joints_column, 16}};
static_assert(rooms.size() == FindingsModel::column_count);

}  // namespace

void QualityPanel::Private::build() {
  pages = new QStackedWidget(panel);
  empty = new EmptyPage(registry, panel);
  judge_bar = new JudgeBar(actions, panel);
  findings = new FindingsModel(panel);
  repairs = new RepairsModel(panel);
  view = new FindingView(session, findings, panel);
  thresholds = new ThresholdPage(panel);
  tabs = new QTabWidget(panel);
  tabs->setDocumentMode(true);
  tabs->addTab(buildFindings(), QString());
  tabs->addTab(buildSequences(), QString());
  tabs->addTab(buildRepairs(), QString());
  state_bar = new StateBar(actions.analyse, tabs);
  tabs->setCornerWidget(state_bar);
  state_bar->setAutoFillBackground(true);              // over the line that Qt draws there
  QWidget::setTabOrder(sequence_table, repair_table);  // it was there before all others

  auto* list = new QWidget(panel);
  auto* list_column = new QVBoxLayout(list);
  list_column->setContentsMargins(0, 0, 0, 0);
  list_column->setSpacing(0);
  list_column->addWidget(tabs, 1);
  list_column->addWidget(judge_bar);
  splitter = new QSplitter(Qt::Horizontal, panel);
  splitter->addWidget(list);
  splitter->addWidget(buildSide());
  for (QSplitter* each : {side, splitter}) each->setChildrenCollapsible(false);

  pages->addWidget(splitter);
  pages->addWidget(empty);
  auto* column = new QVBoxLayout(panel);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(pages, 1);
}

/// Above the pictures, as wide as they are together: there a sentence has room.
QWidget* QualityPanel::Private::buildSide() {
  side = new QSplitter(Qt::Vertical, panel);
  side->addWidget(view);
  side->addWidget(thresholds);
  auto* page = new QWidget(panel);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(view->caption());
  column->addWidget(side, 1);
  return page;
}

QWidget* QualityPanel::Private::buildFindings() {
  table = new FindingsTable(panel);
  filter_bar = new FilterBar(panel);
  nothing = new QLabel(panel);
  nothing->setProperty("role", "muted");
  nothing->setAlignment(Qt::AlignCenter);
  nothing->setWordWrap(true);
  nothing->setMargin(16);
  end = new QLabel(panel);
  end->setWordWrap(true);
  end->setTextFormat(Qt::PlainText);
  end->setMinimumHeight(2 * end->fontMetrics().lineSpacing());
  end->setObjectName(QStringLiteral("all-judged"));
  list_pages = new QStackedWidget(panel);
  list_pages->addWidget(table);
  list_pages->addWidget(nothing);
  list_pages->setMinimumHeight(least_list_px);
  auto* page = new QWidget(panel);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  filter_bar->setContentsMargins(8, 6, 8, 6);
  column->addWidget(filter_bar);
  column->addWidget(list_pages, 1);
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(8, 4, 8, 4);
  foot->addWidget(end);
  column->addLayout(foot);
  setUpTable();
  return page;
}

void QualityPanel::Private::setUpTable() {
  table->setModel(findings);
  sortFindings(false);
  QHeaderView* header = table->horizontalHeader();
  const int letter = table->fontMetrics().averageCharWidth();
  for (int place = 0; place < FindingsModel::column_count; ++place) {
    const ColumnRoom& room = rooms[static_cast<std::size_t>(place)];
    header->moveSection(header->visualIndex(room.column), place);
    header->resizeSection(room.column, letter * room.letters + 16);
  }
  makeRoomForStates();
  header->setStretchLastSection(true);
  header->setSectionsMovable(true);
  table->setItemDelegateForColumn(FindingsModel::sequence_column, new SequenceNameDelegate(table));
}

/// Their words are few and short: none is cut, however narrow somebody's columns were kept.
void QualityPanel::Private::makeRoomForStates() {
  constexpr int icon_and_edges_px = 40;
  int widest = table->fontMetrics().horizontalAdvance(FindingsModel::framesRejectedText());
  for (const FindingState state : {FindingState::open, FindingState::accepted, FindingState::fix_later,
                                   FindingState::rejected, FindingState::partly_rejected})
    widest =
        std::max(widest, table->fontMetrics().horizontalAdvance(state_text(state) + QStringLiteral(" *")));
  QHeaderView* header = table->horizontalHeader();
  const int least = widest + icon_and_edges_px;
  if (header->sectionSize(FindingsModel::state_column) < least)
    header->resizeSection(FindingsModel::state_column, least);
}

/// By themselves they stand as they are judged best: sequence by sequence, so that neither body nor film
/// changes between two of them, what doubts the whole of a sequence first, for it settles the rest, then
/// event by event, the cause first. How far a score lies beyond its threshold says less: detectors differ in
/// how far it can.
void QualityPanel::Private::sortFindings(bool worst_first) {
  table->sortByColumn(worst_first ? FindingsModel::score_column : FindingsModel::sequence_column,
                      worst_first ? Qt::DescendingOrder : Qt::AscendingOrder);
  if (chosen) showRow();
}

QWidget* QualityPanel::Private::buildSequences() {
  sequences = new SequencesModel(panel);
  sequence_table = new RowTable(panel);
  style_table(sequence_table);
  sequence_table->setModel(sequences);
  sequence_table->sortByColumn(SequencesModel::sequence_column, Qt::AscendingOrder);
  const int letter = sequence_table->fontMetrics().averageCharWidth();
  QHeaderView* header = sequence_table->horizontalHeader();
  for (int column = 0; column < sequences->columnCount(); ++column)
    header->resizeSection(column, letter * (column == SequencesModel::sequence_column ? 28 : 13));
  makeRoomForHeads();
  sequence_table->setItemDelegateForColumn(SequencesModel::sequence_column,
                                           new SequenceNameDelegate(sequence_table));
  return sequence_table;
}

/// As they are wide in the style of the moment.
void QualityPanel::Private::makeRoomForHeads() {
  QHeaderView* header = sequence_table->horizontalHeader();
  for (int column = 0; column < sequences->columnCount(); ++column) {
    const int least = header->sectionSizeHint(column);
    if (header->sectionSize(column) < least) header->resizeSection(column, least);
  }
}

void QualityPanel::Private::retranslate() {
  nameTabs();
  actions.explain(registry);
  table->setAccessibleName(QualityPanel::tr("Findings"));
  table->setToolTip(QString());
  sequence_table->setAccessibleName(QualityPanel::tr("Sequences"));
  repair_table->setAccessibleName(QualityPanel::tr("Repairs"));
  findings->retranslate();
  sequences->retranslate();
  repairs->retranslate();
  makeRoomForStates();
  refresh();
}

void QualityPanel::Private::nameTabs() {
  tabs->setTabText(findings_tab, QualityPanel::tr("Findings"));
  tabs->setTabText(sequences_tab, QualityPanel::tr("Sequences"));
  const int count = repairs->rowCount();
  tabs->setTabText(repairs_tab, count == 0 ? QualityPanel::tr("Repairs")
                                           : QualityPanel::tr("Repairs (%1)").arg(QLocale().toString(count)));
}

/// Beside each other where there is room, else below.
void QualityPanel::Private::layOut(int width) {
  const bool beside = width >= beside_from_px;
  splitter->setOrientation(beside ? Qt::Horizontal : Qt::Vertical);
  side->setOrientation(beside ? Qt::Vertical : Qt::Horizontal);
  applyShares();
}

void QualityPanel::Private::applyShares() {
  constexpr int whole = 10'000;
  const auto apply = [](QSplitter* to, double share) {
    const int first = static_cast<int>(share * whole);
    to->setSizes({first, whole - first});
  };
  apply(splitter, list_share);
  apply(side, view_share);
}

void QualityPanel::Private::refresh() {
  const bool analysing = analyser.analysing() || analyse_soon.isActive();
  StateBar::Freshness freshness = StateBar::Freshness::none;
  if (analysing)
    freshness = StateBar::Freshness::analysing;
  else if (report != nullptr)
    freshness = isStale() ? StateBar::Freshness::stale : StateBar::Freshness::fresh;
  state_bar->setFreshness(freshness, analyser.progress());
  state_bar->setProgress(findings->progress());
  filter_bar->follow(*session->catalog(), *findings);
  refreshPage();
  refreshActions();
}

void QualityPanel::Private::refreshPage() {
  pages->setCurrentIndex(report != nullptr ? 0 : 1);
  if (!session->hasProject()) {
    empty->sayNoProject(QualityPanel::tr("Open a project to find and judge its bad frames"));
  } else if (session->catalog()->sequences.empty()) {
    empty->say(QualityPanel::tr("No sequences"),
               QualityPanel::tr("Import data to find and judge its bad frames"),
               {QStringLiteral("file.import")});
  } else if (!error.isEmpty()) {
    empty->say(QualityPanel::tr("The poses could not be looked through"), error,
               {QStringLiteral("quality.analyse")});
  } else {
    const int percent = static_cast<int>(100 * analyser.progress());  // negative: not known yet
    empty->say(percent < 0 ? QualityPanel::tr("Looking through the poses")
                           : QualityPanel::tr("Looking through the poses: %1 %").arg(percent),
               QualityPanel::tr("Findings stand here as soon as every sequence has been read"));
  }
  list_pages->setCurrentIndex(findings->rowCount() > 0 ? 0 : 1);
  nothing->setText(findings->findingCount() == 0
                       ? QualityPanel::tr("No frame is doubted. Lower a detector's threshold to look closer")
                       : QualityPanel::tr("No finding matches the filter"));
  end->setVisible(isAllJudged());
  end->setText(endText());
  giveKeysToList();
}

/// Elsewhere its keys mean something else.
void QualityPanel::Private::followVisibility() {
  actions.find->setEnabled(panel->isVisible());
  tellOtherPanels();
}

QTableView* QualityPanel::Private::shownList() const {
  QTableView* const lists[] = {table, sequence_table, repair_table};
  return lists[tabs->currentIndex()];
}

/// A list without rows wants none: it would take them when the filter has found its first.
void QualityPanel::Private::wantKeys() {
  had_keys = panel->window()->focusWidget();
  list_wants_keys = report == nullptr || shownList()->model()->rowCount() > 0;
  giveKeysToList();
}

/// As soon as there is a list to walk through; unless somebody has gone elsewhere meanwhile.
void QualityPanel::Private::giveKeysToList() {
  QTableView* list = shownList();
  if (!list_wants_keys || !list->isVisible()) return;
  list_wants_keys = false;
  if (panel->window()->focusWidget() == had_keys) list->setFocus();
}

/// From a field to the list. An empty list takes none: Qt would hand them over when its first row appears, in
/// the middle of a word that is typed into the filter.
void QualityPanel::Private::giveKeysBack() {
  if (shownList()->isVisible()) shownList()->setFocus();
}

void QualityPanel::Private::refreshActions() {
  const bool project = session->hasProject() && !session->catalog()->sequences.empty();
  const bool writable = project && session->whyReadOnly().isEmpty();
  const std::vector<int> chosen_places = targets();
  const bool some = writable && !chosen_places.empty();
  for (QAction* action : {actions.next, actions.previous, actions.analyse}) action->setEnabled(project);
  actions.merge->setEnabled(writable);
  for (QAction* action : actions.judge)
    action->setEnabled(some || (writable && tabs->currentIndex() == sequences_tab));
  for (QAction* action : actions.judge_sequence) action->setEnabled(writable && !targetSequences().empty());
  for (QAction* action : actions.judge_frames) action->setEnabled(writable);
  actions.take_back->setEnabled(writable && std::ranges::any_of(verdictsOfTargets(), std::identity()));
  const auto has_frame_before = [this](int place) {
    return findings->finding(place).finding.first_frame > 0;
  };
  const bool before = some && std::ranges::all_of(chosen_places, has_frame_before);
  const auto has_sides = [this](int place) {
    const JointMask& joints = findings->finding(place).finding.joints;
    return joints.none() || joint_pairs(joints).any();
  };
  actions.swap->setEnabled(some && std::ranges::all_of(chosen_places, has_sides));
  for (QAction* action : {actions.smooth, actions.blank}) action->setEnabled(some);
  for (QAction* action : {actions.interpolate, actions.copy_previous}) action->setEnabled(before);
  explainRepairs();
  for (QAction* action : {actions.swap_sequence, actions.swap_dataset})
    action->setEnabled(writable && !targetSequences().empty());
  const auto repaired = [this](int place) {
    const SequenceRecord* record = session->catalog()->sequence(findings->finding(place).finding.sequence);
    return record != nullptr && !record->repairs.empty();
  };
  actions.unrepair->setEnabled(some && std::ranges::any_of(chosen_places, repaired));
  actions.take_back_repair->setEnabled(writable && !targetRepairs().empty());
  judge_bar->noteField()->setEnabled(writable);
  judge_bar->offerDatasetSwap(chosen_before && chosen_before->detector == "mirrored");
  view->setMovable(writable);
  view->setAbout(aboutRow());
  tellOtherPanels();
}

}  // namespace solopose
