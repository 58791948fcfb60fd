#pragma once

#include <QStyledItemDelegate>

namespace solopose {

/// A row's name with the dataset's colour swatch before it and, at the right end, what needs a look: skipped
/// files, independent test.
class DatasetTreeDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace solopose
