#include "widgets/dataset_tree/sequence_search.h"

#include <ctime>
#include <functional>

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

/// Processor time of the quickest of some rounds: what else the machine does changes it little.
double seconds(const std::function<void()>& work) {
  double best = 1e9;
  for (int round = 0; round < 5; ++round) {
    const std::clock_t start = std::clock();
    work();
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

TEST(SequenceSearch, looks_through_fifty_thousand_names_much_faster_than_folding_each_of_them) {
  const auto large = testing::large_catalog(50'000);
  SequenceSearch search(large);
  search.find("warm");
  const double searching = seconds([&] { EXPECT_THAT(search.find("s07 take_00099"), SizeIs(4)); });
  const double folding = seconds([&] {
    int found = 0;
    for (const SequenceRecord& record : large->sequences) {
      const QString name = QString::fromStdString(record.name).toCaseFolded();
      found += name.contains("s07") && name.contains("take_00099") ? 1 : 0;
    }
    EXPECT_EQ(found, 4);
  });
  RecordProperty("search_ms", std::to_string(searching * 1e3));
  EXPECT_LT(searching, folding / 2);
}

}  // namespace
}  // namespace solopose
