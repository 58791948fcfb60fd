#include "widgets/training_panel/config_comparison.h"

#include <gtest/gtest.h>

namespace solopose {
namespace {

TEST(ConfigComparisonTest, finds_what_differs_and_nothing_else) {
  TrainingOptions one;
  TrainingOptions two;
  one.name = "one";
  two.name = "two";
  two.notes = "another try";
  two.seed = 9;
  two.data.datasets = {"walk", "dance"};
  std::vector<std::string> differing;
  for (const ConfigRow& row : compare_configs({one, two})) {
    if (row.differs()) differing.push_back(row.key);
  }
  EXPECT_EQ(differing, (std::vector<std::string>{"data.datasets", "seed"}));
}

}  // namespace
}  // namespace solopose
