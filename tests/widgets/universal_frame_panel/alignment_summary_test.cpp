#include "widgets/universal_frame_panel/alignment_summary.h"

#include <gmock/gmock.h>

#include "tests/widgets/universal_frame_panel/sample_catalog.h"
#include "widgets/universal_frame_panel/figure_models.h"

namespace solopose {
namespace {

using testing::catalogOf;

Catalog alignedCatalog() {
  Catalog catalog = catalogOf({{"a", 2, 2}, {"b", 2, 1}, {"empty", 0, 0}});
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

TEST(AlignmentSummary, means_and_maxima_per_dataset) {
  const auto rows = figuresOfDatasets(alignedCatalog());
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_DOUBLE_EQ(rows[0].residual_mean_mm, 25);
  EXPECT_DOUBLE_EQ(rows[0].residual_max_mm, 40);
  EXPECT_EQ(rows[0].worst, 4);
  EXPECT_EQ(rows[0].takes, 2);
  EXPECT_DOUBLE_EQ(rows[0].dispersion_before_mm, 1500);
  EXPECT_DOUBLE_EQ(rows[0].dispersion_after_mm, 1);
}

TEST(AlignmentSummary, unplaced_sequences_and_single_views_do_not_count) {
  const auto rows = figuresOfDatasets(alignedCatalog());
  EXPECT_EQ(rows[1].sequences, 2);
  EXPECT_EQ(rows[1].unplaced, 1);
  EXPECT_DOUBLE_EQ(rows[1].residual_mean_mm, 50);
  EXPECT_EQ(rows[1].takes, 0);
  EXPECT_EQ(rows[2].sequences, 0);
  EXPECT_EQ(rows[2].worst, 0);
}

TEST(AlignmentSummary, nothing_without_an_alignment) {
  EXPECT_TRUE(figuresOfDatasets(catalogOf({{"a", 2, 2}})).empty());
}

TEST(AlignmentSummary, finds_a_takes_first_view) {
  const Catalog catalog = catalogOf({{"a", 12, 2}});
  const SequenceRecord* found = firstOfTake(catalog, "a/s/take1");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->name, "a/s/take1/view0") << "not take10's";
  EXPECT_EQ(firstOfTake(catalog, "a/s/take99"), nullptr);
}

TEST(FigureModels, unchecking_hides_a_dataset_and_solo_hides_the_others) {
  DatasetFiguresModel model;
  model.setCatalog(std::make_shared<const Catalog>(alignedCatalog()));
  EXPECT_TRUE(model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
  EXPECT_THAT(model.hidden(), ::testing::ElementsAre(2));
  model.toggleSolo(0);
  EXPECT_THAT(model.hidden(), ::testing::ElementsAre(2, 3));
  model.toggleSolo(0);
  EXPECT_TRUE(model.hidden().empty());
}

TEST(FigureModels, takes_with_one_view_have_no_distance_to_list) {
  TakeFiguresModel model;
  model.setCatalog(std::make_shared<const Catalog>(alignedCatalog()));
  ASSERT_EQ(model.rowCount(), 2);
  EXPECT_EQ(model.takeAt(1), "a/s/take1");
  EXPECT_EQ(model.data(model.index(0, TakeFiguresModel::before), kSortRole).toDouble(), 2000);
}

}  // namespace
}  // namespace solopose
