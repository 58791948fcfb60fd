#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/formats/bvh.h"
#include "tests/core/formats/bvh_text.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::HasSubstr;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::vector<std::vector<double>> walking(const BvhRig& rig, int frames, double of_offset = 1) {
  std::vector<std::vector<double>> rows;
  for (int f = 0; f < frames; ++f) rows.push_back(rig.row(f, 2 * f, of_offset, 3 * f % 20));
  return rows;
}

class BvhRows : public ::testing::Test {
 protected:
  Sequence read_text(const std::string& text, const ReadOptions& options = {}) {
    write_bytes(folder / "rows.bvh", text);
    reading = read(bvh_reader(), folder / "rows.bvh", options);
    return reading.sequences.at(0);
  }

  std::string refusal(const std::string& text) {
    write_bytes(folder / "rows.bvh", text);
    return error_of(bvh_reader(), folder / "rows.bvh");
  }

  TemporaryFolder folder;
  Reading reading;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

TEST_F(BvhRows, line_ends_and_what_follows_the_last_row_change_nothing) {
  const std::string text = bvh_text({BvhRig().hierarchy()}, walking(BvhRig(), 5));
  const std::vector<float> right = read_text(text).positions_mm;
  const std::vector<std::string> remarks = reading.remarks;
  const std::string unended = text.substr(0, text.size() - 1);
  using namespace std::string_literals;
  for (const std::string& same :
       {text + "\x1A", text + "\x1A\x1A\n", unended + "\x1A", text + "\n\n  \n", unended, text + "\0\0\0"s,
        unended + "\r\n\x1A"s + std::string(4096, '\0'), "\xEF\xBB\xBF" + text, replaced(text, "\n", "\r"),
        replaced(text, "\n", "\r\n"), replaced(text, "\n", "\r\r\n"), replaced(text, "\n", "\r") + "\x1A",
        replaced(text, "\n", " \t\n"), replaced(text, " ", "\t"),
        replaced(text, "Frame Time", "Frame   Time "), replaced(text, "0.0000", "0.")}) {
    EXPECT_EQ(read_text(same).positions_mm, right);
    EXPECT_EQ(reading.remarks, remarks);
  }
}

TEST_F(BvhRows, a_last_row_that_is_cut_anywhere_is_dropped_and_said) {
  const std::string text = bvh_text({BvhRig().hierarchy()}, walking(BvhRig(), 4));
  const std::size_t last = text.rfind('\n', text.size() - 2) + 1;
  int dropped = 0;
  for (std::size_t size = last + 1; size < text.size() - 1; ++size) {
    ASSERT_EQ(read_text(text.substr(0, size)).frames(), 3) << text.substr(last, size - last);
    ASSERT_TRUE(reading.remarked("the file ends within a row: 3 whole rows"));
    ++dropped;
  }
  EXPECT_GT(dropped, 300);
  for (const char* ending : {"\n", "\r\n", "\x1A", "\n\x1A"}) {
    EXPECT_EQ(read_text(text.substr(0, text.size() - 20) + ending).frames(), 3);
  }
  EXPECT_EQ(read_text(text.substr(0, text.size() - 20) + std::string(512, '\0')).frames(), 3);
}

TEST_F(BvhRows, rows_of_another_length_elsewhere_are_errors) {
  const BvhRig rig;
  auto rows = walking(rig, 4);
  rows[1].push_back(0);
  EXPECT_THAT(refusal(bvh_text({rig.hierarchy()}, rows)), HasSubstr("frame 1"));
  rows = walking(rig, 4);
  rows[2].pop_back();
  EXPECT_THAT(refusal(bvh_text({rig.hierarchy()}, rows)), HasSubstr("expected 51 values, found 50"));
  rows = walking(rig, 4);
  rows[3].push_back(0);
  EXPECT_THAT(refusal(bvh_text({rig.hierarchy()}, rows)), HasSubstr("found 52")) << "too many are not cut";
  rows = {walking(rig, 1)};
  rows[0].pop_back();
  EXPECT_THAT(refusal(bvh_text({rig.hierarchy()}, rows)), HasSubstr("expected 51 values"));
}

TEST_F(BvhRows, the_headers_count_may_be_off_either_way) {
  const std::string text = bvh_text({BvhRig().hierarchy()}, walking(BvhRig(), 5));
  for (const char* count : {"Frames: 3", "Frames: 9", "Frames:\t 5000000"}) {
    EXPECT_EQ(read_text(replaced(text, "Frames: 5", count)).frames(), 5);
    EXPECT_TRUE(reading.remarked("the file holds 5; all of them were read"));
  }
}

TEST_F(BvhRows, position_channels_are_places_or_displacements_whatever_single_rows_say) {
  BvhRig rig;
  rig.inner_positions = true;
  const std::vector<float> right =
      read_text(bvh_text({BvhRig().hierarchy()}, walking(BvhRig(), 12))).positions_mm;
  const std::size_t frame = right.size() / 12;
  for (const double of_offset : {1.0, 0.0}) {
    for (const std::vector<std::size_t>& odd :
         {std::vector<std::size_t>{}, {0}, {0, 1, 2}, {11}, {0, 5, 11}}) {
      for (const double filling : {0.0, none, 1e6, -1e6}) {
        auto rows = walking(rig, 12, of_offset);
        for (const std::size_t row : odd) rows[row].assign(rows[row].size(), filling);
        const Sequence sequence = read_text(bvh_text({rig.hierarchy()}, rows));
        for (std::size_t f = 0; f < 12; ++f) {
          if (std::ranges::find(odd, f) != odd.end()) continue;
          for (std::size_t i = f * frame; i < (f + 1) * frame; ++i) {
            ASSERT_NEAR(sequence.positions_mm[i], right[i], 1e-2)
                << "frame " << f << ", filled with " << filling;
          }
        }
      }
    }
  }
}

TEST_F(BvhRows, rows_of_zeros_have_no_say_even_where_they_are_most) {
  BvhRig rig;
  rig.inner_positions = true;
  auto rows = walking(rig, 10);
  for (std::size_t row = 2; row < 10; ++row) rows[row].assign(rows[row].size(), 0);
  const Body body(read_text(bvh_text({rig.hierarchy()}, rows)));
  EXPECT_NEAR(body.bone(0, {Joint::left_hip, Joint::left_knee}), 420, 1e-2);
}

TEST_F(BvhRows, somebody_below_a_reference_joint_walks_with_it) {
  // As MotionBuilder writes: the hips are a joint, their place is absolute.
  BvhRig rig;
  rig.word = "JOINT";
  const std::string reference =
      "ROOT Reference\n{\nOFFSET 0 0 0\nCHANNELS 6 Xposition Yposition Zposition "
      "Zrotation Xrotation Yrotation\n" +
      rig.hierarchy() + "}\n";
  std::vector<std::vector<double>> rows;
  for (const auto& values : walking(rig, 6)) {
    rows.emplace_back(6, 0.0);
    rows.back().insert(rows.back().end(), values.begin(), values.end());
  }
  const Body body(read_text(bvh_text({reference}, rows)));
  EXPECT_TRUE(body.at(3, Joint::pelvis).isApprox(Eigen::Vector3d(30, 950, 60), 1e-5));
}

TEST_F(BvhRows, a_value_that_is_missing_takes_along_what_hangs_on_it_in_its_row_only) {
  BvhRig rig;
  const std::vector<float> right = read_text(bvh_text({rig.hierarchy()}, walking(rig, 5))).positions_mm;
  const JointSet joints = *reading.sequences[0].joints;
  for (std::size_t column = 0; column < rig.row().size(); ++column) {
    for (const char* spelled : {"nan", "-nan(ind)", "1.#QNAN", "-1.#IND00", "inf", "1.#INF"}) {
      auto rows = walking(rig, 5);
      rows[2][column] = 777.25;
      const Sequence sequence = read_text(replaced(bvh_text({rig.hierarchy()}, rows), "777.2500", spelled));
      const int joint = column < 3 ? -1 : static_cast<int>(column - 3) / 3;
      std::vector<bool> hangs(static_cast<std::size_t>(joints.size()), joint < 0);
      int moving = -1;  // counts joints that are no End Sites
      int turned = -1;
      for (std::size_t j = 0; j < hangs.size(); ++j) {
        if (!joints.joints[j].ends_with("_end") && ++moving == joint) turned = static_cast<int>(j);
        const int parent = joints.parents[j];
        if (parent >= 0 && (parent == turned || hangs[static_cast<std::size_t>(parent)])) hangs[j] = true;
      }
      const std::size_t width = hangs.size() * 3;
      for (std::size_t i = 0; i < right.size(); ++i) {
        const bool lost = i / width == 2 && hangs[i % width / 3];
        ASSERT_EQ(std::isnan(sequence.positions_mm[i]), lost) << "column " << column << " value " << i;
        if (!lost) {
          ASSERT_EQ(sequence.positions_mm[i], right[i]);
        }
      }
    }
  }
}

TEST_F(BvhRows, the_head_is_its_end_site_over_missing_rows_bent_necks_and_bones_without_length) {
  const BvhRig rig;
  for (const char* head :
       {"OFFSET 0.0000 8.0000 1.0000", "OFFSET 0.0000 0.0000 0.0000", "OFFSET 0.0000 0.0000 0.0001"}) {
    auto rows = walking(rig, 9);
    for (const std::size_t row : {0U, 3U, 4U, 8U}) rows[row][6 + 3] = none;  // the neck
    const std::string text = replaced(bvh_text({rig.hierarchy()}, rows), "OFFSET 0.0000 8.0000 1.0000", head);
    const Sequence sequence = read_text(text);
    EXPECT_FALSE(reading.remarked("the head is taken at")) << head;
    const Body body(sequence);
    for (std::int64_t f = 0; f < 9; ++f) {
      const bool lost = f == 0 || f == 3 || f == 4 || f == 8;
      EXPECT_EQ(std::isnan(body.at(f, Joint::head).x()), lost);
      EXPECT_FALSE(std::isnan(body.at(f, Joint::neck).x()));
    }
  }
}

TEST_F(BvhRows, a_head_that_is_never_there_is_missing_and_nothing_else) {
  const BvhRig rig;
  auto rows = walking(rig, 4);
  for (auto& row : rows) row[6 + 3] = none;
  const Body body(read_text(bvh_text({rig.hierarchy()}, rows)));
  EXPECT_TRUE(std::isnan(body.at(1, Joint::head).x()));
  EXPECT_FALSE(reading.remarked("the head is taken at"));
  EXPECT_NEAR(body.bone(1, {Joint::left_hip, Joint::left_knee}), 420, 1e-2);
}

TEST_F(BvhRows, numbers_that_lost_the_blank_between_them_are_two) {
  const BvhRig rig;
  auto rows = walking(rig, 3);
  rows[1][4] = -7.5;
  const std::string text = bvh_text({rig.hierarchy()}, rows);
  const std::vector<float> right = read_text(text).positions_mm;
  EXPECT_EQ(read_text(replaced(text, " -7.5", "-7.5")).positions_mm, right);
  EXPECT_THAT(refusal(replaced(text, " -7.5", "_7.5")), HasSubstr("a number"));
}

TEST_F(BvhRows, usual_rates_are_offered_for_frame_times_written_with_few_decimals) {
  const struct {
    const char* time;
    double rate;
    const char* offered;  ///< "" = nothing to say
  } times[] = {{"0.033", 1 / 0.033, "29.97 or 30"},
               {"0.0333", 1 / 0.0333, "30"},
               {"0.03333", 1 / 0.03333, "30"},
               {"0.033333", 30, ""},
               {".0333333", 30, ""},
               {"0.0166", 1 / 0.0166, "59.9401 or 60"},
               {"0.0167", 1 / 0.0167, "59.9401 or 60"},
               {"0.016667", 60, ""},
               {"0.0083", 1 / 0.0083, "119.88 or 120"},
               {"0.008", 125, "119.88 or 120"},
               {"0.0417", 1 / 0.0417, "23.976 or 24"},
               {"0.0416667", 24, ""},
               {"0.0333667", 1 / 0.0333667, ""},
               {"0.0334", 1 / 0.0334, "29.97"},
               {"0.04", 25, ""},
               {"0.02", 50, ""},
               {"0.01", 100, ""},
               {"3.33e-2", 1 / 0.0333, "30"},
               {"0.037", 1 / 0.037, ""},
               {"0.7", 1 / 0.7, ""}};
  for (const auto& [time, rate, offered] : times) {
    SCOPED_TRACE(time);
    const std::string text = bvh_text({BvhRig().hierarchy()}, walking(BvhRig(), 2), time);
    EXPECT_NEAR(read_text(text).frames_per_second, rate, 1e-9);
    EXPECT_EQ(reading.remarked("--fps"), *offered != '\0');
    EXPECT_TRUE(*offered == '\0' || reading.remarked(fmt::format("if {} is meant, --fps", offered)));
    ReadOptions stated;
    stated.frames_per_second = 30;
    EXPECT_EQ(read_text(text, stated).frames_per_second, 30);
    EXPECT_FALSE(reading.remarked("--fps"));
  }
}

TEST_F(BvhRows, a_root_with_one_position_channel_stands_at_its_offset_in_the_others) {
  std::string text = bvh_text({BvhRig().hierarchy()}, {BvhRig().row(), BvhRig().row()});
  text = replaced(text, "OFFSET 0.0000 95.0000 0.0000\nCHANNELS 6 Xposition Yposition Zposition",
                  "OFFSET 5.0000 95.0000 7.0000\nCHANNELS 4 Yposition");
  text = replaced(text, "0.0000 95.0000 0.0000 0.0000", "93.0000 0.0000");
  EXPECT_TRUE(Body(read_text(text)).at(0, Joint::pelvis).isApprox(Eigen::Vector3d(50, 930, 70), 1e-5));
}

TEST_F(BvhRows, children_and_giants_keep_their_size_in_every_power_of_ten) {
  for (const double size : {0.47, 0.68, 1.0, 1.22}) {
    for (const auto& [factor, unit] :
         {std::pair{1.0, "centimetres"}, std::pair{10.0, "millimetres"}, std::pair{0.01, "metres"}}) {
      BvhRig rig;
      rig.scale = size * factor;
      const Body body(read_text(bvh_text({rig.hierarchy()}, walking(rig, 3))));
      EXPECT_NEAR(body.bone(0, {Joint::left_hip, Joint::left_knee}), 420 * size, 4) << size << " in " << unit;
      EXPECT_TRUE(reading.remarked(fmt::format("height: {}", unit)));
      EXPECT_TRUE(reading.remarked("--unit"));
    }
  }
}

TEST_F(BvhRows, a_last_row_that_is_cut_within_an_exponent_is_dropped_and_said) {
  std::string text = bvh_text({BvhRig().hierarchy()}, {});
  for (const auto& row : walking(BvhRig(), 3)) {
    for (const double value : row) text += fmt::format("{:.6e} ", value);
    text.back() = '\n';
  }
  EXPECT_EQ(read_text(text.substr(0, text.size() - 1)).frames(), 3);
  for (std::size_t size = text.rfind(' ') + 2; size < text.size() - 1; ++size) {
    ASSERT_EQ(read_text(text.substr(0, size)).frames(), 2) << size;
    ASSERT_TRUE(reading.remarked("the file ends within a row"));
  }
}

TEST_F(BvhRows, rates_that_cannot_be_are_said) {
  for (const auto& [time, unusual] :
       {std::pair{"30", true}, {"33.3333", true}, {"0.0001", true}, {"0.0333333", false}, {"1", false}}) {
    read_text(bvh_text({BvhRig().hierarchy()}, walking(BvhRig(), 3), time));
    EXPECT_EQ(reading.remarked("frames a second is unusual"), unusual) << time;
  }
}

}  // namespace
}  // namespace solopose::testing
