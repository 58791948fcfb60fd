#include "widgets/dataset_tree/dataset_tree_model.h"

#include <QAbstractItemModelTester>
#include <QColor>
#include <QSignalSpy>

#include <gtest/gtest.h>

#include "tests/widgets/dataset_tree/sample_catalog.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

using Model = DatasetTreeModel;
using testing::SampleCatalog;

std::shared_ptr<const Catalog> two_datasets(const std::string& second = "Beta") {
  SampleCatalog sample;
  sample.dataset("Alpha").sequence("S1", "walk", "t1", "a", 10).sequence("S1", "walk", "t1", "b", 20);
  sample.sequence("S2", "walk", "t2", "a", 30).sequence("S2", "walk", "t3", "cam7", 40);
  sample.dataset(second).sequence("unknown", "", "clip", "world", 50).skipped("x.trc").skipped("y.trc");
  sample.lastDataset().independent_test = true;
  return sample.share();
}

QString shown(const Model& model, const QModelIndex& index, int column = Model::name_column) {
  return model.index(index.row(), column, index.parent()).data().toString();
}

TEST(DatasetTreeModel, keeps_the_rules_of_item_models) {
  Model model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  model.setCatalog(two_datasets());
  model.setFilter("t1");
  model.setFilter("");
  model.setCatalog(testing::large_catalog(400));
  model.setCatalog(std::make_shared<const Catalog>());
}

TEST(DatasetTreeModel, shows_names_counts_and_what_needs_a_look) {
  Model model;
  model.setCatalog(two_datasets());
  const QModelIndex alpha = model.index(0, 0);
  const QModelIndex beta = model.index(1, 0);
  EXPECT_EQ(shown(model, alpha), "Alpha");
  EXPECT_EQ(shown(model, alpha, Model::sequences_column), "4");
  EXPECT_EQ(shown(model, alpha, Model::frames_column), "100");
  EXPECT_EQ(alpha.data(Model::skipped_role).toInt(), 0);
  EXPECT_EQ(beta.data(Model::skipped_role).toInt(), 2);
  EXPECT_FALSE(alpha.data(Model::independent_role).toBool());
  EXPECT_TRUE(beta.data(Model::independent_role).toBool());
  EXPECT_EQ(beta.data(Qt::DecorationRole).value<QColor>(), Theme::instance().dataset(1));
  EXPECT_TRUE(beta.data(Qt::ToolTipRole).toString().contains("2 file"));
}

TEST(DatasetTreeModel, names_the_view_of_a_take_that_has_only_one) {
  Model model;
  model.setCatalog(two_datasets());
  EXPECT_EQ(model.indexOf(4).data(Model::view_role).toString(), "cam7");
  EXPECT_FALSE(model.indexOf(5).data(Model::view_role).isValid()) << "\"world\" tells nothing";
  EXPECT_EQ(model.indexOf(5).data().toString(), "clip");
}

TEST(DatasetTreeModel, gives_leaves_their_sequence_and_groups_none) {
  Model model;
  model.setCatalog(two_datasets());
  EXPECT_EQ(model.indexOf(2).data(Model::sequence_role).toLongLong(), 2);
  EXPECT_EQ(model.indexOf(2).parent().data(Model::sequence_role).toLongLong(), 0);
  EXPECT_EQ(model.indexOf(2).data(Model::dataset_role).toLongLong(), 100);
  EXPECT_FALSE(model.indexOf(77).isValid());
}

TEST(DatasetTreeModel, filters_by_name_and_keeps_the_ancestors) {
  Model model;
  model.setCatalog(two_datasets());
  model.setFilter("T1 b");
  EXPECT_EQ(model.sequenceCount(), 1);
  ASSERT_EQ(model.rowCount(), 1);
  QModelIndex index = model.index(0, 0);
  QStringList path{index.data().toString()};
  while (model.hasChildren(index)) {
    ASSERT_EQ(model.rowCount(index), 1);
    index = model.index(0, 0, index);
    path << index.data().toString();
  }
  EXPECT_EQ(path, (QStringList{"Alpha", "S1", "walk", "t1"}));
  EXPECT_EQ(index.data(Model::view_role).toString(), "b");
  model.setFilter("nothing like this");
  EXPECT_EQ(model.rowCount(), 0);
}

TEST(DatasetTreeModel, finds_rows_again_after_the_catalog_changed) {
  Model model;
  model.setCatalog(two_datasets());
  const QString view = model.keyOf(model.indexOf(2));
  const QString dataset = model.keyOf(model.index(1, 0));
  model.setCatalog(two_datasets("Renamed"));
  EXPECT_EQ(model.indexOfKey(view), model.indexOf(2));
  EXPECT_EQ(model.indexOfKey(dataset).data().toString(), "Renamed");
  EXPECT_FALSE(model.indexOfKey("999").isValid());
}

TEST(DatasetTreeModel, asks_for_a_new_name_of_datasets_only) {
  Model model;
  model.setCatalog(two_datasets());
  const QSignalSpy asked(&model, &Model::renameRequested);
  EXPECT_TRUE(model.index(1, 0).flags().testFlag(Qt::ItemIsEditable));
  EXPECT_FALSE(model.indexOf(1).flags().testFlag(Qt::ItemIsEditable));
  EXPECT_TRUE(model.setData(model.index(1, 0), "  Gamma "));
  EXPECT_FALSE(model.setData(model.index(1, 0), "Beta")) << "its own name";
  EXPECT_FALSE(model.setData(model.index(1, 0), "  "));
  EXPECT_FALSE(model.setData(model.indexOf(1), "other"));
  ASSERT_EQ(asked.count(), 1);
  EXPECT_EQ(asked[0][0].toLongLong(), 101);
  EXPECT_EQ(asked[0][1].toString(), "Gamma");
}

}  // namespace
}  // namespace solopose
