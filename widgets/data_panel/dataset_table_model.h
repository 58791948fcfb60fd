#pragma once

#include <memory>
#include <vector>

#include <QAbstractTableModel>

#include "core/augmotion/clips.h"
#include "core/project/catalog.h"
#include "core/skeleton/joint_mask.h"

namespace solopose {

/// One row a dataset: sequences, frames, clips, duration, format.
class DatasetTableModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column {
    name_column,
    sequences_column,
    frames_column,
    clips_column,
    duration_column,
    format_column,
    column_count
  };

  using QAbstractTableModel::QAbstractTableModel;

  void setCatalog(const std::shared_ptr<const Catalog>& catalog);
  void setCounts(const std::vector<SplitCount>& counts);  ///< fills the clips; unknown until then
  void retranslate();
  DatasetId datasetAt(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  struct Row {
    DatasetId id = 0;
    QString name;
    QString format;
    bool independent = false;
    JointMask estimated;  ///< in some of its sequences
    qint64 sequences = 0;
    qint64 excluded = 0;  ///< beside those
    qint64 frames = 0;
    qint64 clips = -1;  ///< negative while they are being counted
    double seconds = 0;
    bool untimed = false;  ///< some sequences do not tell their frame rate
  };
  QString text(const Row& row, int column) const;
  QString durationText(const Row& row) const;
  QString nameToolTip(const Row& row) const;

  std::vector<Row> rows_;
};

}  // namespace solopose
