#include "core/prediction/assignment.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace solopose {
namespace {

constexpr double alone = 3;

double total(const Eigen::MatrixXd& costs, const std::vector<int>& columns) {
  double sum = 0;
  Eigen::Index alone_columns = costs.cols();
  for (std::size_t row = 0; row < columns.size(); ++row) {
    if (columns[row] < 0) {
      sum += alone;
    } else {
      sum += costs(static_cast<Eigen::Index>(row), columns[row]);
      --alone_columns;
    }
  }
  return sum + alone * static_cast<double>(alone_columns);
}

/// By trying all.
double least_total(const Eigen::MatrixXd& costs) {
  std::vector<int> places(static_cast<std::size_t>(costs.rows() + costs.cols()));
  std::iota(places.begin(), places.end(), 0);
  double best = std::numeric_limits<double>::infinity();
  do {
    std::vector<int> columns(places.begin(), places.begin() + costs.rows());
    for (int& column : columns)
      if (column >= costs.cols()) column = -1;
    best = std::min(best, total(costs, columns));
  } while (std::ranges::next_permutation(places).found);
  return best;
}

TEST(LeastAssignment, is_as_good_as_the_best_of_all) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> cost(0, 9);
  for (int round = 0; round < 60; ++round) {
    Eigen::MatrixXd costs(round % 4, round / 4 % 4);
    for (double& value : costs.reshaped()) value = cost(random);
    if (costs.size() > 2) costs(0, 0) = std::numeric_limits<double>::infinity();
    const auto columns = least_assignment(costs, alone);
    ASSERT_EQ(std::ssize(columns), costs.rows());
    EXPECT_NEAR(total(costs, columns), least_total(costs), 1e-9);
  }
}

TEST(LeastAssignment, leaves_alone_who_has_only_dear_partners) {
  Eigen::MatrixXd costs(2, 2);
  costs << 1, 50, 50, 7;
  EXPECT_EQ(least_assignment(costs, alone), (std::vector<int>{0, -1}));
}

}  // namespace
}  // namespace solopose
