#include "core/augmotion/alignment_summary.h"

#include <gtest/gtest.h>

#include "tests/support/catalog_of.h"

namespace solopose {
namespace {

using testing::catalog_of;

Catalog aligned_catalog() {
  Catalog catalog = catalog_of({{"a", 2, 2}, {"b", 2, 1}, {"empty", 0, 0}});
  catalog.alignment.emplace();
  double residual = 10;
  for (const SequenceRecord& sequence : catalog.sequences) {
    SequenceAlignment alignment;
    alignment.sequence = sequence.id;
    alignment.key_frame = sequence.name == "b/s/take1/view0" ? -1 : 5;
    alignment.residual_mm = residual;
    residual += 10;
    catalog.alignment->sequences.push_back(alignment);
  }
  catalog.alignment->takes = {{"a/s/take0", {"view0", "view1"}, 2000, 0.5},
                              {"a/s/take1", {"view0", "view1"}, 1000, 1.5},
                              {"b/s/take0", {"view0"}, 0, 0}};
  return catalog;
}

TEST(alignment_summary, means_and_maxima_per_dataset) {
  const auto rows = figures_of_datasets(aligned_catalog());
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_DOUBLE_EQ(rows[0].residual_mean_mm, 25);
  EXPECT_DOUBLE_EQ(rows[0].residual_max_mm, 40);
  EXPECT_EQ(rows[0].worst, 4);
  EXPECT_EQ(rows[0].takes, 2);
  EXPECT_DOUBLE_EQ(rows[0].dispersion_before_mm, 1500);
  EXPECT_DOUBLE_EQ(rows[0].dispersion_after_mm, 1);
}

TEST(alignment_summary, unplaced_sequences_and_single_views_do_not_count) {
  const auto rows = figures_of_datasets(aligned_catalog());
  EXPECT_EQ(rows[1].sequences, 2);
  EXPECT_EQ(rows[1].unplaced, 1);
  EXPECT_DOUBLE_EQ(rows[1].residual_mean_mm, 50);
  EXPECT_EQ(rows[1].takes, 0);
  EXPECT_EQ(rows[2].sequences, 0);
  EXPECT_EQ(rows[2].worst, 0);
}

TEST(alignment_summary, nothing_without_an_alignment) {
  EXPECT_TRUE(figures_of_datasets(catalog_of({{"a", 2, 2}})).empty());
}

TEST(alignment_summary, finds_a_takes_first_view) {
  const Catalog catalog = catalog_of({{"a", 12, 2}});
  const SequenceRecord* found = first_of_take(catalog, "a/s/take1");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->name, "a/s/take1/view0") << "not take10's";
  EXPECT_EQ(first_of_take(catalog, "a/s/take99"), nullptr);
}

}  // namespace
}  // namespace solopose
