#include "core/prediction/assignment.h"

#include <algorithm>
#include <limits>

namespace solopose {
namespace {

/// Square, so that everybody has a partner: a row may have a column of its own that stands for none, and the
/// other way round. Infinity becomes what is dearer than all others together.
Eigen::MatrixXd with_partners_for_all(const Eigen::MatrixXd& costs, double alone_cost) {
  const Eigen::Index rows = costs.rows();
  const Eigen::Index columns = costs.cols();
  const Eigen::Index all = rows + columns;
  const double never = 4 * alone_cost * static_cast<double>(all + 1);
  Eigen::MatrixXd square = Eigen::MatrixXd::Constant(all, all, never);
  square.topLeftCorner(rows, columns) = costs.cwiseMin(never);
  square.topRightCorner(rows, rows).diagonal().setConstant(alone_cost);
  square.bottomLeftCorner(columns, columns).diagonal().setConstant(alone_cost);
  square.bottomRightCorner(columns, rows).setZero();
  return square;
}

/// Rows are given columns one after the other, each by the cheapest path of exchanges. Column 0 of the
/// vectors stands for the row that waits, so that columns count from 1.
class Assignment {
 public:
  explicit Assignment(const Eigen::MatrixXd& square)
      : costs_(square),
        size_(static_cast<std::size_t>(square.rows())),
        of_row_(size_ + 1),
        of_column_(size_ + 1),
        row_at_(size_ + 1) {
    for (std::size_t row = 1; row <= size_; ++row) place(row);
  }

  std::vector<int> columns() const {
    std::vector<int> columns(size_);
    for (std::size_t column = 1; column <= size_; ++column)
      columns[row_at_[column] - 1] = static_cast<int>(column) - 1;
    return columns;
  }

 private:
  void place(std::size_t row) {
    std::vector<double> least(size_ + 1, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> before(size_ + 1);
    std::vector<bool> reached(size_ + 1);
    row_at_[0] = row;
    std::size_t column = 0;
    while (row_at_[column] != 0) column = next_column(column, least, before, reached);
    for (; column != 0; column = before[column]) row_at_[column] = row_at_[before[column]];
  }

  /// The nearest column not reached yet, by reduced costs, which are kept not negative.
  std::size_t next_column(std::size_t from, std::vector<double>& least, std::vector<std::size_t>& before,
                          std::vector<bool>& reached) {
    reached[from] = true;
    std::size_t nearest = 0;
    double distance = std::numeric_limits<double>::infinity();
    for (std::size_t column = 1; column <= size_; ++column) {
      if (reached[column]) continue;
      const double reduced = cost(row_at_[from], column) - of_row_[row_at_[from]] - of_column_[column];
      if (reduced < least[column]) {
        least[column] = reduced;
        before[column] = from;
      }
      if (least[column] >= distance) continue;
      distance = least[column];
      nearest = column;
    }
    for (std::size_t column = 0; column <= size_; ++column) {
      if (!reached[column]) {
        least[column] -= distance;
        continue;
      }
      of_row_[row_at_[column]] += distance;
      of_column_[column] -= distance;
    }
    return nearest;
  }

  double cost(std::size_t row, std::size_t column) const {
    return costs_(static_cast<Eigen::Index>(row) - 1, static_cast<Eigen::Index>(column) - 1);
  }

  const Eigen::MatrixXd& costs_;
  std::size_t size_;
  std::vector<double> of_row_;  ///< dual variables
  std::vector<double> of_column_;
  std::vector<std::size_t> row_at_;  ///< by column; 0: none
};

}  // namespace

std::vector<int> least_assignment(const Eigen::MatrixXd& costs, double alone_cost) {
  const Eigen::MatrixXd square = with_partners_for_all(costs, alone_cost);
  std::vector<int> columns = Assignment(square).columns();
  columns.resize(static_cast<std::size_t>(costs.rows()));
  for (int& column : columns)
    if (column >= costs.cols()) column = -1;
  return columns;
}

}  // namespace solopose
