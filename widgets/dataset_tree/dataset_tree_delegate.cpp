#include "widgets/dataset_tree/dataset_tree_delegate.h"

#include <algorithm>

#include <QApplication>
#include <QPainter>

#include "widgets/dataset_tree/dataset_tree_model.h"
#include "widgets/theme/swatch.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr int badge_padding = 5;
constexpr int badge_gap = 4;

QFont badgeFont(QFont font) {
  if (font.pointSizeF() > 0) font.setPointSizeF(font.pointSizeF() * 0.85);
  return font;
}

/// Draws a pill that ends at `right` and returns where the next one may end.
int drawBadge(QPainter* painter, const QRect& row, int right, const QString& text, const QColor& color) {
  const QFontMetrics metrics(painter->font());
  const int height = std::min(row.height() - 4, metrics.height() + 2);
  const int width = std::max(height, metrics.horizontalAdvance(text) + 2 * badge_padding);
  const QRectF pill(right - width + 0.5, row.center().y() - height / 2 + 0.5, width - 1, height - 1);
  painter->setPen(color);
  painter->setBrush(Qt::NoBrush);
  painter->drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
  painter->drawText(pill, Qt::AlignCenter, text);
  return right - width - badge_gap;
}

}  // namespace

void DatasetTreeDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
  QStyledItemDelegate::initStyleOption(option, index);
  const QVariant color = index.data(Qt::DecorationRole);
  if (color.typeId() == QMetaType::QColor) {
    option->icon = swatch_icon(color.value<QColor>());
    option->decorationSize = QSize(swatch_size, swatch_size);
    option->features |= QStyleOptionViewItem::HasDecoration;
  }
  const QString view = index.data(DatasetTreeModel::view_role).toString();
  if (!view.isEmpty()) option->text += QStringLiteral(" · ") + view;
}

void DatasetTreeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const {
  const int skipped = index.data(DatasetTreeModel::skipped_role).toInt();
  const bool independent = index.data(DatasetTreeModel::independent_role).toBool();
  if (index.column() != DatasetTreeModel::name_column || (skipped == 0 && !independent)) {
    QStyledItemDelegate::paint(painter, option, index);
    return;
  }
  QStyleOptionViewItem row = option;
  initStyleOption(&row, index);
  const QStyle* style = row.widget != nullptr ? row.widget->style() : QApplication::style();
  const QRect text_area = style->subElementRect(QStyle::SE_ItemViewItemText, &row, row.widget);

  painter->save();
  painter->setFont(badgeFont(row.font));
  const QFontMetrics metrics(painter->font());
  const QString skipped_text = QLocale().toString(skipped);
  const QString independent_text = tr("test");
  const auto width = [&](const QString& text) {
    return std::max(metrics.height() + 2, metrics.horizontalAdvance(text) + 2 * badge_padding) + badge_gap;
  };
  const int reserved = (skipped > 0 ? width(skipped_text) : 0) + (independent ? width(independent_text) : 0);
  row.text =
      row.fontMetrics.elidedText(row.text, row.textElideMode, std::max(0, text_area.width() - reserved - 4));
  style->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);

  painter->setRenderHint(QPainter::Antialiasing);
  int right = row.rect.right() - 2;
  const Theme& theme = Theme::instance();
  if (skipped > 0) right = drawBadge(painter, row.rect, right, skipped_text, theme.attention());
  if (independent) drawBadge(painter, row.rect, right, independent_text, theme.mutedText());
  painter->restore();
}

}  // namespace solopose
