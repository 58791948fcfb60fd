#pragma once

#include <QItemSelectionModel>
#include <QTableView>

namespace solopose {

/// A table of whole rows in which the current row is always one of the selected: what a panel shows of the
/// current one and what it does to the selected ones never part. Home and End go to the first and the last
/// row. Whatever moves the current row alone in other tables (Ctrl with Home, End, arrows and pages) selects
/// it here; a row that is taken out of the selection hands over to another that stays in it. The keyboard
/// alone chooses none: where no row is current, none is when the table gets the focus. The current row stays
/// in sight when the table gets less room. Alt with Left and Right shows columns that are out of sight: the
/// arrows alone step through frames.
class RowTable : public QTableView {
  Q_OBJECT
 public:
  explicit RowTable(QWidget* parent = nullptr);

 protected:
  QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
  QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex& index,
                                                       const QEvent* event) const override;
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
  void focusInEvent(QFocusEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  bool isCurrentSelected() const;
  void selectCurrent();
  void moveIntoSelection();
  bool scrollSideways(const QKeyEvent& event);

  bool pressing_ = false;  ///< Qt moves the current row first, and selects when the button goes up
};

}  // namespace solopose
