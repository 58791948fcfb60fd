#include "widgets/data_panel/problems_view.h"

#include <algorithm>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include "widgets/data_panel/problems_model.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

enum Kind { every_kind, skipped_kind, remark_kind };

}  // namespace

class ProblemsView::Filter : public QSortFilterProxyModel {
 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;

  void set(const QString& text, int kind) {
    words_ = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    kind_ = kind;
    invalidateFilter();
  }

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const bool skipped = index.data(ProblemsModel::skipped_role).toBool();
    if (kind_ != every_kind && skipped != (kind_ == skipped_kind)) return false;
    const QString text = index.data(ProblemsModel::search_role).toString();
    return std::all_of(words_.begin(), words_.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
  }

 private:
  QStringList words_;
  int kind_ = every_kind;
};

ProblemsView::ProblemsView(QWidget* parent) : QWidget(parent) {
  build();
  connect(filter_, &QLineEdit::textChanged, this, &ProblemsView::applyFilter);
  connect(kind_, &QComboBox::currentIndexChanged, this, &ProblemsView::applyFilter);
  connect(copy_, &QPushButton::clicked, this, &ProblemsView::copy);
  connect(copy_action_, &QAction::triggered, this, &ProblemsView::copy);
  connect(table_, &QTableView::doubleClicked, this, &ProblemsView::requestFolder);
  connect(&Theme::instance(), &Theme::changed, table_->viewport(), qOverload<>(&QWidget::update));
  retranslate();
}

void ProblemsView::build() {
  title_ = new QLabel;
  title_->setProperty("role", "heading");
  filter_ = new QLineEdit;
  filter_->setClearButtonEnabled(true);
  filter_->setMaximumWidth(240);
  kind_ = new QComboBox;
  for (int row = every_kind; row <= remark_kind; ++row) kind_->addItem(QString());
  copy_ = new QPushButton;
  copy_->setIcon(Theme::instance().icon(QStringLiteral("copy")));

  model_ = new ProblemsModel(this);
  proxy_ = new Filter(this);
  proxy_->setSourceModel(model_);
  table_ = new QTableView;
  table_->setModel(proxy_);
  table_->setSortingEnabled(true);
  table_->sortByColumn(-1, Qt::AscendingOrder);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setShowGrid(false);
  table_->setWordWrap(false);
  table_->setStyleSheet(QStringLiteral("QTableView::item { border: none; padding: 0 5px; }"));
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(22);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setStretchLastSection(true);
  copy_action_ = new QAction(this);
  copy_action_->setShortcut(QKeySequence::Copy);
  copy_action_->setShortcutContext(Qt::WidgetShortcut);
  table_->addAction(copy_action_);
  table_->setContextMenuPolicy(Qt::ActionsContextMenu);
  none_ = new QLabel;
  none_->setProperty("role", "muted");
  none_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

  auto* header = new QHBoxLayout;
  header->addWidget(title_, 1);
  header->addWidget(filter_);
  header->addWidget(kind_);
  header->addWidget(copy_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addLayout(header);
  layout->addWidget(none_);
  layout->addWidget(table_, 1);
  layout->addStretch(0);
}

void ProblemsView::setCatalog(const std::shared_ptr<const Catalog>& catalog) {
  model_->setCatalog(catalog);
  table_->resizeColumnsToContents();
  for (int column = 0; column < ProblemsModel::column_count - 1; ++column) {
    table_->setColumnWidth(column, std::min(table_->columnWidth(column), 320));
  }
  updateTitle();
}

int ProblemsView::shownCount() const { return proxy_->rowCount(); }

void ProblemsView::retranslate() {
  filter_->setPlaceholderText(tr("Filter problems"));
  kind_->setItemText(every_kind, tr("All"));
  kind_->setItemText(skipped_kind, tr("Skipped files"));
  kind_->setItemText(remark_kind, tr("Remarks"));
  copy_->setText(tr("Copy"));
  copy_action_->setText(tr("Copy"));
  none_->setText(tr("Every file arrived whole"));
  table_->setToolTip(tr("Double-click to open the folder of a file"));
  model_->retranslate();
  updateTitle();
}

void ProblemsView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void ProblemsView::applyFilter() {
  proxy_->set(filter_->text(), kind_->currentIndex());
  updateTitle();
}

void ProblemsView::updateTitle() {
  const int all = model_->rowCount();
  QString title = tr("Files");
  if (all > 0) {
    title = tr("Problems: %1, %2")
                .arg(tr("%Ln file(s) skipped", nullptr, model_->skippedCount()),
                     tr("%Ln remark(s)", nullptr, all - model_->skippedCount()));
  }
  title_->setText(title);
  none_->setVisible(all == 0);
  for (QWidget* widget : {static_cast<QWidget*>(table_), static_cast<QWidget*>(filter_),
                          static_cast<QWidget*>(kind_), static_cast<QWidget*>(copy_)}) {
    widget->setVisible(all > 0);
  }
}

QString ProblemsView::asText() const {
  QList<int> rows;
  for (const QModelIndex& index : table_->selectionModel()->selectedRows()) rows << index.row();
  if (rows.isEmpty()) {
    for (int row = 0; row < proxy_->rowCount(); ++row) rows << row;
  }
  std::sort(rows.begin(), rows.end());
  QStringList lines;
  for (const int row : rows) {
    QStringList cells;
    for (int column = 0; column < ProblemsModel::column_count; ++column) {
      const int role =
          column == ProblemsModel::file_column ? static_cast<int>(ProblemsModel::path_role) : Qt::DisplayRole;
      cells << proxy_->index(row, column).data(role).toString();
    }
    lines << cells.join(QLatin1Char('\t'));
  }
  return lines.join(QLatin1Char('\n'));
}

void ProblemsView::copy() { QApplication::clipboard()->setText(asText()); }

void ProblemsView::requestFolder(const QModelIndex& index) {
  const QString file = index.data(ProblemsModel::path_role).toString();
  if (file.isEmpty()) return;
  Q_EMIT folderRequested(QFileInfo(file).absolutePath());
}

}  // namespace solopose
