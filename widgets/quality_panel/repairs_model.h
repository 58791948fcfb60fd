#pragma once

#include <memory>
#include <vector>

#include <QAbstractTableModel>

#include "core/project/repair.h"

namespace solopose {

struct Catalog;

/// The repairs that count, the newest first: where, what, by whom and when.
class RepairsModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column {
    sequence_column,
    frames_column,
    repair_column,
    joints_column,
    reviewer_column,
    time_column,
    column_count
  };

  using QAbstractTableModel::QAbstractTableModel;

  void setCatalog(const Catalog& catalog);
  const Repair& repairAt(int row) const { return *rows_[static_cast<std::size_t>(row)].repair; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
  void retranslate();
  static QString methodText(RepairMethod method);  ///< "Interpolated"
  static QString kindText(const Repair& repair);   ///< the same of one that was made

 private:
  struct Row {
    RepairPtr repair;
    QString sequence;  ///< what tells it apart
    QString whole;     ///< its whole name
  };
  QString text(const Row& row, int column) const;

  std::vector<Row> rows_;
};

}  // namespace solopose
