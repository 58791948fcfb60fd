#pragma once

#include <memory>
#include <vector>

#include <QAbstractTableModel>

#include "widgets/data_panel/problem_text.h"

namespace solopose {

/// Every problem of the catalog's imports, skipped files before remarks.
class ProblemsModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column {
    kind_column,
    dataset_column,
    file_column,
    what_column,
    expected_column,
    found_column,
    column_count
  };
  enum Role {
    path_role = Qt::UserRole,  ///< QString: the file
    skipped_role,              ///< bool
    search_role,               ///< QString: everything a filter looks in
  };

  using QAbstractTableModel::QAbstractTableModel;

  void setCatalog(const std::shared_ptr<const Catalog>& catalog);
  void retranslate();
  int skippedCount() const { return skipped_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  struct Row {
    ProblemText text;
    QString dataset;
    bool skipped = false;
  };
  QString text(const Row& row, int column) const;

  std::vector<Row> rows_;
  int skipped_ = 0;
};

}  // namespace solopose
