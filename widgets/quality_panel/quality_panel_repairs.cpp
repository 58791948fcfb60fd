#include <algorithm>

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QTabWidget>
#include <QVBoxLayout>

#include "core/project/catalog.h"
#include "widgets/actions/action_button.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/quality_panel/findings_table.h"
#include "widgets/quality_panel/quality_panel_private.h"
#include "widgets/session/session.h"

namespace solopose {
namespace {

constexpr int letters[] = {24, 10, 32, 22, 12, 16};  ///< that a column has room for, at first

}  // namespace

QWidget* QualityPanel::Private::buildRepairs() {
  style_table(repair_table);
  repair_table->setSortingEnabled(false);  // the newest first
  repair_table->setModel(repairs);
  const int letter = repair_table->fontMetrics().averageCharWidth();
  for (int column = 0; column < RepairsModel::column_count; ++column)
    repair_table->horizontalHeader()->resizeSection(column, letter * letters[column] + 16);
  repair_table->setItemDelegateForColumn(RepairsModel::sequence_column,
                                         new SequenceNameDelegate(repair_table));
  auto* take_back = new ActionButton(panel, actions.take_back_repair);
  take_back->setShowsKey(true);
  auto* page = new QWidget(panel);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(repair_table, 1);
  auto* foot = new QVBoxLayout;
  foot->setContentsMargins(8, 6, 8, 6);
  foot->addWidget(take_back, 0, Qt::AlignLeft);
  column->addLayout(foot);
  return page;
}

/// Where one has been taken back the next takes its row.
void QualityPanel::Private::followRepairs() {
  std::map<DatasetId, int> repaired;
  for (const SequenceRecord& sequence : session->catalog()->sequences)
    if (!sequence.repairs.empty())
      repaired[sequence.dataset] += static_cast<int>(repaired_frames(sequence.repairs).size());
  findings->setRepaired(repaired);
  const int row = repair_table->currentIndex().row();
  repairs->setCatalog(*session->catalog());
  if (row >= 0 && repairs->rowCount() > 0 && !repair_table->currentIndex().isValid())
    repair_table->selectRow(std::min(row, repairs->rowCount() - 1));
  nameTabs();
}

std::vector<RepairId> QualityPanel::Private::targetRepairs() const {
  std::vector<RepairId> ids;
  if (tabs->currentIndex() != repairs_tab) return ids;
  for (const QModelIndex& index : repair_table->selectionModel()->selectedRows())
    ids.push_back(repairs->repairAt(index.row()).id);
  return ids;
}

void QualityPanel::Private::takeBackRepair() {
  const std::vector<RepairId> ids = targetRepairs();
  if (!ids.empty()) session->withdrawRepairs(ids);
}

void QualityPanel::Private::goToRepair(int row) {
  const Repair& repair = repairs->repairAt(row);
  const SequenceRecord* record = session->catalog()->sequence(repair.sequence);
  if (record == nullptr) return;
  if (playback != nullptr) playback->pause();
  session->cursor()->setSequence(record->id, record->frames, repair.first_frame);
}

}  // namespace solopose
