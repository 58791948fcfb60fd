// Small inputs that users of such tools meet, and their right values (../shared/cases).
#include <gmock/gmock.h>

#include "core/formats/csv_table.h"
#include "core/formats/h36m.h"
#include "core/formats/mads.h"
#include "core/formats/table.h"
#include "tests/core/formats/reading.h"
#include "tests/core/formats/right_values.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace solopose::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> names_of(const Reading& reading) {
  std::vector<std::string> names;
  for (const Sequence& s : reading.sequences) names.push_back(s.subject + '/' + s.take + '/' + s.view);
  return names;
}

TEST(array_cases, rows_lost_from_a_csv_keep_their_time_and_are_said) {
  REQUIRE_SHARED_CASE("gaps");
  const Reading reading = read(table_reader(), shared_case("gaps") / "rows.csv");
  expect_right_poses(reading.sequences.at(0), shared_case("gaps"), "gap");
  EXPECT_DOUBLE_EQ(reading.sequences[0].frames_per_second, 50);
  EXPECT_TRUE(reading.remarked("10 to 14"));
}

TEST(array_cases, separator_only_rows_at_the_end_of_a_csv_are_no_frames) {
  REQUIRE_SHARED_CASE("gaps");
  const Reading reading = read(table_reader(), shared_case("gaps") / "empty_end.csv");
  expect_right_poses(reading.sequences.at(0), shared_case("gaps"), "whole");
  EXPECT_DOUBLE_EQ(reading.sequences[0].frames_per_second, 50);
}

TEST(array_cases, names_with_quotes_and_commas_in_a_csv_stay_apart) {
  REQUIRE_SHARED_CASE("csv-names");
  const Reading reading = read(table_reader(), shared_case("csv-names") / "quoted.csv");
  ASSERT_THAT(names_of(reading),
              ElementsAre("p1/Take \"A\"/world", "p1/Take \"B\"/world", "p2/Lab \"A\", 2024/world"));
  for (std::size_t i = 0; i < 3; ++i) {
    expect_right_poses(reading.sequences[i], shared_case("csv-names"), "quoted_" + std::to_string(i));
    EXPECT_DOUBLE_EQ(reading.sequences[i].frames_per_second, 50);
  }
  EXPECT_THAT(reading.remarks, IsEmpty());
}

TEST(array_cases, alternating_rows_of_a_long_csv_are_two_sequences) {
  REQUIRE_SHARED_CASE("csv-names");
  const Reading reading = read(table_reader(), shared_case("csv-names") / "alternating.csv");
  ASSERT_THAT(names_of(reading), ElementsAre("p1/walk/world", "p2/walk/world"));
  for (std::size_t i = 0; i < 2; ++i) {
    expect_right_poses(reading.sequences[i], shared_case("csv-names"), "alternating_" + std::to_string(i));
    EXPECT_DOUBLE_EQ(reading.sequences[i].frames_per_second, 50);
  }
}

TEST(array_cases, stamps_of_an_ntsc_rate_are_not_rounded_to_a_whole_one) {
  REQUIRE_SHARED_CASE("ntsc");
  const Reading reading = read(table_reader(), shared_case("ntsc") / "stamps.csv");
  EXPECT_EQ(reading.sequences.at(0).frames(), 24);
  EXPECT_NEAR(reading.sequences[0].frames_per_second, 30000.0 / 1001, 1e-9);
}

TEST(array_cases, the_rates_of_npz_files_are_kept_as_they_are) {
  REQUIRE_SHARED_CASE("ntsc");
  const auto rate = [](const char* file) {
    return read(table_reader(), shared_case("ntsc") / file).sequences.at(0).frames_per_second;
  };
  EXPECT_DOUBLE_EQ(rate("truth_30.npz"), 30);
  EXPECT_NEAR(rate("prediction_2997.npz"), 29.97, 1e-5);
  EXPECT_NEAR(rate("prediction_ntsc.npz"), 30000.0 / 1001, 1e-5);
}

TEST(array_cases, a_string_in_a_mat_file_is_passed_over) {
  REQUIRE_SHARED_CASE("mat-with-a-string");
  const Reading reading = read(mads_reader(), shared_case("mat-with-a-string") / "HipHop_HipHop1_GT.mat");
  expect_right_poses(reading.sequences.at(0), shared_case("mat-with-a-string"), "mads");
}

TEST(array_cases, keys_of_numpys_text_type_are_texts) {
  REQUIRE_SHARED_CASE("numpy-str-keys");
  const Reading reading = read(h36m_reader(), shared_case("numpy-str-keys") / "data_3d_h36m.npz");
  ASSERT_THAT(names_of(reading), ElementsAre("S1/Walking/world", "S5/Sitting 1/world"));
  expect_right_poses(reading.sequences[0], shared_case("numpy-str-keys"), "walking");
  expect_right_poses(reading.sequences[1], shared_case("numpy-str-keys"), "sitting");
  EXPECT_DOUBLE_EQ(reading.sequences[1].frames_per_second, 50);
}

TEST(array_cases, a_defaultdict_and_an_ordered_dict_read_like_a_dict) {
  REQUIRE_SHARED_CASE("h36m-other-dicts");
  for (const char* file : {"defaultdict.npz", "ordereddict.npz"}) {
    const Reading reading = read(h36m_reader(), shared_case("h36m-other-dicts") / file);
    ASSERT_EQ(reading.sequences.size(), 1U) << file;
    expect_right_poses(reading.sequences[0], shared_case("h36m-other-dicts"), "walking");
  }
}

TEST(array_cases, one_odd_action_is_left_out_by_name_and_the_others_arrive) {
  REQUIRE_SHARED_CASE("h36m-one-odd-action");
  const Reading reading = read(h36m_reader(), shared_case("h36m-one-odd-action") / "data_3d_h36m.npz");
  ASSERT_EQ(reading.sequences.size(), 2U);
  for (const Sequence& sequence : reading.sequences)
    expect_right_poses(sequence, shared_case("h36m-one-odd-action"),
                       sequence.take == "Walking" ? "walking" : "sitting");
  EXPECT_TRUE(reading.remarked("Odd is left out"));
  EXPECT_EQ(reading.remarks.size(), 1U);
}

TEST(array_cases, an_npz_in_metres_is_read_as_metres_and_that_is_said) {
  REQUIRE_SHARED_CASE("npz-in-metres");
  const Reading reading = read(table_reader(), shared_case("npz-in-metres") / "poses.npz");
  expect_right_poses(reading.sequences.at(0), shared_case("npz-in-metres"), "mm");
  EXPECT_DOUBLE_EQ(reading.sequences[0].frames_per_second, 50);
  EXPECT_TRUE(reading.remarked("metres"));
  EXPECT_TRUE(reading.remarked("--unit"));
}

}  // namespace
}  // namespace solopose
