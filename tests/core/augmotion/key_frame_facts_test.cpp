#include "core/augmotion/key_frame_facts.h"

#include <gtest/gtest.h>

#include "core/project/catalog.h"
#include "tests/support/catalog_of.h"

namespace solopose {
namespace {

struct KeyFrameFactsTest : ::testing::Test {
  KeyFrameFactsTest() {
    catalog.alignment.emplace();
    for (const SequenceRecord& sequence : catalog.sequences) {
      SequenceAlignment& placement = catalog.alignment->sequences.emplace_back();
      placement.sequence = sequence.id;
      placement.key_frame = 12;
      placement.residual_mm = 4.5;
    }
  }
  KeyFrameFacts facts(bool preview = false) const {
    return key_frame_facts(catalog, catalog.sequences[0], options, nullptr, preview);
  }

  Catalog catalog = testing::catalog_of({{"walk", 1, 2}});
  AlignOptions options;
};

TEST_F(KeyFrameFactsTest, the_programs_choice_is_the_alignments_with_its_residual) {
  EXPECT_EQ(facts().key_frame, 12);
  EXPECT_EQ(facts().marks.program, 12);
  EXPECT_FALSE(facts().by_person);
  EXPECT_EQ(facts().residual_mm, 4.5);
  EXPECT_FALSE(facts(true).key_frame) << "the options are newer, and nothing has been analysed yet";
}

TEST_F(KeyFrameFactsTest, a_persons_choice_comes_first_and_has_no_residual_until_aligned) {
  catalog.sequences[0].key_frame_override = 30;
  EXPECT_EQ(facts().key_frame, 30);
  EXPECT_TRUE(facts().by_person);
  EXPECT_FALSE(facts().residual_mm);
  KeyFrameAnalysis analysis;
  analysis.choice.key_frame = 11;
  EXPECT_EQ(key_frame_facts(catalog, catalog.sequences[0], options, &analysis, false).marks.program, 11)
      << "stays pointed out";
}

TEST_F(KeyFrameFactsTest, views_of_a_take_share_a_persons_choice) {
  options.mode = KeyFrameMode::per_take;
  catalog.sequences[1].key_frame_override = 30;
  EXPECT_EQ(facts().views, 2);
  EXPECT_EQ(facts().key_frame, 30);
  EXPECT_FALSE(facts().marks.program);
  catalog.sequences[1].excluded = true;
  EXPECT_EQ(facts().views, 1);
  EXPECT_EQ(facts().key_frame, 12);
}

}  // namespace
}  // namespace solopose
