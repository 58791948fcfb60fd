#include "widgets/actions/command_row.h"

#include <QApplication>
#include <QIcon>
#include <QPainter>

#include "widgets/theme/theme.h"

namespace solopose {

void CommandRow::paint(QPainter* painter, const QStyleOptionViewItem& option,
                       const QModelIndex& index) const {
  QStyleOptionViewItem row = option;
  initStyleOption(&row, index);
  const QString name = row.text;
  const QIcon icon = row.icon;
  row.text.clear();
  row.icon = {};
  row.features &= ~QStyleOptionViewItem::HasDecoration;
  QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);

  const Theme& theme = Theme::instance();
  const bool enabled = option.state.testFlag(QStyle::State_Enabled);
  const QColor text = enabled ? theme.text() : row.palette.color(QPalette::Disabled, QPalette::Text);
  const QColor muted = enabled ? theme.mutedText() : text;
  const QString shortcut = index.data(shortcut_role).toString();
  const QFontMetrics metrics(row.font);
  QRect space = row.rect.adjusted(8, 0, -8, 0);

  painter->save();
  painter->setFont(row.font);
  icon.paint(painter, QRect(space.left(), space.center().y() - 7, 16, 16), Qt::AlignCenter,
             enabled ? QIcon::Normal : QIcon::Disabled);
  space.setLeft(space.left() + 24);
  painter->setPen(muted);
  painter->drawText(space, Qt::AlignVCenter | Qt::AlignRight, shortcut);
  space.setRight(space.right() - metrics.horizontalAdvance(shortcut) - 16);
  painter->setPen(text);
  const QString shown = metrics.elidedText(name, Qt::ElideRight, space.width());
  painter->drawText(space, Qt::AlignVCenter | Qt::AlignLeft, shown);
  space.setLeft(space.left() + metrics.horizontalAdvance(shown) + 12);
  painter->setPen(muted);
  painter->drawText(space, Qt::AlignVCenter | Qt::AlignLeft,
                    metrics.elidedText(index.data(place_role).toString(), Qt::ElideRight, space.width()));
  painter->restore();
}

QSize CommandRow::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const {
  return {120, option.fontMetrics.height() + 12};
}

}  // namespace solopose
