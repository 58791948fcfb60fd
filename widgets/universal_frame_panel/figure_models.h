#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <QAbstractTableModel>

#include "core/augmotion/alignment_summary.h"
#include "core/augmotion/view_comparison.h"
#include "core/project/catalog.h"

namespace solopose {

/// For sorting by number, not by text.
inline constexpr int kSortRole = Qt::UserRole;

/// The datasets with their colours, a check box each for whether they are shown, and their figures where
/// there is an alignment.
class DatasetFiguresModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { name, residual_mean, residual_max, before, after, column_count };

  explicit DatasetFiguresModel(QObject* parent = nullptr);

  void setCatalog(std::shared_ptr<const Catalog> catalog);
  const std::set<DatasetId>& hidden() const { return hidden_; }
  void setHidden(const std::set<DatasetId>& hidden);
  /// Show this dataset only; once more: all.
  void toggleSolo(int row);
  DatasetId datasetAt(int row) const;
  SequenceId worstAt(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

  /// Colours or language have changed.
  void refresh();

 Q_SIGNALS:
  void hiddenChanged();

 private:
  QString text(const DatasetFigures& figures, int column) const;
  QString toolTip(int row) const;

  std::shared_ptr<const Catalog> catalog_;
  std::vector<DatasetFigures> figures_;  ///< empty without an alignment
  std::set<DatasetId> hidden_;
};

/// Takes with at least two synchronised views and how far those are apart: before, in the world, and what of
/// it a rotation and a translation of each view would mend; after, in the universal frame.
class TakeFiguresModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { name, views, before, rotation, translation, remaining, after, column_count };

  explicit TakeFiguresModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void setCatalog(std::shared_ptr<const Catalog> catalog);
  /// Of the catalog's alignment; a moment after it, being computed from poses.
  void setInWorld(std::vector<TakeInWorld> takes);
  const std::string& takeAt(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void refresh();

 private:
  std::shared_ptr<const Catalog> catalog_;
  static QString headerToolTip(int section);
  QString toolTip(const TakeDispersion& take) const;
  const TakeInWorld* inWorld(const TakeDispersion& take) const;
  /// NaN where it is not known or the views cannot be compared.
  double value(const TakeDispersion& take, int column) const;

  std::vector<const TakeDispersion*> takes_;  ///< in catalog_
  std::map<std::string, TakeInWorld> in_world_;
};

/// A length for a table: "0.04", "12.9", "2,140".
QString lengthText(double mm);

}  // namespace solopose
