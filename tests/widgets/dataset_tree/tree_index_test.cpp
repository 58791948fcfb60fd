#include "widgets/dataset_tree/tree_index.h"

#include <ctime>
#include <functional>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/widgets/dataset_tree/sample_catalog.h"

namespace solopose {
namespace {

using ::testing::ElementsAre;
using testing::SampleCatalog;

TreeIndex index_of_all(const std::shared_ptr<const Catalog>& catalog) {
  std::vector<std::uint32_t> members(catalog->sequences.size());
  std::iota(members.begin(), members.end(), 0U);
  std::vector<int> datasets(catalog->datasets.size());
  std::iota(datasets.begin(), datasets.end(), 0);
  return {catalog, members, datasets};
}

std::vector<std::string> labels(const TreeIndex& tree, const TreeNode& node) {
  std::vector<std::string> names;
  for (const auto& child : tree.children(node)) names.emplace_back(child->label);
  return names;
}

const TreeNode& child(const TreeIndex& tree, const TreeNode& node, std::size_t row) {
  return *tree.children(node).at(row);
}

void open_everything(const TreeIndex& tree, const TreeNode& node) {
  for (const auto& child : tree.children(node)) open_everything(tree, *child);
}

/// Of the processor, so that other programs do not count.
double processor_seconds(const std::function<void()>& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

TEST(TreeIndex, goes_from_dataset_over_subject_action_and_take_to_view) {
  SampleCatalog sample;
  sample.dataset("D")
      .sequence("S1", "walk", "t1", "a")
      .sequence("S1", "walk", "t1", "b")
      .sequence("S2", "sit", "t2", "a");
  const TreeIndex tree = index_of_all(sample.share());
  const TreeNode& dataset = child(tree, tree.root(), 0);
  EXPECT_THAT(labels(tree, dataset), ElementsAre("S1", "S2"));
  const TreeNode& action = child(tree, child(tree, dataset, 0), 0);
  EXPECT_EQ(action.label, "walk");
  const TreeNode& take = child(tree, action, 0);
  EXPECT_EQ(take.label, "t1");
  EXPECT_THAT(labels(tree, take), ElementsAre("a", "b"));
  EXPECT_TRUE(child(tree, take, 1).leaf());
  EXPECT_EQ(tree.sequence(child(tree, take, 1)).view, "b");
}

TEST(TreeIndex, shows_a_take_with_one_view_as_one_row) {
  SampleCatalog sample;
  sample.dataset("D").sequence("S1", "walk", "t1", "world").sequence("S1", "walk", "t2", "world");
  const TreeIndex tree = index_of_all(sample.share());
  const TreeNode& action = child(tree, child(tree, child(tree, tree.root(), 0), 0), 0);
  EXPECT_TRUE(child(tree, action, 0).leaf());
  EXPECT_TRUE(tree.children(child(tree, action, 0)).empty());
}

TEST(TreeIndex, leaves_out_an_empty_action_and_keeps_the_named_ones_beside_it) {
  SampleCatalog sample;
  sample.dataset("D")
      .sequence("S1", "", "free", "world")
      .sequence("S1", "walk", "t1", "world")
      .sequence("S1", "walk", "t2", "world");
  const TreeIndex tree = index_of_all(sample.share());
  EXPECT_THAT(labels(tree, child(tree, child(tree, tree.root(), 0), 0)), ElementsAre("walk", "free"));
}

TEST(TreeIndex, makes_one_row_of_an_action_that_is_named_as_its_take) {
  SampleCatalog sample;
  sample.dataset("D").sequence("S1", "walk", "walk", "world").sequence("S1", "sit", "sit", "world");
  const TreeIndex tree = index_of_all(sample.share());
  const TreeNode& subject = child(tree, child(tree, tree.root(), 0), 0);
  EXPECT_THAT(labels(tree, subject), ElementsAre("sit", "walk"));
  EXPECT_TRUE(child(tree, subject, 0).leaf());
}

TEST(TreeIndex, leaves_out_the_only_subject_when_nobody_named_it) {
  SampleCatalog sample;
  sample.dataset("D").sequence("unknown", "", "t1", "world").sequence("unknown", "", "t2", "world");
  const TreeIndex tree = index_of_all(sample.share());
  EXPECT_THAT(labels(tree, child(tree, tree.root(), 0)), ElementsAre("t1", "t2"));
}

TEST(TreeIndex, gathers_takes_of_an_action_that_others_stand_between) {
  SampleCatalog sample;
  sample.dataset("D")
      .sequence("S1", "walk", "a", "world")
      .sequence("S1", "sit", "b", "world")
      .sequence("S1", "walk", "c", "world");
  const TreeIndex tree = index_of_all(sample.share());
  const TreeNode& subject = child(tree, child(tree, tree.root(), 0), 0);
  EXPECT_THAT(labels(tree, subject), ElementsAre("sit", "walk"));
  EXPECT_THAT(labels(tree, child(tree, subject, 1)), ElementsAre("a", "c"));
}

TEST(TreeIndex, orders_numbers_as_people_do) {
  EXPECT_TRUE(natural_less("S2", "S11"));
  EXPECT_FALSE(natural_less("S11", "S2"));
  EXPECT_TRUE(natural_less("a9b", "a10a"));
  EXPECT_TRUE(natural_less("take", "take1"));
  EXPECT_FALSE(natural_less("x", "x"));
  EXPECT_NE(natural_less("a01", "a1"), natural_less("a1", "a01"));
}

TEST(TreeIndex, counts_sequences_and_frames_of_every_row) {
  SampleCatalog sample;
  sample.dataset("D")
      .sequence("S1", "", "t1", "a", 10)
      .sequence("S1", "", "t1", "b", 20)
      .sequence("S2", "", "t2", "a", 40);
  sample.dataset("Empty");
  const TreeIndex tree = index_of_all(sample.share());
  EXPECT_EQ(child(tree, tree.root(), 0).frames, 70);
  EXPECT_EQ(child(tree, tree.root(), 0).count, 3U);
  EXPECT_EQ(child(tree, child(tree, tree.root(), 0), 0).frames, 30);
  EXPECT_EQ(child(tree, tree.root(), 1).count, 0U);
}

TEST(TreeIndex, finds_the_row_of_every_sequence) {
  SampleCatalog sample;
  sample.dataset("D")
      .sequence("S1", "walk", "a", "x")
      .sequence("S1", "sit", "b", "x")
      .sequence("S1", "walk", "c", "x");
  sample.sequence("S1", "walk", "c", "y").sequence("S2", "", "c", "world");
  sample.dataset("E").sequence("unknown", "", "t", "world");
  const auto catalog = sample.share();
  const TreeIndex tree = index_of_all(catalog);
  for (const SequenceRecord& record : catalog->sequences) {
    const TreeNode* leaf = tree.leaf_of(record.id);
    ASSERT_NE(leaf, nullptr) << record.name;
    EXPECT_EQ(tree.sequence(*leaf).id, record.id);
  }
  EXPECT_EQ(tree.leaf_of(999), nullptr);
  EXPECT_EQ(tree.leaf_of(0), nullptr);
}

TEST(TreeIndex, makes_rows_only_when_somebody_looks) {
  const TreeIndex tree = index_of_all(testing::large_catalog(1000));
  EXPECT_FALSE(tree.root().children[0]->built);
  const TreeNode& subject = child(tree, child(tree, tree.root(), 0), 3);
  EXPECT_FALSE(subject.built);
  EXPECT_EQ(tree.children(subject).size(), 25U);
  EXPECT_FALSE(child(tree, subject, 0).built);
}

TEST(TreeIndex, opening_a_few_of_fifty_thousand_sequences_costs_a_part_of_opening_all) {
  const auto catalog = testing::large_catalog(50'000);
  double few = 1e9;
  double all = 1e9;
  for (int run = 0; run < 5; ++run) {
    few = std::min(few, processor_seconds([&] {
                     const TreeIndex tree = index_of_all(catalog);
                     tree.children(child(tree, child(tree, tree.root(), 0), 0));
                     EXPECT_NE(tree.leaf_of(catalog->sequences.back().id), nullptr);
                   }));
    all = std::min(all, processor_seconds([&] {
                     const TreeIndex tree = index_of_all(catalog);
                     open_everything(tree, tree.root());
                   }));
  }
  EXPECT_LT(few, all / 2);
}

}  // namespace
}  // namespace solopose
