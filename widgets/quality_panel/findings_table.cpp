#include "widgets/quality_panel/findings_table.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace solopose {
namespace {

constexpr int row_height = 22;

bool walks(const QKeyEvent* event) {
  return event->key() == Qt::Key_Space && (event->modifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
}

}  // namespace

FindingsTable::FindingsTable(QWidget* parent) : RowTable(parent) { style_table(this); }

bool FindingsTable::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && walks(static_cast<QKeyEvent*>(event))) {
    event->accept();
    return true;
  }
  return RowTable::event(event);
}

void FindingsTable::keyPressEvent(QKeyEvent* event) {
  if (walks(event)) {
    Q_EMIT walked(event->modifiers().testFlag(Qt::ShiftModifier));
  } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    Q_EMIT chosenAgain();
  } else if (event->key() == Qt::Key_Escape) {
    Q_EMIT filterLeft();
  } else {
    RowTable::keyPressEvent(event);
  }
}

void style_table(RowTable* table) {
  table->setSortingEnabled(true);
  table->setShowGrid(false);
  table->setWordWrap(false);
  table->setTabKeyNavigation(false);
  table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table->setStyleSheet(QStringLiteral("QTableView::item { border: none; padding: 0 5px; }"));
  table->verticalHeader()->hide();
  table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table->verticalHeader()->setDefaultSectionSize(row_height);
  table->verticalHeader()->setMinimumSectionSize(row_height);
  table->horizontalHeader()->setHighlightSections(false);
}

}  // namespace solopose
