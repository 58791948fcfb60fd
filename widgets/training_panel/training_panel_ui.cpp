#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QListWidget>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include "core/project/catalog.h"
#include "widgets/actions/action_registry.h"
#include "widgets/session/session.h"
#include "widgets/shared/elided_label.h"
#include "widgets/shared/empty_page.h"
#include "widgets/shared/sequence_name_delegate.h"
#include "widgets/training_panel/curves_view.h"
#include "widgets/training_panel/run_tiles.h"
#include "widgets/training_panel/runs_table.h"
#include "widgets/training_panel/training_form.h"
#include "widgets/training_panel/training_panel_private.h"
#include "widgets/training_panel/worst_clips_table.h"

namespace solopose {
namespace {

constexpr int row_height = 24;
constexpr int form_width = 306;
constexpr int least_form_width = 280;

void style_table(QTableView* table) {
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setShowGrid(false);
  table->setWordWrap(false);
  table->setTextElideMode(Qt::ElideMiddle);  // names of runs and sequences begin alike
  table->verticalHeader()->hide();
  table->verticalHeader()->setDefaultSectionSize(row_height);
  table->horizontalHeader()->setHighlightSections(false);
  table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table->setStyleSheet(QStringLiteral("QTableView::item { border: none; padding: 0 5px; }"));
}

}  // namespace

void TrainingPanel::Private::build() {
  pages = new QStackedWidget(q);
  pages->addWidget(buildContent());
  empty = new EmptyPage(registry, q);
  pages->addWidget(empty);
  auto* column = new QVBoxLayout(q);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(pages);
}

QWidget* TrainingPanel::Private::buildContent() {
  columns = new QSplitter(Qt::Horizontal, q);
  form = new TrainingForm(columns);
  form->setMinimumWidth(least_form_width);
  form->setRelinkAction(registry->action(QStringLiteral("data.relink")));
  tools = new QToolBar;
  tools->setIconSize({18, 18});
  fillTools();
  shown_run = new ElidedLabel;
  shown_run->setProperty("role", "muted");
  shown_run->setContentsMargins(10, 6, 10, 0);
  tiles = new RunTiles;
  QSizePolicy always = tiles->sizePolicy();
  always.setRetainSizeWhenHidden(true);  // what is below does not move away from under the mouse
  tiles->setSizePolicy(always);
  curves = new CurvesView;
  tabs = new QTabWidget;
  tabs->setDocumentMode(true);
  buildTable();
  buildWorst();
  waiting = new QListWidget;
  waiting->setTextElideMode(Qt::ElideMiddle);
  for (QWidget* page : {static_cast<QWidget*>(table), buildComparison(), static_cast<QWidget*>(worst),
                        static_cast<QWidget*>(waiting)})
    tabs->addTab(page, QString());
  rows = new QSplitter(Qt::Vertical);
  rows->setChildrenCollapsible(false);
  rows->addWidget(curves);
  rows->addWidget(tabs);
  rows->setStretchFactor(0, 3);
  rows->setStretchFactor(1, 2);
  rows->setSizes({3000, 2000});

  auto* right = new QWidget(columns);
  auto* column = new QVBoxLayout(right);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(tools);
  column->addWidget(shown_run);
  column->addWidget(tiles);
  column->addWidget(rows, 1);
  columns->setChildrenCollapsible(false);
  columns->addWidget(form);
  columns->addWidget(right);
  columns->setStretchFactor(0, 0);
  columns->setStretchFactor(1, 1);
  columns->setSizes({form_width, 3 * form_width});
  return columns;
}

void TrainingPanel::Private::fillTools() {
  tools->addAction(actions.show_form);
  tools->addSeparator();
  for (QAction* action : {actions.pause, actions.stop_early, actions.cancel}) tools->addAction(action);
  tools->addSeparator();
  for (QAction* action : {actions.logarithmic, actions.without_outliers, actions.over_time})
    tools->addAction(action);
  tools->addSeparator();
  for (QAction* action : ofTheChosen()) tools->addAction(action);
}

std::vector<QAction*> TrainingPanel::Private::ofTheChosen() const {
  return {actions.resume_run,   actions.extend_run, actions.evaluate, actions.use_model,
          actions.load_options, actions.reveal,     actions.remove};
}

void TrainingPanel::Private::buildTable() {
  sorted = new QSortFilterProxyModel(q);
  sorted->setSourceModel(&model);
  sorted->setSortRole(RunsModel::sort_role);
  table = new RunsTable;
  table->setObjectName(QStringLiteral("runs"));
  table->setModel(sorted);
  style_table(table);
  table->setSelectionMode(QAbstractItemView::ExtendedSelection);
  table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
  table->setSortingEnabled(true);
  table->sortByColumn(RunsModel::created_column, Qt::DescendingOrder);
  table->setContextMenuPolicy(Qt::ActionsContextMenu);
  for (QAction* action : ofTheChosen()) table->addAction(action);
}

QWidget* TrainingPanel::Private::buildComparison() {
  comparison_page = new QWidget;
  comparison_note = new ElidedLabel;
  comparison_note->setProperty("role", "muted");
  all_options = new QCheckBox;
  all_options->setObjectName(QStringLiteral("all-options"));
  comparison = new QTableWidget;
  style_table(comparison);
  comparison->setEditTriggers(QAbstractItemView::NoEditTriggers);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(10, 4, 10, 4);
  head->addWidget(comparison_note, 1);
  head->addWidget(all_options);
  auto* column = new QVBoxLayout(comparison_page);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(head);
  column->addWidget(comparison, 1);
  return comparison_page;
}

void TrainingPanel::Private::buildWorst() {
  worst = new WorstClipsTable;
  style_table(worst);
  worst->setItemDelegateForColumn(WorstClipsTable::sequence_column, new SequenceNameDelegate(worst));
}

void TrainingPanel::Private::refreshEmpty() {
  const bool open = session->hasProject();
  const bool nothing_to_learn =
      open && listed && session->catalog()->sequences.empty() && model.rowCount() == 0;
  if (!open)
    empty->sayNoProject(tr("Open a project to train the network on its films"));
  else
    empty->say(
        tr("There is nothing to learn from"),
        tr("Import a dataset together with its videos, at the places where it keeps them, or try a demo "
           "project with films. Without videos a network can learn from motion alone"),
        {QStringLiteral("file.import"), QStringLiteral("file.demo")});
  pages->setCurrentIndex(open && !nothing_to_learn ? 0 : 1);
}

void TrainingPanel::Private::retranslate() {
  tabs->setTabText(0, tr("Runs"));
  tabs->setTabText(1, tr("Options compared"));
  tabs->setTabText(2, tr("Worst clips"));
  tabs->setTabText(3, tr("Queue"));
  all_options->setText(tr("Show equal options too"));
  worst->setHorizontalHeaderLabels(
      {tr("Sequence"), tr("Camera"), tr("Frame"), tr("MPJPE (mm)"), tr("Found by")});
  worst->setToolTip(tr("Double click or Enter opens it in Playback, the model’s prediction over the truth"));
  waiting->setToolTip(tr("Runs that start when those before them are over"));
  actions.explain(registry);
  model.retranslate();
  table->fitColumns();
  refreshEmpty();
  followQueue();
  showSelection();
}

}  // namespace solopose
