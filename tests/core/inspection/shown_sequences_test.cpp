#include "core/inspection/shown_sequences.h"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>

#include "tests/support/catalog_of.h"

namespace solopose {
namespace {

using testing::catalog_of;
using ::testing::ElementsAre;

std::map<DatasetId, int> per_dataset(const Catalog& catalog, const ShownSequences& shown) {
  std::map<DatasetId, int> counts;
  for (const std::size_t i : shown.indices) ++counts[catalog.sequences[i].dataset];
  return counts;
}

TEST(shown_sequences, everything_is_shown_when_it_fits) {
  const Catalog catalog = catalog_of({{"a", 2, 2}, {"b", 3, 1}});
  const ShownSequences shown = choose_shown(catalog, ShownSet::all, 0, {});
  EXPECT_THAT(shown.indices, ElementsAre(0, 1, 2, 3, 4, 5, 6));
  EXPECT_EQ(shown.available, 7U);
}

TEST(shown_sequences, datasets_share_the_limit_and_small_ones_give_their_rest_away) {
  const Catalog catalog = catalog_of({{"big", 500, 1}, {"small", 4, 1}, {"medium", 100, 1}});
  const ShownSequences shown = choose_shown(catalog, ShownSet::all, 0, {}, 60);
  EXPECT_EQ(shown.available, 604U);
  const auto counts = per_dataset(catalog, shown);
  EXPECT_EQ(counts.at(1), 28);
  EXPECT_EQ(counts.at(2), 4);
  EXPECT_EQ(counts.at(3), 28);
}

TEST(shown_sequences, a_share_is_spread_over_the_whole_dataset) {
  const Catalog catalog = catalog_of({{"big", 1000, 1}});
  const ShownSequences shown = choose_shown(catalog, ShownSet::all, 0, {}, 10);
  EXPECT_THAT(shown.indices, ElementsAre(0, 100, 200, 300, 400, 500, 600, 700, 800, 900));
}

TEST(shown_sequences, the_cursors_is_always_among_them_without_adding_one) {
  const Catalog catalog = catalog_of({{"big", 1000, 1}});
  for (const std::size_t at : {0U, 1U, 557U, 999U}) {
    const ShownSequences shown = choose_shown(catalog, ShownSet::all, catalog.sequences[at].id, {}, 10);
    EXPECT_EQ(shown.indices.size(), 10U);
    EXPECT_TRUE(std::binary_search(shown.indices.begin(), shown.indices.end(), at)) << at;
  }
}

TEST(shown_sequences, a_take_is_its_views) {
  const Catalog catalog = catalog_of({{"a", 12, 3}});
  const SequenceRecord* view = catalog.sequence_named("a/s/take1/view2");
  ASSERT_NE(view, nullptr);
  const ShownSequences shown = choose_shown(catalog, ShownSet::take, view->id, {});
  ASSERT_EQ(shown.indices.size(), 3U);
  for (const std::size_t i : shown.indices) EXPECT_EQ(catalog.sequences[i].take_name(), "a/s/take1");
  EXPECT_TRUE(choose_shown(catalog, ShownSet::take, 0, {}).indices.empty());
}

TEST(shown_sequences, cursor_only_is_one) {
  const Catalog catalog = catalog_of({{"a", 12, 3}});
  const ShownSequences shown = choose_shown(catalog, ShownSet::cursor, catalog.sequences[7].id, {});
  EXPECT_THAT(shown.indices, ElementsAre(7));
}

TEST(shown_sequences, hidden_datasets_and_unplaced_sequences_are_left_out) {
  Catalog catalog = catalog_of({{"a", 2, 1}, {"b", 3, 1}});
  EXPECT_THAT(choose_shown(catalog, ShownSet::all, catalog.sequences[0].id, {1}).indices,
              ElementsAre(2, 3, 4));
  catalog.alignment.emplace();
  SequenceAlignment unplaced;
  unplaced.sequence = catalog.sequences[3].id;
  catalog.alignment->sequences = {unplaced};
  EXPECT_THAT(choose_shown(catalog, ShownSet::all, 0, {}).indices, ElementsAre(0, 1, 2, 4));
}

TEST(shown_sequences, an_empty_catalog_shows_nothing) {
  EXPECT_TRUE(choose_shown(Catalog(), ShownSet::all, 5, {}).indices.empty());
}

}  // namespace
}  // namespace solopose
