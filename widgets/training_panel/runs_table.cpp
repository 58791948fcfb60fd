#include "widgets/training_panel/runs_table.h"

#include <algorithm>

#include <QHeaderView>

#include "widgets/training_panel/runs_model.h"

namespace solopose {
namespace {

struct Column {
  int column;
  int width;
};

constexpr Column by_importance[] = {
    {RunsModel::name_column, 120},     {RunsModel::state_column, 84},    {RunsModel::best_column, 76},
    {RunsModel::mean_pose_column, 76}, {RunsModel::steps_column, 66},    {RunsModel::duration_column, 70},
    {RunsModel::created_column, 112},  {RunsModel::notes_column, 120},   {RunsModel::loss_column, 150},
    {RunsModel::frame_column, 74},     {RunsModel::datasets_column, 90}, {RunsModel::preset_column, 62}};

constexpr int most_width = 170;

}  // namespace

void RunsTable::fitColumns() {
  QHeaderView* header = horizontalHeader();
  if (header->count() != RunsModel::column_count) return;
  header->setSectionResizeMode(RunsModel::name_column, QHeaderView::Stretch);
  int left = viewport()->width();
  for (const auto& [column, width] : by_importance) {
    setColumnHidden(column, false);  // a hidden one has no size
    const int contents = std::min(sizeHintForColumn(column), most_width);
    const int wanted = std::max({width, header->sectionSizeHint(column) + 8, contents + 8});
    const bool fits = column == RunsModel::name_column || wanted <= left;
    setColumnHidden(column, !fits);
    if (column != RunsModel::name_column) header->resizeSection(column, wanted);
    left = fits ? left - wanted : 0;  // nothing of less importance in its place
  }
}

void RunsTable::reset() {
  QTableView::reset();
  fitColumns();
}

void RunsTable::dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles) {
  QTableView::dataChanged(first, last, roles);
  if (first.column() <= RunsModel::state_column && last.column() >= RunsModel::state_column) fitColumns();
}

void RunsTable::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  if (event->size().width() != event->oldSize().width()) fitColumns();
}

void RunsTable::changeEvent(QEvent* event) {
  QTableView::changeEvent(event);
  if (event->type() == QEvent::StyleChange) fitColumns();
}

}  // namespace solopose
