#include "widgets/heat_maps_panel/readings_page.h"

#include <cmath>

#include <QEvent>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include "widgets/heat_maps_panel/shown_number.h"
#include "widgets/shared/elided_label.h"
#include "widgets/shared/joint_names_text.h"

namespace solopose {
namespace {

constexpr int row_height = 20;  // fifteen joints are many in a low window
enum Column { joint_column, voxel_column, refined_column, sureness_column, column_count };

QString number(double value, int decimals) {
  return std::isfinite(value) ? shown_number(QLocale(), value, decimals) : QStringLiteral("–");
}

/// Sorted by its number, not by its words; what is not known comes last in either order.
class NumberItem : public QTableWidgetItem {
 public:
  void show(double value, const QString& text) {
    value_ = value;
    setText(text);
  }
  double value() const { return value_; }
  bool operator<(const QTableWidgetItem& other) const override {
    const double others = static_cast<const NumberItem&>(other).value_;
    const bool ascending = tableWidget()->horizontalHeader()->sortIndicatorOrder() == Qt::AscendingOrder;
    if (std::isnan(value_) == std::isnan(others)) return value_ < others;
    return std::isnan(others) == ascending;
  }

 private:
  double value_ = 0;
};

NumberItem* item_at(const QTableWidget* table, int row, int column) {
  return static_cast<NumberItem*>(table->item(row, column));
}

}  // namespace

ReadingsPage::ReadingsPage(QWidget* parent)
    : QWidget(parent),
      summary_(new ElidedLabel(this)),
      table_(new QTableWidget(joint_count, column_count, this)) {
  table_->verticalHeader()->hide();
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setShowGrid(false);
  table_->setAlternatingRowColors(true);
  table_->verticalHeader()->setDefaultSectionSize(row_height);
  table_->verticalHeader()->setMinimumSectionSize(row_height);
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  table_->horizontalHeader()->setSectionResizeMode(joint_column, QHeaderView::ResizeToContents);
  table_->horizontalHeader()->setHighlightSections(false);
  for (int row = 0; row < joint_count; ++row) {
    for (int column = 0; column < column_count; ++column) {
      auto* item = new NumberItem;
      if (column != joint_column) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
      table_->setItem(row, column, item);
    }
    item_at(table_, row, joint_column)->show(row, {});
  }
  table_->horizontalHeader()->setSortIndicator(joint_column, Qt::AscendingOrder);
  connect(table_, &QTableWidget::itemSelectionChanged, this, [this] {
    if (const auto joint = chosenJoint()) Q_EMIT jointChosen(*joint);
  });
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 6, 10, 4);
  column->setSpacing(4);
  column->addWidget(summary_);
  column->addWidget(table_, 1);
  retranslate();
}

void ReadingsPage::setReadings(const HeatMapReadingsPtr& readings, int joints_outside) {
  readings_ = readings;
  outside_ = joints_outside;
  refresh();
}

void ReadingsPage::clear() {
  readings_.reset();
  refresh();
}

int ReadingsPage::rowOf(Joint joint) const {
  int row = 0;
  while (item_at(table_, row, joint_column)->value() != index_of(joint)) ++row;
  return row;
}

std::optional<Joint> ReadingsPage::chosenJoint() const {
  const QModelIndexList rows = table_->selectionModel()->selectedRows();
  if (rows.isEmpty()) return std::nullopt;
  return static_cast<Joint>(item_at(table_, rows.front().row(), joint_column)->value());
}

/// A row that somebody has clicked stays where it is.
void ReadingsPage::setJoint(const std::optional<Joint>& joint) {
  if (joint == chosenJoint()) return;
  const QSignalBlocker quiet(table_);
  table_->clearSelection();
  if (!joint) return;
  const int row = rowOf(*joint);
  table_->selectRow(row);
  table_->scrollToItem(table_->item(row, joint_column), QAbstractItemView::PositionAtTop);
}

QString ReadingsPage::summary() const { return summary_->fullText(); }

void ReadingsPage::fillRow(int row) {
  const auto joint = static_cast<std::size_t>(item_at(table_, row, joint_column)->value());
  const JointReading reading = readings_ ? readings_->joints[joint] : JointReading{};
  item_at(table_, row, voxel_column)->show(reading.voxel_error_mm, number(reading.voxel_error_mm, 1));
  item_at(table_, row, refined_column)->show(reading.refined_error_mm, number(reading.refined_error_mm, 2));
  NumberItem* sureness = item_at(table_, row, sureness_column);
  if (readings_ && readings_->expects_errors())
    return sureness->show(reading.expected_error_mm, number(reading.expected_error_mm, 0));
  const double percent = 100 * reading.confidence;
  const QString shown = number(percent, 0);
  sureness->show(percent, std::isfinite(percent) ? tr("%1 %").arg(shown) : shown);
}

// While rows are filled they stay where they are.
void ReadingsPage::refresh() {
  table_->setSortingEnabled(false);
  for (int row = 0; row < joint_count; ++row) fillRow(row);
  table_->setSortingEnabled(true);
  nameSureness();
  if (!readings_) return summary_->setFullText({});
  const QString errors =
      tr("Mean error %1 mm at the highest voxel, %2 mm refined")
          .arg(number(readings_->mean_voxel_error_mm(), 1), number(readings_->mean_refined_error_mm(), 2));
  const QString outside = tr("%Ln joint(s) outside the cube", "", outside_);
  const QString whole =
      tr("%Ln in the whole sequence", "", static_cast<int>(readings_->sequence_joints_outside));
  summary_->setFullText(QStringLiteral("%1 · %2, %3").arg(errors, outside, whole));
}

void ReadingsPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

/// What a model's confidence means is better than the bare number, where it is known.
void ReadingsPage::nameSureness() {
  QTableWidgetItem* head = table_->horizontalHeaderItem(sureness_column);
  if (readings_ && readings_->expects_errors()) {
    head->setText(tr("Expected error (mm)"));
    head->setToolTip(tr(
        "On validation data, half of the model's answers that were as sure of this joint were nearer to the "
        "truth, relative to the pelvis"));
  } else {
    head->setText(tr("Confidence"));
    head->setToolTip(
        tr("How sure the model is of its answer; of a file, how sure the matching of its peaks to joints is, "
           "which is told where the joints are"));
  }
}

void ReadingsPage::retranslate() {
  table_->setHorizontalHeaderLabels({tr("Joint"), tr("Voxel (mm)"), tr("Refined (mm)"), QString()});
  table_->horizontalHeaderItem(joint_column)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  for (int column = voxel_column; column < column_count; ++column)
    table_->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
  table_->horizontalHeaderItem(voxel_column)->setToolTip(tr("At the highest voxel"));
  table_->horizontalHeaderItem(refined_column)
      ->setToolTip(tr("Between the voxels, refined from their values"));
  for (int column = voxel_column; column <= refined_column; ++column)  // the worst first
    table_->horizontalHeaderItem(column)->setData(Qt::InitialSortOrderRole, Qt::DescendingOrder);
  for (int joint = 0; joint < joint_count; ++joint)
    item_at(table_, rowOf(static_cast<Joint>(joint)), joint_column)
        ->setText(joint_text(static_cast<Joint>(joint)));
  refresh();
}

}  // namespace solopose
