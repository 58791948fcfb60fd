#pragma once

#include <memory>

#include <QAbstractItemModel>

#include "widgets/dataset_tree/sequence_search.h"
#include "widgets/dataset_tree/tree_index.h"

namespace solopose {

/// The tree's rows. Columns: name, sequences, frames. Rows come into being when a view asks for them.
class DatasetTreeModel : public QAbstractItemModel {
  Q_OBJECT
 public:
  enum Column { name_column, sequences_column, frames_column, column_count };
  enum Role {
    dataset_role = Qt::UserRole,  ///< DatasetId of any row
    dataset_row_role,             ///< bool: the row is a dataset
    sequence_role,                ///< SequenceId of a leaf, else 0
    skipped_role,                 ///< int: files of this dataset an import had to leave out
    independent_role,             ///< bool: the dataset is an independent test
    excluded_role,                ///< bool: every sequence of the row is excluded
    view_role,                    ///< QString: the one view of a take, when it is not "world"
  };

  explicit DatasetTreeModel(QObject* parent = nullptr);

  void setCatalog(std::shared_ptr<const Catalog> catalog);
  void setFilter(const QString& text);
  const QString& filter() const { return filter_; }
  /// Sequences that the filter lets through.
  int sequenceCount() const { return static_cast<int>(tree_->member_count()); }

  std::vector<SequenceId> sequencesBelow(const QModelIndex& index) const;
  QModelIndex indexOf(SequenceId sequence) const;  ///< invalid when it is not shown
  QModelIndex indexOfDataset(DatasetId dataset) const;
  /// Names a row across changes of the catalog: by dataset ID, then by levels and labels.
  QString keyOf(const QModelIndex& index) const;
  QModelIndex indexOfKey(const QString& key) const;

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& child) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  bool hasChildren(const QModelIndex& parent = {}) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
  /// Only a dataset's name: asks through renameRequested, the new name arrives with the next catalog.
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

  void retranslate();

 Q_SIGNALS:
  void renameRequested(solopose::DatasetId dataset, const QString& name);

 private:
  void rebuild();
  const TreeNode& nodeAt(const QModelIndex& index) const;
  QModelIndex indexAt(const TreeNode& node, int column = 0) const;
  const DatasetRecord& datasetOf(const TreeNode& node) const;
  QVariant text(const TreeNode& node, int column) const;
  QString toolTip(const TreeNode& node) const;
  int skippedFiles(DatasetId dataset) const;

  std::shared_ptr<const Catalog> catalog_;
  std::unique_ptr<SequenceSearch> search_;
  std::unique_ptr<TreeIndex> tree_;
  QString filter_;
};

}  // namespace solopose
