#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/formats/axis.h"
#include "core/formats/trc.h"
#include "tests/core/formats/postures.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;

class TrcRows : public ::testing::Test {
 protected:
  Sequence read_text(const std::string& text, const ReadOptions& options = {}) {
    write_bytes(folder / "rows.trc", text);
    reading = read(trc_reader(), folder / "rows.trc", options);
    return reading.sequences.at(0);
  }

  TemporaryFolder folder;
  Reading reading;
};

/// The header, then the rows one by one, each with its line end.
std::pair<std::string, std::vector<std::string>> parted(const std::string& text) {
  const std::size_t begin = text.find("\n\n") + 2;
  std::vector<std::string> rows;
  for (std::size_t at = begin; at < text.size();) {
    const std::size_t end = text.find('\n', at) + 1;
    rows.push_back(text.substr(at, end - at));
    at = end;
  }
  return {text.substr(0, begin), rows};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

TEST_F(TrcRows, writers_habits_change_nothing) {
  const std::string text = trc_of(Postures().stand(6).poses("y"));
  const std::vector<float> right = read_text(text).positions_mm;
  const std::vector<std::string> remarks = reading.remarks;
  const auto [header, rows] = parted(text);
  using namespace std::string_literals;
  for (const std::string& same : {
           replaced(text, "\n\n", "\n"),  // no blank line
           replaced(text, "\n", "\t\n"),  // a tab behind every row
           replaced(text, "\n", "\r\n"), replaced(text, "\n", "\r"), "\xEF\xBB\xBF" + text, text + "\x1A",
           text + "\n\t\t\t\n" + std::string(47, '\t') + "\n", text.substr(0, text.size() - 1),
           text + "\0\0"s, replaced(text, "\t", ","),  // commas
           replaced(text, "\tX1\tY1", "\tX5\tY5")      // numbered otherwise
       }) {
    EXPECT_EQ(read_text(same).positions_mm, right) << same.substr(0, 400);
    EXPECT_EQ(reading.remarks, remarks);
  }
}

TEST_F(TrcRows, blanks_may_separate_and_names_may_stand_side_by_side) {
  const std::string text = trc_of(Postures().stand(4).poses("y"));
  const std::vector<float> right = read_text(text).positions_mm;
  EXPECT_EQ(read_text(replaced(replaced(text, "\t\t\t", "\t"), "\n\t\t", "\n\t\t")).positions_mm, right)
      << "names one beside the other";
  std::string blanks = replaced(text, "\t", " ");
  while (blanks.find("  ") != std::string::npos) blanks = replaced(blanks, "  ", " ");
  EXPECT_EQ(read_text(blanks).positions_mm, right);
}

TEST_F(TrcRows, lost_rows_are_missing_frames_by_number_or_time) {
  const std::vector<float> poses = Postures().stand(12).poses("y");
  const auto [header, rows] = parted(trc_of(poses));
  std::string cut = header;
  std::string renumbered = header;
  std::string retimed = header;
  int number = 0;
  for (std::size_t f = 0; f < 12; ++f) {
    if (f == 3 || (f >= 6 && f < 9)) continue;
    const std::string& row = rows[f];
    cut += row;
    renumbered += fmt::format("{}{}", ++number, row.substr(row.find('\t')));
    const std::size_t points = row.find('\t', row.find('\t') + 1);
    retimed += fmt::format("{}\t{:.4f}{}", f + 1, number / 50.0, row.substr(points));
  }
  for (const std::string& text : {cut, renumbered, retimed}) {
    const Body body(read_text(text));
    ASSERT_EQ(body.frames(), 12);
    EXPECT_TRUE(reading.remarked("frames 3, 6 to 8"));
    EXPECT_EQ(reading.sequences[0].frames_per_second, 50);
    for (std::int64_t f = 0; f < 12; ++f) {
      const bool lost = f == 3 || (f >= 6 && f < 9);
      ASSERT_EQ(std::isnan(body.at(f, Joint::head).x()), lost) << f;
      if (!lost) {
        const float* right = poses.data() + f * joint_count * 3 + 3 * index_of(Joint::head);
        EXPECT_NEAR(body.at(f, Joint::head).x(), right[0], 1e-3);
      }
    }
  }
}

TEST_F(TrcRows, empty_numbers_times_and_rows_are_no_reason_to_lose_points) {
  const auto [header, rows] = parted(trc_of(Postures().stand(4).poses("y")));
  std::string text = header;
  for (const std::string& row : rows) text += row.substr(row.find('\t'));
  EXPECT_EQ(read_text(text).frames(), 4) << "no frame numbers";
  text = header + rows[0] + "2\t0.02" + std::string(45, '\t') + "\n" + rows[2];
  const Body body(read_text(text));
  EXPECT_EQ(body.frames(), 3);
  EXPECT_TRUE(std::isnan(body.at(1, Joint::pelvis).x()));
}

TEST_F(TrcRows, a_last_row_that_is_cut_anywhere_is_dropped_and_said) {
  const std::string text = trc_of(Postures().stand(3).poses("y"));
  const std::size_t last = text.rfind('\n', text.size() - 2) + 1;
  for (std::size_t size = last + 1; size < text.size() - 1; ++size) {
    ASSERT_EQ(read_text(text.substr(0, size)).frames(), 2) << text.substr(last, size - last);
    ASSERT_TRUE(reading.remarked("the file ends within a row: 2 whole rows"));
  }
}

TEST_F(TrcRows, the_up_axis_is_guessed_stated_or_read) {
  for (const char* up : {"x", "-x", "y", "-y", "z", "-z"}) {
    const std::string text = trc_of(Postures().stand(20).bow(30).lie_aside(20).poses(up));
    const Eigen::Vector3d right = read_text(text).up.value();
    EXPECT_EQ(right, axis_named(up).value());
    EXPECT_TRUE(reading.remarked(fmt::format("up axis guessed from how the body stands: {}; --up", up)));
    ReadOptions stated;
    stated.up = "-x";
    EXPECT_EQ(read_text(text, stated).up.value(), -Eigen::Vector3d::UnitX());
    EXPECT_FALSE(reading.remarked("up axis"));
    const std::string written = replaced(text, "made.trc\n", "made.trc\tUpAxis\t0\t0.6\t-0.8\n");
    EXPECT_TRUE(read_text(written).up.value().isApprox(Eigen::Vector3d(0, 0.6, -0.8)));
    EXPECT_FALSE(reading.remarked("up axis"));
    EXPECT_EQ(read_text(written, stated).up.value(), -Eigen::Vector3d::UnitX());
    for (const char* nonsense :
         {"\tUpAxis", "\tUpAxis\tnan\t0\t1", "\tUpAxis\t0\t0\t0", "\tUpAxis\tx\ty\tz"}) {
      read_text(replaced(text, "made.trc\n", std::string("made.trc") + nonsense + "\n"));
      EXPECT_EQ(reading.sequences[0].up.value(), right) << nonsense;
    }
  }
}

TEST_F(TrcRows, units_that_make_nobody_are_corrected_and_said) {
  const std::vector<float> metres = Postures().stand(5).poses("y", 0.001);
  for (const char* said : {"mm", "cm"}) {
    const Body body(read_text(trc_of(metres, said)));
    EXPECT_NEAR(body.bone(0, {Joint::left_hip, Joint::left_knee}), 420, 1);
    EXPECT_THAT(reading.remarks,
                Contains(AllOf(HasSubstr("unit guessed"), HasSubstr("metres"), HasSubstr("--unit"))));
  }
  ReadOptions stated;
  stated.millimetres_per_unit = 1;
  EXPECT_NEAR(Body(read_text(trc_of(metres, "mm"), stated)).bone(0, {Joint::left_hip, Joint::left_knee}),
              0.42, 0.01);
}

TEST_F(TrcRows, time_columns_are_held_against_the_rate_within_their_rounding) {
  const auto [header, rows] = parted(trc_of(Postures().stand(40).poses("y")));
  const auto timed = [&, &head = header, &lines = rows](double rate, int decimals) {
    std::string text = head;
    for (std::size_t f = 0; f < lines.size(); ++f) {
      const std::size_t points = lines[f].find('\t', lines[f].find('\t') + 1);
      text += fmt::format("{}\t{:.{}f}{}", f + 1, static_cast<double>(f) / rate, decimals,
                          lines[f].substr(points));
    }
    read_text(text);
    return reading.remarked("DataRate");
  };
  EXPECT_FALSE(timed(50, 5));
  EXPECT_FALSE(timed(50.4, 5));
  EXPECT_FALSE(timed(50, 2));
  EXPECT_TRUE(timed(51, 5));
  EXPECT_TRUE(timed(1.25, 5)) << "50 / 40 frames";
  EXPECT_EQ(reading.sequences[0].frames_per_second, 50);
  EXPECT_TRUE(timed(49, 5));
  EXPECT_TRUE(timed(0.05, 2)) << "milliseconds";
  EXPECT_TRUE(timed(100, 2));
  EXPECT_EQ(reading.sequences[0].frames_per_second, 50);
}

TEST_F(TrcRows, a_data_rate_that_was_multiplied_by_the_number_of_frames_gives_way_to_the_time_column) {
  const std::string text = trc_of(Postures().stand(40).poses("y"));
  EXPECT_NEAR(read_text(replaced(text, "\n50\t50\t", "\n2000\t2000\t")).frames_per_second, 50, 1e-9);
  EXPECT_TRUE(reading.remarked("40 times the 50 frames a second"));
  EXPECT_FALSE(reading.remarked("unusual"));
  EXPECT_EQ(read_text(replaced(text, "\n50\t50\t", "\n2100\t2100\t")).frames_per_second, 2100);
  EXPECT_TRUE(reading.remarked("DataRate counts"));
  EXPECT_EQ(read_text(text).frames_per_second, 50);
}

TEST_F(TrcRows, a_data_rate_of_zero_stays_unknown_and_the_time_column_is_offered) {
  const std::string text = trc_of(Postures().stand(9).poses("y"));
  EXPECT_EQ(read_text(replaced(text, "\n50\t50\t", "\n0\t0\t")).frames_per_second, 0);
  EXPECT_TRUE(reading.remarked("runs at 50, --fps states it"));
}

TEST_F(TrcRows, a_last_row_that_is_cut_within_an_exponent_is_dropped_and_said) {
  const std::vector<float> poses = Postures().stand(3).poses("y");
  std::string text = trc_of(poses);
  text.resize(text.find("\n\n") + 2);
  for (std::size_t f = 0; f < 3; ++f) {
    text += fmt::format("{}\t{:.4f}", f + 1, static_cast<double>(f) / 50);
    for (std::size_t i = 0; i < 45; ++i) text += fmt::format("\t{:.6e}", poses[45 * f + i]);
    text += "\n";
  }
  EXPECT_EQ(read_text(text.substr(0, text.size() - 1)).frames(), 3);
  for (std::size_t size = text.rfind('\t') + 2; size < text.size() - 1; ++size) {
    ASSERT_EQ(read_text(text.substr(0, size)).frames(), 2) << text.substr(text.rfind('\t'), size);
    ASSERT_TRUE(reading.remarked("the file ends within a row"));
  }
}

TEST_F(TrcRows, points_at_the_origin_are_read_and_said) {
  std::vector<float> poses = Postures().stand(6).poses("y");
  read_text(trc_of(poses));
  EXPECT_FALSE(reading.remarked("0 0 0"));
  for (std::size_t f = 0; f < 4; ++f)
    std::fill_n(poses.begin() + static_cast<std::ptrdiff_t>(f * 45 + 9), 3, 0.0F);
  EXPECT_EQ(Body(read_text(trc_of(poses))).at(0, Joint::right_ankle), Eigen::Vector3d::Zero());
  EXPECT_TRUE(reading.remarked("4 points are exactly 0 0 0"));
}

TEST_F(TrcRows, rates_that_cannot_be_are_said) {
  const std::string text = trc_of(Postures().stand(6).poses("y"));
  const auto unusual = [&](const std::string& rate) {
    EXPECT_EQ(read_text(replaced(text, "\n50\t50\t", "\n" + rate + "\t50\t")).frames_per_second,
              std::stod(rate));
    return reading.remarked("frames a second is unusual");
  };
  EXPECT_TRUE(unusual("0.0333"));
  EXPECT_TRUE(unusual("30000"));
  EXPECT_FALSE(unusual("1"));
  EXPECT_FALSE(unusual("2000"));
}

TEST_F(TrcRows, what_spreadsheets_make_of_cells_changes_nothing) {
  const std::string text = trc_of(Postures().stand(4).poses("y"));
  const std::vector<float> right = read_text(text).positions_mm;
  const std::vector<std::string> remarks = reading.remarks;
  std::string quoted;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find_first_of("\t\n", at);
    quoted += end > at ? "\"" + text.substr(at, end - at) + "\"" : "";
    quoted += text[end];
    at = end + 1;
  }
  for (const std::string& same : {quoted, replaced(text, "Frame#", "Frame")}) {
    EXPECT_EQ(read_text(same).positions_mm, right) << same.substr(0, 200);
    EXPECT_EQ(reading.remarks, remarks);
  }
}

}  // namespace
}  // namespace solopose::testing
