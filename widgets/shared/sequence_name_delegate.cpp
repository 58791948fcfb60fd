#include "widgets/shared/sequence_name_delegate.h"

#include <QApplication>

#include "widgets/shared/elided_name.h"

namespace solopose {
namespace {

constexpr int edges_px = 8;  ///< that Qt keeps free beside a text

}  // namespace

QString SequenceNameDelegate::shownText(const QStyleOptionViewItem& cell, const QModelIndex& index) const {
  QStyleOptionViewItem option = cell;
  initStyleOption(&option, index);
  return option.text;
}

void SequenceNameDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
  QStyledItemDelegate::initStyleOption(option, index);
  if (option->rect.width() <= 0) return;  // it is asked how wide it would like to be
  const QStyle* style = option->widget != nullptr ? option->widget->style() : QApplication::style();
  const QRect place = style->subElementRect(QStyle::SE_ItemViewItemText, option, option->widget);
  option->text = elided_name(option->text, option->fontMetrics, place.width() - edges_px);
}

}  // namespace solopose
