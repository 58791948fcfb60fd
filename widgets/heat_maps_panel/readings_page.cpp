#include "widgets/heat_maps_panel/readings_page.h"

#include <cmath>

#include <QEvent>
#include <QHeaderView>
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

}  // namespace

ReadingsPage::ReadingsPage(QWidget* parent)
    : QWidget(parent),
      summary_(new ElidedLabel(this)),
      table_(new QTableWidget(joint_count, column_count, this)) {
  table_->verticalHeader()->hide();
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setShowGrid(false);
  table_->setAlternatingRowColors(true);
  table_->verticalHeader()->setDefaultSectionSize(row_height);
  table_->verticalHeader()->setMinimumSectionSize(row_height);
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  table_->horizontalHeader()->setHighlightSections(false);
  for (int row = 0; row < joint_count; ++row) {
    for (int column = 0; column < column_count; ++column) {
      auto* item = new QTableWidgetItem;
      if (column != joint_column) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
      table_->setItem(row, column, item);
    }
  }
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

void ReadingsPage::setJoint(const std::optional<Joint>& joint) {
  table_->clearSelection();
  if (!joint) return;
  table_->selectRow(index_of(*joint));
  table_->scrollToItem(table_->item(index_of(*joint), joint_column), QAbstractItemView::PositionAtTop);
}

QString ReadingsPage::summary() const { return summary_->fullText(); }

void ReadingsPage::refresh() {
  for (int row = 0; row < joint_count; ++row) {
    const JointReading reading =
        readings_ ? readings_->joints[static_cast<std::size_t>(row)] : JointReading{};
    table_->item(row, voxel_column)->setText(number(reading.voxel_error_mm, 1));
    table_->item(row, refined_column)->setText(number(reading.refined_error_mm, 2));
    const double percent = 100 * reading.confidence;
    const QString confidence =
        std::isfinite(percent) ? tr("%1 %").arg(number(percent, 0)) : number(percent, 0);
    const bool known = readings_ && readings_->expects_errors();
    table_->item(row, sureness_column)->setText(known ? number(reading.expected_error_mm, 0) : confidence);
  }
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
  table_->setHorizontalHeaderLabels({tr("Joint"), tr("Highest voxel (mm)"), tr("Refined (mm)"), QString()});
  table_->horizontalHeaderItem(joint_column)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  for (int column = voxel_column; column < column_count; ++column)
    table_->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
  for (int row = 0; row < joint_count; ++row)
    table_->item(row, joint_column)->setText(joint_text(static_cast<Joint>(row)));
  refresh();
}

}  // namespace solopose
