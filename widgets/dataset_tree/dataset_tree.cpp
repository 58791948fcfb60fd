#include "widgets/dataset_tree/dataset_tree.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QItemSelection>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/dataset_tree/dataset_tree_delegate.h"
#include "widgets/dataset_tree/dataset_tree_model.h"
#include "widgets/session/session.h"
#include "widgets/shared/empty_page.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

// Up to here a search opens every row it found; beyond it a person types on anyway.
constexpr int expand_all_limit = 400;
// In a narrower panel the names need the room that the counts of sequences would take; the tooltip has them.
constexpr int width_for_counts = 320;
constexpr int width_for_frames = 220;  ///< narrower than this, names need the column's place
constexpr int wide_indentation = 14;
constexpr int narrow_indentation = 8;

/// Visits every row below `parent` that can be expanded and for which `enter` says so.
void walk(const QAbstractItemModel& model, const QModelIndex& parent,
          const std::function<bool(const QModelIndex&)>& enter) {
  const int rows = model.rowCount(parent);
  for (int row = 0; row < rows; ++row) {
    const QModelIndex child = model.index(row, 0, parent);
    if (model.hasChildren(child) && enter(child)) walk(model, child, enter);
  }
}

}  // namespace

DatasetTree::DatasetTree(const PanelContext& context, QWidget* parent)
    : Panel(parent), session_(context.session), actions_(context.actions) {
  build();
  addActions();
  connect(session_, &Session::catalogChanged, this, &DatasetTree::followCatalog);
  connect(session_->cursor(), &Cursor::sequenceChanged, this, &DatasetTree::revealCursor);
  connect(&Theme::instance(), &Theme::changed, view_->viewport(), qOverload<>(&QWidget::update));
  connect(model_, &DatasetTreeModel::renameRequested, session_, &Session::renameDataset);
  connect(search_, &QLineEdit::textChanged, this, &DatasetTree::applyFilter);
  connect(search_, &QLineEdit::returnPressed, this, &DatasetTree::chooseFirstHit);
  connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, &DatasetTree::moveCursorTo);
  connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DatasetTree::updateActions);
  connect(view_, &QTreeView::customContextMenuRequested, this, &DatasetTree::showContextMenu);
  retranslate();
  followCatalog();
}

void DatasetTree::build() {
  model_ = new DatasetTreeModel(this);
  search_ = new QLineEdit;
  search_->setClearButtonEnabled(true);
  search_icon_ =
      search_->addAction(Theme::instance().icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  connect(search_icon_, &QAction::triggered, search_, [this] { search_->setFocus(); });
  search_->installEventFilter(this);

  view_ = new QTreeView;
  view_->setModel(model_);
  view_->setItemDelegateForColumn(DatasetTreeModel::name_column, new DatasetTreeDelegate(view_));
  view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  view_->setUniformRowHeights(true);
  view_->setTextElideMode(Qt::ElideMiddle);  // takes differ at their ends
  view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  view_->setContextMenuPolicy(Qt::CustomContextMenu);
  view_->setIndentation(wide_indentation);
  view_->setStyleSheet(QStringLiteral("QTreeView::item { border: none; padding-right: 6px; }"));
  view_->header()->setStretchLastSection(false);
  view_->header()->setSectionResizeMode(DatasetTreeModel::name_column, QHeaderView::Stretch);
  for (const int column : {DatasetTreeModel::sequences_column, DatasetTreeModel::frames_column}) {
    view_->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  }

  nothing_found_ = new QLabel;
  nothing_found_->setProperty("role", "muted");
  nothing_found_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
  nothing_found_->setWordWrap(true);
  nothing_found_->setMargin(16);

  pages_ = new QStackedWidget;
  pages_->addWidget(view_);
  pages_->addWidget(nothing_found_);
  empty_ = new EmptyPage(actions_);
  pages_->addWidget(empty_);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  auto* search_row = new QVBoxLayout;
  search_row->setContentsMargins(6, 6, 6, 6);
  search_row->addWidget(search_);
  layout->addLayout(search_row);
  layout->addWidget(pages_, 1);
}

void DatasetTree::addActions() {
  const auto menu = [] { return tr("&Data"); };
  actions_->add({.id = "data.find",
                 .text = [] { return tr("Find in datasets"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::CTRL | Qt::Key_F),
                 .icon = "search",
                 .checkable = false,
                 .run =
                     [this](bool) {
                       search_->setFocus(Qt::ShortcutFocusReason);
                       search_->selectAll();
                     }});
  addDatasetActions();
  actions_->add({.id = "data.expand-all",
                 .text = [] { return tr("Expand all"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Right),
                 .icon = {},
                 .checkable = false,
                 .run = [this](bool) { view_->expandAll(); }});
  actions_->add({.id = "data.collapse-all",
                 .text = [] { return tr("Collapse all"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Left),
                 .icon = {},
                 .checkable = false,
                 .run = [this](bool) { view_->collapseAll(); }});
}

void DatasetTree::addDatasetActions() {
  const auto menu = [] { return tr("&Data"); };
  actions_->add({.id = "data.rename-dataset",
                 .text = [] { return tr("Rename dataset"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::Key_F2),
                 .icon = "rename",
                 .checkable = false,
                 .run = [this](bool) { startRename(); }});
  addDeletion();
  actions_->add({.id = "data.remove-dataset",
                 .text = [] { return tr("Remove dataset"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::SHIFT | Qt::Key_Delete),
                 .icon = "trash",
                 .checkable = false,
                 .run = [this](bool) { session_->remove(selection_.touched, {}); }});
  actions_->add({.id = "data.reimport-dataset",
                 .text = [] { return tr("Re-import dataset"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::Key_F5),
                 .icon = "refresh",
                 .checkable = false,
                 .run = [this](bool) { session_->reimportDataset(currentDataset()); }});
  actions_->add({.id = "data.independent-test",
                 .text = [] { return tr("Mark as independent test"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T),
                 .icon = {},
                 .checkable = true,
                 .run = [this](bool on) { session_->setIndependentTest(currentDataset(), on); }});
}

void DatasetTree::addDeletion() {
  actions_->add({.id = "data.delete",
                 .text = [this] { return deletionText(); },
                 .menu = [] { return tr("&Data"); },
                 .shortcut = QKeySequence(Qt::Key_Delete),
                 .icon = "exclude",
                 .run = [this](bool) { deleteSelected(); },
                 // Elsewhere the key belongs to what is edited there.
                 .within = view_});
}

QString DatasetTree::deletionText() const {
  const int datasets = static_cast<int>(selection_.datasets.size());
  const int sequences = static_cast<int>(selection_.sequences.size());
  if (datasets > 0 && sequences > 0) return tr("Remove datasets, exclude sequences");
  if (datasets > 0) return tr("Remove %Ln dataset(s)", nullptr, datasets);
  if (sequences == 0) return tr("Exclude");
  return selection_.all_excluded ? tr("Include %Ln sequence(s) again", nullptr, sequences)
                                 : tr("Exclude %Ln sequence(s)", nullptr, sequences);
}

void DatasetTree::deleteSelected() {
  if (!selection_.datasets.empty())
    session_->remove(selection_.datasets, selection_.sequences);
  else
    session_->setExcluded(selection_.sequences, !selection_.all_excluded);
}

void DatasetTree::retranslate() {
  search_->setPlaceholderText(tr("Search datasets, subjects, takes"));
  search_icon_->setText(tr("Search"));
  view_->setAccessibleName(tr("Datasets"));
  empty_->say(tr("No datasets yet"), tr("Import recordings to see them here"),
              {QStringLiteral("file.import")});
  model_->retranslate();
  showPage();
}

void DatasetTree::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void DatasetTree::resizeEvent(QResizeEvent* event) {
  view_->setColumnHidden(DatasetTreeModel::sequences_column, width() < width_for_counts);
  view_->setColumnHidden(DatasetTreeModel::frames_column, width() < width_for_frames);
  view_->setIndentation(width() < width_for_frames ? narrow_indentation : wide_indentation);
  QWidget::resizeEvent(event);
}

DatasetId DatasetTree::currentDataset() const {
  return view_->currentIndex().data(DatasetTreeModel::dataset_role).toLongLong();
}

void DatasetTree::followCatalog() {
  const QSet<QString> expanded = expandedKeys();
  const QStringList selected = selectedKeys();
  const QModelIndex before = view_->currentIndex();
  const QString key = model_->keyOf(before);
  const bool on_group = before.isValid() && before.data(DatasetTreeModel::sequence_role).toLongLong() == 0;
  QModelIndex top = before;
  while (top.parent().isValid()) top = top.parent();
  const int top_row = top.row();

  const QScopedValueRollback guard(following_, true);
  model_->setCatalog(session_->catalog());
  expandKeys(expanded);
  showPage();
  QModelIndex now = on_group ? model_->indexOfKey(key) : QModelIndex();
  if (!now.isValid()) now = model_->indexOf(session_->cursor()->sequence());
  if (!now.isValid() && before.isValid()) now = model_->index(std::min(top_row, model_->rowCount() - 1), 0);
  setCurrentQuietly(now);
  if (selected.size() > 1) selectKeys(selected);
}

void DatasetTree::applyFilter() {
  if (model_->filter().isEmpty()) expanded_before_search_ = expandedKeys();
  const QScopedValueRollback guard(following_, true);
  model_->setFilter(search_->text().simplified());
  if (model_->filter().isEmpty()) {
    expandKeys(expanded_before_search_);
  } else if (model_->sequenceCount() <= expand_all_limit) {
    view_->expandAll();
  } else {
    view_->expandToDepth(0);
  }
  showPage();
  setCurrentQuietly(model_->indexOf(session_->cursor()->sequence()));
}

void DatasetTree::showPage() {
  const bool empty = session_->catalog()->datasets.empty();
  search_->setEnabled(!empty);
  if (empty) {
    pages_->setCurrentIndex(2);
  } else if (model_->rowCount() == 0) {
    nothing_found_->setText(tr("Nothing matches “%1”").arg(model_->filter()));
    pages_->setCurrentIndex(1);
  } else {
    pages_->setCurrentIndex(0);
  }
  updateActions();
}

void DatasetTree::revealCursor() {
  if (view_->currentIndex().data(DatasetTreeModel::sequence_role).toLongLong() ==
      session_->cursor()->sequence())
    return;
  setCurrentQuietly(model_->indexOf(session_->cursor()->sequence()));
}

void DatasetTree::setCurrentQuietly(const QModelIndex& index) {
  const QScopedValueRollback guard(following_, true);
  if (index.isValid()) {
    view_->scrollTo(index);  // opens its ancestors
    view_->selectionModel()->setCurrentIndex(index,
                                             QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
  } else {
    view_->selectionModel()->clear();
  }
  updateActions();
}

void DatasetTree::moveCursorTo(const QModelIndex& index) {
  updateActions();
  if (following_ || !index.isValid()) return;
  const SequenceId id = index.data(DatasetTreeModel::sequence_role).toLongLong();
  if (id == 0 || id == session_->cursor()->sequence()) return;
  if (const SequenceRecord* record = session_->catalog()->sequence(id)) {
    session_->cursor()->setSequence(id, record->frames);
  }
}

void DatasetTree::chooseFirstHit() {
  QModelIndex index = model_->index(0, 0);
  while (model_->hasChildren(index)) index = model_->index(0, 0, index);
  if (!index.isValid()) return;
  view_->setCurrentIndex(index);
  view_->setFocus(Qt::OtherFocusReason);
}

void DatasetTree::updateActions() {
  selection_ = selection_of(*view_->selectionModel(), *model_);
  const DatasetRecord* dataset = session_->catalog()->dataset(currentDataset());
  const bool writable = session_->whyReadOnly().isEmpty();
  const auto enable = [this, writable](const char* id, bool enabled) {
    if (QAction* action = actions_->action(QLatin1String(id))) action->setEnabled(enabled && writable);
  };
  for (const char* id : {"data.rename-dataset", "data.reimport-dataset", "data.independent-test"})
    enable(id, dataset != nullptr);
  enable("data.remove-dataset", !selection_.touched.empty());
  enable("data.delete", !selection_.empty());
  if (QAction* action = actions_->action(QStringLiteral("data.independent-test"))) {
    action->setChecked(dataset != nullptr && dataset->independent_test);
  }
  if (QAction* action = actions_->action(QStringLiteral("data.delete"))) {
    actions_->refreshText(QStringLiteral("data.delete"));
    action->setIcon(Theme::instance().icon(deletionIcon()));
  }
}

QString DatasetTree::deletionIcon() const {
  if (!selection_.datasets.empty()) return QStringLiteral("trash");
  return selection_.all_excluded ? QStringLiteral("undo") : QStringLiteral("exclude");
}

void DatasetTree::showContextMenu(const QPoint& position) {
  QMenu menu(this);
  for (const char* id : {"data.rename-dataset", "data.reimport-dataset", "data.independent-test", "",
                         "data.delete", "data.remove-dataset", "", "data.expand-all", "data.collapse-all"}) {
    if (*id == '\0') menu.addSeparator();
    // On a dataset's row both would say the same.
    if (!selection_.datasets.empty() && qstrcmp(id, "data.remove-dataset") == 0) continue;
    if (QAction* action = actions_->action(QLatin1String(id))) menu.addAction(action);
  }
  menu.exec(view_->viewport()->mapToGlobal(position));
}

void DatasetTree::startRename() {
  const QModelIndex index = model_->indexOfDataset(currentDataset());
  if (!index.isValid()) return;
  view_->setFocus(Qt::OtherFocusReason);
  view_->setCurrentIndex(index);
  view_->edit(index);
}

QStringList DatasetTree::selectedKeys() const {
  QStringList keys;
  for (const QModelIndex& row : view_->selectionModel()->selectedRows()) keys.append(model_->keyOf(row));
  return keys;
}

void DatasetTree::selectKeys(const QStringList& keys) {
  QItemSelection rows;
  for (const QString& key : keys) {
    if (const QModelIndex row = model_->indexOfKey(key); row.isValid()) rows.select(row, row);
  }
  view_->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

QSet<QString> DatasetTree::expandedKeys() const {
  QSet<QString> keys;
  walk(*model_, {}, [&](const QModelIndex& index) {
    if (!view_->isExpanded(index)) return false;
    keys.insert(model_->keyOf(index));
    return true;
  });
  return keys;
}

void DatasetTree::expandKeys(const QSet<QString>& keys) {
  if (keys.isEmpty()) return;
  walk(*model_, {}, [&](const QModelIndex& index) {
    if (!keys.contains(model_->keyOf(index))) return false;
    view_->expand(index);
    return true;
  });
}

bool DatasetTree::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress && watched == search_) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape) {
      search_->clear();
      view_->setFocus(Qt::OtherFocusReason);
      return true;
    }
    if (key == Qt::Key_Down) {
      view_->setFocus(Qt::OtherFocusReason);
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace solopose
