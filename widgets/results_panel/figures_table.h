#pragma once

#include <span>
#include <string>
#include <vector>

#include <QTableWidget>

#include "core/evaluation/result_table.h"

namespace solopose {

/// A table on a page, as large as what it holds: methods down, test sets with their scores across.
class FiguresTable : public QTableWidget {
  Q_OBJECT
 public:
  explicit FiguresTable(QWidget* parent = nullptr);

  /// The least value of each column of errors is bold, but not a mean pose's. A mean pose in another frame
  /// than the other lines is muted and says that it cannot be compared with them.
  void showFigures(const std::vector<std::string>& sets, std::span<const ResultScore> scores,
                   const std::vector<ResultLine>& lines);
  bool marksBest() const { return marks_best_; }  ///< something is bold
  void showTraits(std::span<const PaperTraits> traits);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 private:
  void fit();
  void setApart(int row);

  bool marks_best_ = false;
};

}  // namespace solopose
