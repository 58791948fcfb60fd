#include "widgets/shared/view_text.h"

#include <algorithm>
#include <map>
#include <set>

#include <QAbstractItemView>
#include <QHeaderView>
#include <QStringList>
#include <QTableView>
#include <QTreeView>

namespace solopose {
namespace {

const QHeaderView* heads_of(const QAbstractItemView& view) {
  if (const auto* table = qobject_cast<const QTableView*>(&view)) return table->horizontalHeader();
  if (const auto* tree = qobject_cast<const QTreeView*>(&view)) return tree->header();
  return nullptr;
}

QModelIndexList all_of(const QAbstractItemView& view) {
  QModelIndexList all;
  const QAbstractItemModel& model = *view.model();
  for (int row = 0; row < model.rowCount(view.rootIndex()); ++row)
    for (int column = 0; column < model.columnCount(view.rootIndex()); ++column)
      all.append(model.index(row, column, view.rootIndex()));
  return all;
}

QString cell_text(const QModelIndex& cell) {
  QString text = cell.data(Qt::DisplayRole).toString();
  for (const QChar part : {QLatin1Char('\t'), QLatin1Char('\n'), QLatin1Char('\r')})
    text.replace(part, QLatin1Char(' '));
  return text.trimmed();
}

}  // namespace

QString text_of_view(const QAbstractItemView& view) {
  if (view.model() == nullptr || view.selectionModel() == nullptr) return {};
  QModelIndexList cells = view.selectionModel()->selectedIndexes();
  if (cells.isEmpty()) cells = all_of(view);
  const QHeaderView* heads = heads_of(view);
  const auto place = [heads](int column) { return heads == nullptr ? column : heads->visualIndex(column); };
  std::map<int, int> columns;                   // by their place
  std::map<int, std::map<int, QString>> lines;  // by their height in the view, then by their column's place
  for (const QModelIndex& cell : cells) {
    if (heads != nullptr && heads->isSectionHidden(cell.column())) continue;
    columns[place(cell.column())] = cell.column();
    lines[view.visualRect(cell).top()][place(cell.column())] = cell_text(cell);
  }
  QStringList text;
  if (qobject_cast<const QTableView*>(&view) != nullptr && !heads->isHidden()) {
    QStringList line;
    for (const auto& [at, column] : columns) {
      QString head = view.model()->headerData(column, Qt::Horizontal).toString();
      line << head.replace(QLatin1Char('\n'), QLatin1Char(' '));
    }
    text << line.join(QLatin1Char('\t'));
  }
  for (auto& [height, line] : lines) {
    QStringList parts;
    for (const auto& [at, column] : columns) parts << line[at];
    text << parts.join(QLatin1Char('\t'));
  }
  return lines.empty() ? QString() : text.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

}  // namespace solopose
