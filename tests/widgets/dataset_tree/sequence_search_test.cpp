#include "widgets/dataset_tree/sequence_search.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/widgets/dataset_tree/sample_catalog.h"

namespace solopose {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::shared_ptr<const Catalog> catalog() {
  testing::SampleCatalog sample;
  sample.dataset("Dance").sequence("S1", "Waltz", "t1", "cam1").sequence("S2", "", "t1", "cam1");
  sample.dataset("Übung").sequence("S1", "", "Größe", "world");
  return sample.share();
}

TEST(SequenceSearch, finds_all_without_a_word) {
  SequenceSearch search(catalog());
  EXPECT_THAT(search.find(""), ElementsAre(0U, 1U, 2U));
  EXPECT_THAT(search.find("  "), SizeIs(3));
}

TEST(SequenceSearch, wants_every_word_anywhere_in_name_or_action) {
  SequenceSearch search(catalog());
  EXPECT_THAT(search.find("cam1 s2"), ElementsAre(1U));
  EXPECT_THAT(search.find("waltz"), ElementsAre(0U));
  EXPECT_THAT(search.find("S1 cam2"), IsEmpty());
}

TEST(SequenceSearch, ignores_case_beyond_ascii_too) {
  SequenceSearch search(catalog());
  EXPECT_THAT(search.find("DANCE"), ElementsAre(0U, 1U));
  EXPECT_THAT(search.find("üBUNG GRÖßE"), ElementsAre(2U));
  EXPECT_THAT(search.findDatasets("ÜBUNG"), ElementsAre(1));
}

TEST(SequenceSearch, looks_through_fifty_thousand_names_within_a_frame_of_the_window) {
  SequenceSearch search(testing::large_catalog(50'000));
  search.find("warm");
  double best = 1e9;
  for (int run = 0; run < 5; ++run) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_THAT(search.find("s07 take_00099"), SizeIs(4));
    best = std::min(
        best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  RecordProperty("search_ms", std::to_string(best));
  EXPECT_LT(best, 16);
}

}  // namespace
}  // namespace solopose
