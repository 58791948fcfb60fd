#pragma once

#include <QStyledItemDelegate>

namespace solopose {

/// Shows names of sequences in a column of a table: where that is narrow as elided_name has them.
class SequenceNameDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  /// What of an index is read in so wide a cell.
  QString shownText(const QStyleOptionViewItem& cell, const QModelIndex& index) const;

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace solopose
