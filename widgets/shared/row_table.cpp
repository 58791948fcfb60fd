#include "widgets/shared/row_table.h"

#include <algorithm>

#include <QKeyEvent>
#include <QResizeEvent>
#include <QScrollBar>

namespace solopose {

RowTable::RowTable(QWidget* parent) : QTableView(parent) {
  setSelectionBehavior(SelectRows);
  setSelectionMode(ExtendedSelection);
}

QModelIndex RowTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) {
  if (model() == nullptr || (action != MoveHome && action != MoveEnd))
    return QTableView::moveCursor(action, modifiers);
  const int row = action == MoveHome ? 0 : model()->rowCount() - 1;
  return model()->index(row, std::max(currentIndex().column(), 0));
}

/// What the program selects does not hang on keys that somebody happens to hold, Ctrl of Ctrl+Z among them.
QItemSelectionModel::SelectionFlags RowTable::selectionCommand(const QModelIndex& index,
                                                               const QEvent* event) const {
  if (event != nullptr) return QTableView::selectionCommand(index, event);
  return QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;
}

void RowTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QTableView::currentChanged(current, previous);
  if (!pressing_) selectCurrent();
}

/// Qt would make the first row current, and nobody has looked at it.
void RowTable::focusInEvent(QFocusEvent* event) {
  if (currentIndex().isValid()) return QTableView::focusInEvent(event);
  QAbstractScrollArea::focusInEvent(event);
  viewport()->update();
}

bool RowTable::scrollSideways(const QKeyEvent& event) {
  const bool left = event.key() == Qt::Key_Left;
  if (event.modifiers() != Qt::AltModifier || (!left && event.key() != Qt::Key_Right)) return false;
  QScrollBar* bar = horizontalScrollBar();
  bar->setValue(bar->value() + (left ? -1 : 1) * viewport()->width() / 3);
  return true;
}

void RowTable::keyPressEvent(QKeyEvent* event) {
  if (scrollSideways(*event)) return;
  pressing_ = false;  // a menu may have taken the release
  QTableView::keyPressEvent(event);
  moveIntoSelection();
}

void RowTable::mousePressEvent(QMouseEvent* event) {
  pressing_ = true;
  QTableView::mousePressEvent(event);
}

void RowTable::mouseReleaseEvent(QMouseEvent* event) {
  QTableView::mouseReleaseEvent(event);
  pressing_ = false;
  moveIntoSelection();
}

/// A row that somebody has scrolled away from stays out of sight.
void RowTable::resizeEvent(QResizeEvent* event) {
  const QModelIndex current = currentIndex();
  const int top = current.isValid() ? rowViewportPosition(current.row()) : -1;
  const bool seen = current.isValid() && top >= 0 && top < std::max(1, event->oldSize().height());
  QTableView::resizeEvent(event);
  if (!seen) return;
  const int sideways = horizontalScrollBar()->value();
  scrollTo(current);
  horizontalScrollBar()->setValue(sideways);
}

bool RowTable::isCurrentSelected() const {
  return !currentIndex().isValid() || selectionModel()->isRowSelected(currentIndex().row());
}

void RowTable::selectCurrent() {
  if (isCurrentSelected()) return;
  selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void RowTable::moveIntoSelection() {
  if (selectionModel() == nullptr || isCurrentSelected()) return;
  const QModelIndexList selected = selectionModel()->selectedRows();
  if (selected.isEmpty()) return selectCurrent();
  selectionModel()->setCurrentIndex(selected.back().siblingAtColumn(currentIndex().column()),
                                    QItemSelectionModel::NoUpdate);
}

}  // namespace solopose
