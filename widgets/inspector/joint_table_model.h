#pragma once

#include <array>
#include <span>

#include <QAbstractTableModel>

#include "core/skeleton/canonical.h"

namespace solopose {

/// The canonical 15 joints of one frame: x, y, z in mm, "missing" where there is none.
class JointTableModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  using QAbstractTableModel::QAbstractTableModel;

  void setPose(std::span<const float> pose_mm);  ///< (15, 3); another size empties the table's values
  void retranslate();
  /// The rows as text for a spreadsheet, one joint a line, tabs between.
  QString asText(const QModelIndexList& cells) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  bool missing(int joint) const;

  std::array<float, joint_count * 3> pose_mm_{};
  bool known_ = false;
};

}  // namespace solopose
