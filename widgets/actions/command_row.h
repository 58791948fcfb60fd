#pragma once

#include <QStyledItemDelegate>

namespace solopose {

/// A line of the command palette: icon and name, the menu it stands in, and at the right its shortcut.
class CommandRow : public QStyledItemDelegate {
  Q_OBJECT
 public:
  static constexpr int place_role = Qt::UserRole + 1;
  static constexpr int shortcut_role = Qt::UserRole + 2;
  static constexpr int id_role = Qt::UserRole + 3;

  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace solopose
