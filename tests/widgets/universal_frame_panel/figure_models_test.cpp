#include "widgets/universal_frame_panel/figure_models.h"

#include <cmath>

#include <gmock/gmock.h>

#include "tests/support/catalog_of.h"

namespace solopose {
namespace {

using testing::catalog_of;

Catalog alignedCatalog() {
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
  EXPECT_TRUE(std::isnan(model.data(model.index(0, TakeFiguresModel::before), kSortRole).toDouble()))
      << "poses have not been compared yet";
  model.setInWorld({{.name = "a/s/take0", .dispersion_mm = 12, .rotation_deg = 1.5},
                    {.name = "a/s/take1", .why_not = "no extrinsics of view 0"}});
  EXPECT_EQ(model.data(model.index(0, TakeFiguresModel::before), kSortRole).toDouble(), 12);
  EXPECT_EQ(model.data(model.index(0, TakeFiguresModel::rotation), kSortRole).toDouble(), 1.5);
  EXPECT_TRUE(std::isnan(model.data(model.index(1, TakeFiguresModel::before), kSortRole).toDouble()));
  EXPECT_TRUE(model.data(model.index(1, TakeFiguresModel::before), Qt::ToolTipRole)
                  .toString()
                  .contains(QStringLiteral("no extrinsics of view 0")));
}

}  // namespace
}  // namespace solopose
