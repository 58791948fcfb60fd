#pragma once

#include <memory>
#include <vector>

#include <QAbstractTableModel>

#include "core/quality/analysis.h"

namespace solopose {

struct Catalog;
class FindingsModel;

/// The analysed sequences, each with its worst score of every detector.
class SequencesModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column {
    sequence_column,
    open_column,
    judged_column,
    frames_column,
    doubted_column,
    rejected_column,
    repaired_column,
    missing_column,
    residual_column,
    first_detector_column  ///< one a detector from here on
  };

  using QAbstractTableModel::QAbstractTableModel;

  void setReport(std::shared_ptr<const Catalog> catalog, std::shared_ptr<const QualityReport> report);
  /// How many findings of each are open and judged, and how many frames they and rejections have. Only those
  /// of some sequences, ascending, are counted again; none: all.
  void setStates(const FindingsModel& findings, const std::vector<SequenceId>& of = {});

  SequenceId sequenceAt(int row) const;
  int rowOf(SequenceId sequence) const;  ///< -1 when it is not there
  int sortColumn() const { return sort_column_; }
  Qt::SortOrder sortOrder() const { return sort_order_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
  void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
  void retranslate();

 private:
  struct Row {
    std::size_t place = 0;     ///< in the report
    QString name;              ///< what tells it apart
    QString whole;             ///< its whole name
    double residual_mm = 0;    ///< NaN: not aligned
    std::int64_t doubted = 0;  ///< frames of any finding
    std::int64_t rejected = 0;
    std::int64_t repaired = 0;
    int open = 0;
    int judged = 0;
  };
  const SequenceQuality& quality(const Row& row) const { return report_->sequences[row.place]; }
  double number(const Row& row, int column) const;
  QString text(const Row& row, int column) const;
  QString hint(int column) const;  ///< what its head explains
  bool isDoubted(const Row& row, int column) const;
  void arrange();

  std::shared_ptr<const QualityReport> report_;
  std::vector<Row> rows_;
  int sort_column_ = sequence_column;
  Qt::SortOrder sort_order_ = Qt::AscendingOrder;
};

}  // namespace solopose
