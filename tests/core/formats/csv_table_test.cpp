#include "core/formats/csv_table.h"

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::TemporaryFolder;
using testing::write_bytes;

/// NaN as -1, which no test has as a value.
std::vector<float> shown(std::vector<float> values) {
  for (float& value : values) value = std::isnan(value) ? -1 : value;
  return values;
}

struct CsvTableTest : ::testing::Test {
  CsvTable table(const std::string& bytes) {
    write_bytes(folder / "t.csv", bytes);
    remarks.clear();
    return read_csv_table(folder / "t.csv", [&](const std::string& remark) { remarks.push_back(remark); },
                          {});
  }
  std::vector<float> values(const std::string& bytes) { return shown(table(bytes).tracks.at(0).positions); }
  std::string error(const std::string& bytes) {
    try {
      table(bytes);
    } catch (const Error& failure) {
      return failure.what();
    }
    return "";
  }
  std::vector<std::string> names(const std::string& bytes) {
    std::vector<std::string> names;
    for (const auto& track : table(bytes).tracks) names.push_back(track.name);
    return names;
  }
  TemporaryFolder folder;
  std::vector<std::string> remarks;
};

TEST_F(CsvTableTest, quoted_cells_hold_separators_doubled_quotes_and_line_ends) {
  EXPECT_THAT(names("sequence,a_x,a_y,a_z\n"
                    "\"a, b\",1,2,3\n"
                    "\"say \"\"hi\"\"\",4,5,6\n"
                    "\"two\nlines\",7,8,9\n"
                    "\"\"\"\",1,1,1\n"
                    "\"\"\"x\"\"\",1,1,1\n"),
              ElementsAre("a, b", "say \"hi\"", "two\nlines", "\"", "\"x\""));
  EXPECT_THAT(values("\"a_x\",\"a_y\",\"a_z\"\r\n\"1\",\"2\", 3 \r\n"), ElementsAre(1, 2, 3));
}

TEST_F(CsvTableTest, a_file_of_line_ends_alone_is_refused_with_the_line_behind_them) {
  EXPECT_THAT(error("\r"), HasSubstr("header (line 2): expected columns"));
  EXPECT_THAT(error("\r\r\n\n"), HasSubstr("header (line 4): expected columns"));
}

TEST_F(CsvTableTest, a_quote_that_is_not_closed_is_refused_with_its_line) {
  EXPECT_THAT(error("sequence,a_x,a_y,a_z\nw,1,2,3\n\"open,4,5,6\nw,7,8,9\n"),
              ::testing::AllOf(HasSubstr("line 3"), HasSubstr("closing quote")));
}

TEST_F(CsvTableTest, every_kind_of_line_end_marks_a_row) {
  for (const std::string end : {"\n", "\r\n", "\r", "\r\r\n", "\n\n"}) {
    const std::string text = "a_x,a_y,a_z" + end + "1,2,3" + end + "4,5,6";
    EXPECT_THAT(values(text), ElementsAre(1, 2, 3, 4, 5, 6)) << ::testing::PrintToString(end);
    EXPECT_THAT(values(text + end), ElementsAre(1, 2, 3, 4, 5, 6)) << ::testing::PrintToString(end);
  }
}

TEST_F(CsvTableTest, spreadsheets_marks_before_and_behind_a_table_are_no_part_of_it) {
  const std::string plain = "a_x,a_y,a_z\n1,2,3\n";
  std::string utf16 = "\xFF\xFE";
  std::string big_endian = "\xFE\xFF";
  for (const char c : plain) {
    utf16 += {c, '\0'};
    big_endian += {'\0', c};
  }
  for (const std::string& text :
       {"\xEF\xBB\xBF" + plain, utf16, big_endian, "sep=,\r\n" + plain, plain + '\x1A',
        plain + std::string(7, '\0'), "# exported by a program, 2024\n#\n\n" + plain, "# " + plain,
        plain + ",,\n,,\n", plain + " , , \n\n\n"}) {
    EXPECT_THAT(values(text), ElementsAre(1, 2, 3)) << ::testing::PrintToString(text.substr(0, 12));
  }
}

TEST_F(CsvTableTest, semicolons_and_tabs_go_with_decimal_commas) {
  for (const std::string separator : {";", "\t"}) {
    const auto joined = [&](std::initializer_list<const char*> cells) {
      std::string line;
      for (const char* cell : cells) line += (line.empty() ? "" : separator) + cell;
      return line + "\r\n";
    };
    EXPECT_THAT(values(joined({"a_x", "a_y", "a_z"}) + joined({"1,5", "-2,25", "3"})),
                ElementsAre(1.5F, -2.25F, 3));
    EXPECT_THAT(values("sep=" + separator + "\n" + joined({"a_x", "a_y", "a_z"}) + joined({"1.5", "2", "3"})),
                ElementsAre(1.5F, 2, 3));
  }
  EXPECT_THAT(error("a_x;a_y;a_z\n1.234,5;2;3\n"), HasSubstr("found \"1.234,5\""))
      << "thousands or not: nobody can tell";
}

TEST_F(CsvTableTest, words_for_nothing_are_missing_values) {
  EXPECT_THAT(values("a_x,a_y,a_z\n1,NA,nan\nN/A,NaN,#N/A\nnull,None,5\n"),
              ElementsAre(1, -1, -1, -1, -1, -1, -1, -1, 5));
}

TEST_F(CsvTableTest, trailing_separators_are_no_columns) {
  EXPECT_THAT(values("a_x,a_y,a_z\n1,2,3,,\n4,5,6\n"), ElementsAre(1, 2, 3, 4, 5, 6));
  EXPECT_THAT(values("a_x,a_y,a_z,\n1,2,3,\n,,,\n4,5,6,\n"), ElementsAre(1, 2, 3, -1, -1, -1, 4, 5, 6));
  EXPECT_THAT(error("a_x,a_y,a_z\n1,2,3,4\n"), HasSubstr("expected 3 cells, found 4"));
}

TEST_F(CsvTableTest, a_last_row_cut_short_is_left_out_and_said) {
  EXPECT_THAT(values("a_x,a_y,a_z\n1,2,3\n4,5"), ElementsAre(1, 2, 3));
  EXPECT_THAT(remarks, ElementsAre(HasSubstr("cut short")));
  EXPECT_THAT(error("a_x,a_y,a_z\n1,2\n4,5,6\n"), HasSubstr("row (line 2)"))
      << "only the file's end cuts a row";
}

TEST_F(CsvTableTest, empty_rows_between_others_are_frames_only_where_nothing_else_tells_the_time) {
  EXPECT_THAT(values("a_x,a_y,a_z\n1,2,3\n,,\n,,\n4,5,6\n,,\n"),
              ElementsAre(1, 2, 3, -1, -1, -1, -1, -1, -1, 4, 5, 6));
  EXPECT_THAT(remarks, ElementsAre(HasSubstr("1 empty rows at the end")));
  EXPECT_THAT(values("frame,a_x,a_y,a_z\n0,1,2,3\n,,,\n1,4,5,6\n"), ElementsAre(1, 2, 3, 4, 5, 6));
  EXPECT_THAT(values("frame,a_x,a_y,a_z\n0,1,2,3\n1,,,\n2,4,5,6\n"),
              ElementsAre(1, 2, 3, -1, -1, -1, 4, 5, 6))
      << "a numbered row without a point is a frame without one";
}

TEST_F(CsvTableTest, each_track_of_a_long_table_keeps_its_own_time) {
  std::string text = "sequence,frame,time_s,a_x,a_y,a_z\n";
  for (int f = 0; f < 10; ++f) {
    if (f != 4) text += fmt::format("p1,{},{:.3f},{},0,0\n", f, f / 50.0, f);
    text += fmt::format("p2,{},{:.3f},{},1,1\n", f, f / 25.0, f);
  }
  const CsvTable both = table(text);
  ASSERT_EQ(both.tracks.size(), 2U);
  EXPECT_EQ(both.tracks[0].positions.size(), 30U);
  EXPECT_TRUE(std::isnan(both.tracks[0].positions[12]));
  EXPECT_EQ(both.tracks[1].positions[12], 4);
  EXPECT_DOUBLE_EQ(both.tracks[0].frames_per_second, 50);
  EXPECT_DOUBLE_EQ(both.tracks[1].frames_per_second, 25);
  EXPECT_THAT(remarks, ElementsAre(HasSubstr("p1: ")));
}

TEST_F(CsvTableTest, rates_are_those_that_the_stamps_rounding_allows) {
  const auto rate = [&](double true_rate, int digits, int rows, double scale = 1,
                        const char* column = "time_s") {
    std::string text = fmt::format("{},a_x,a_y,a_z\n", column);
    for (int f = 0; f < rows; ++f) text += fmt::format("{:.{}f},1,2,3\n", scale * f / true_rate, digits);
    return table(text).tracks.at(0).frames_per_second;
  };
  EXPECT_DOUBLE_EQ(rate(30, 3, 24), 30);
  EXPECT_DOUBLE_EQ(rate(60, 3, 240), 60);
  EXPECT_DOUBLE_EQ(rate(30000.0 / 1001, 4, 240), 30000.0 / 1001);
  EXPECT_DOUBLE_EQ(rate(24000.0 / 1001, 6, 24), 24000.0 / 1001);
  EXPECT_NEAR(rate(27.3, 6, 100), 27.3, 1e-3) << "neither whole nor NTSC: as measured";
  EXPECT_DOUBLE_EQ(rate(50, 0, 100, 1000, "time_ms"), 50);
}

/// As numpy.savetxt writes numbers, here with fewer digits.
TEST_F(CsvTableTest, numbers_and_stamps_with_powers_of_ten_are_as_exact_as_they_are_written) {
  const auto rows = [](double rate, int count) {
    std::string text = "time_s,a_x,a_y,a_z\n";
    for (int f = 0; f < count; ++f) text += fmt::format("{:.6e},{:.18e},-2.5e-01,3e2\n", f / rate, f + 0.1);
    return text;
  };
  const CsvTable::Track track = table(rows(30, 300)).tracks.at(0);
  EXPECT_DOUBLE_EQ(track.frames_per_second, 30);
  for (std::size_t f = 0; f < 300; ++f) {
    const std::vector<float> expected = {static_cast<float>(static_cast<double>(f) + 0.1), -0.25F, 300};
    EXPECT_TRUE(std::equal(expected.begin(), expected.end(), track.positions.data() + 3 * f)) << f;
  }
  EXPECT_DOUBLE_EQ(table(rows(60, 24)).tracks.at(0).frames_per_second, 60);
  EXPECT_DOUBLE_EQ(table(rows(30000.0 / 1001, 240)).tracks.at(0).frames_per_second, 30000.0 / 1001);
  EXPECT_NEAR(table(rows(27.3, 100)).tracks.at(0).frames_per_second, 27.3, 1e-3) << "as measured";
}

TEST_F(CsvTableTest, columns_are_known_whatever_their_case) {
  const CsvTable one = table("Frame,Time,A_X,A_Y,A_Z\n1,0.00,1,2,3\n2,0.02,1,2,3\n4,0.06,1,2,3\n");
  EXPECT_EQ(one.tracks.at(0).positions.size(), 12U);
  EXPECT_DOUBLE_EQ(one.tracks[0].frames_per_second, 50);
}

TEST_F(CsvTableTest, the_nameless_index_of_pandas_tells_rows_that_were_dropped) {
  EXPECT_THAT(values(",a_x,a_y,a_z\n0,1,2,3\n1,1,2,3\n3,4,5,6\n"),
              ElementsAre(1, 2, 3, 1, 2, 3, -1, -1, -1, 4, 5, 6));
  EXPECT_THAT(values(",a_x,a_y,a_z\nimg01.png,1,2,3\nimg02.png,4,5,6\n"), ElementsAre(1, 2, 3, 4, 5, 6));
  EXPECT_THAT(values(",a_x,a_y,a_z\n10,,,\n11,4,5,6\n"), ElementsAre(-1, -1, -1, 4, 5, 6));
}

TEST_F(CsvTableTest, a_stopped_reading_ends) {
  std::string text = "a_x,a_y,a_z\n";
  for (int i = 0; i < 5000; ++i) text += "1,2,3\n";
  write_bytes(folder / "t.csv", text);
  std::stop_source stop;
  stop.request_stop();
  JobContext context;
  context.stop = stop.get_token();
  EXPECT_THROW(read_csv_table(
                   folder / "t.csv", [](const std::string&) {}, context),
               Cancelled);
}

TEST_F(CsvTableTest, a_last_row_cut_within_its_last_number_is_left_out_and_said) {
  const auto decimal_comma = [](std::string row) {
    std::replace(row.begin(), row.end(), ',', ';');
    std::replace(row.begin(), row.end(), '.', ',');
    return row;
  };
  for (const char* form : {"{:.3f}", "{:.6e}", "{:.1f}"}) {
    std::string text = "frame,a_x,a_y,a_z,b_x,b_y,b_z\n";
    for (int row = 0; row < 3; ++row) {
      text += fmt::format("{}", row);
      for (int i = 0; i < 6; ++i)
        text += fmt::format(",{}", fmt::format(fmt::runtime(form), -197.537 + 31 * i));
      text += row < 2 ? "\n" : "";
    }
    for (const std::string& whole : {text, decimal_comma(text)}) {
      EXPECT_EQ(table(whole).tracks.at(0).positions.size(), 18U) << "no line end, yet whole";
      EXPECT_THAT(remarks, IsEmpty());
      for (std::size_t size = whole.rfind('\n') + 2; size < whole.size(); ++size) {
        ASSERT_EQ(table(whole.substr(0, size)).tracks.at(0).positions.size(), 12U) << whole.substr(0, size);
        ASSERT_THAT(remarks, ElementsAre(HasSubstr("cut short")));
      }
    }
  }
}

TEST_F(CsvTableTest, a_last_row_without_a_line_end_is_whole_where_numbers_are_written_as_short_as_can_be) {
  const std::string start = "frame,a_x,a_y,a_z\n0,1.25,2.5,3\n1,1.5,2.75,3.125\n";
  for (const char* row :
       {"2,1.25,2.25,3", "2,1.5,2.5,3.1", "2,1e-05,2.5,3e2", "2,,,", "2,nan,nan,nan", "2,-,-,-"}) {
    EXPECT_EQ(table(start + row).tracks.at(0).positions.size(), 9U) << row;
    EXPECT_THAT(remarks, IsEmpty()) << row;
  }
}

TEST_F(CsvTableTest, marks_between_thousands_are_not_read_as_decimals) {
  const auto message = [&](const std::string& cells) {
    return error("frame;a_x;a_y;a_z\n0;5;6;7\n1;" + cells + "\n");
  };
  for (const char* cells : {"1,234;987;12", "1.234;987;-12", "-12,345;0;5", "1,234;12.345;6"})
    EXPECT_THAT(message(cells), ::testing::AllOf(HasSubstr("line 3"), HasSubstr("thousands"))) << cells;
  EXPECT_THAT(error("frame,a_x,a_y,a_z\n0,\"1,234\",987,-5\n"), HasSubstr("found \"1,234\" beside \"987\""));
}

TEST_F(CsvTableTest, decimals_stay_decimals) {
  EXPECT_THAT(values("a_x;a_y;a_z\n1,234;0,987;12\n"), ElementsAre(1.234F, 0.987F, 12))
      << "0 begins no thousand";
  EXPECT_THAT(values("a_x;a_y;a_z\n1,234;2,345;3,456\n"), ElementsAre(1.234F, 2.345F, 3.456F))
      << "all of one form";
  EXPECT_THAT(values("a_x;a_y;a_z\n512,123;0;0\n"), ElementsAre(512.123F, 0, 0)) << "0 may be missing";
  EXPECT_THAT(values("a_x,a_y,a_z\n1.234,12.5,9\n"), ElementsAre(1.234F, 12.5F, 9));
  EXPECT_THAT(values("a_x,a_y,a_z\n1.234,1200,9\n"), ElementsAre(1.234F, 1200, 9));
}

TEST_F(CsvTableTest, times_are_known_under_many_names) {
  for (const auto& [name, scale] : {std::pair{"Time (sec)", 1.0},
                                    {"seconds", 1.0},
                                    {"t", 1.0},
                                    {"t_s", 1.0},
                                    {"time_sec", 1.0},
                                    {"time stamp", 1.0},
                                    {"Timestamp [s]", 1.0},
                                    {"Time(ms)", 1e3},
                                    {"milliseconds", 1e3},
                                    {"time_us", 1e6},
                                    {"Time [\u00B5s]", 1e6},
                                    {"time (\u03BCs)", 1e6},
                                    {"timestamp_ns", 1e9}}) {
    std::string text = fmt::format("{},a_x,a_y,a_z\n", name);
    for (int f = 0; f < 12; ++f)
      if (f != 5) text += fmt::format("{:.6f},{},2,3\n", scale * f / 30, f);
    const CsvTable::Track track = table(text).tracks.at(0);
    EXPECT_DOUBLE_EQ(track.frames_per_second, 30) << name;
    EXPECT_EQ(track.positions.size(), 36U) << name;
    EXPECT_THAT(remarks, ElementsAre(HasSubstr("frame 5 "))) << name;
  }
}

TEST_F(CsvTableTest, frames_are_known_under_many_names) {
  for (const char* name :
       {"frame_id", "frameid", "Frame ID", "frame_idx", "Frames", "index", "Frame No.", "frame index"})
    EXPECT_THAT(values(fmt::format("{},a_x,a_y,a_z\n0,1,2,3\n1,1,2,3\n3,4,5,6\n", name)),
                ElementsAre(1, 2, 3, 1, 2, 3, -1, -1, -1, 4, 5, 6))
        << name;
}

TEST_F(CsvTableTest, a_usual_name_goes_before_others_and_what_is_not_read_is_said) {
  EXPECT_THAT(values("index,frame,score,a_x,a_y,a_z\n0,0,.5,1,2,3\n1,1,.5,1,2,3\n2,3,.5,4,5,6\n"),
              ElementsAre(1, 2, 3, 1, 2, 3, -1, -1, -1, 4, 5, 6));
  EXPECT_THAT(remarks, Contains(HasSubstr("columns not read: index, score")));
}

TEST_F(CsvTableTest, other_columns_that_happen_to_be_named_like_a_time_change_nothing) {
  EXPECT_THAT(values("t,a_x,a_y,a_z\nwalk,1,2,3\nrun,4,5,6\n"), ElementsAre(1, 2, 3, 4, 5, 6)) << "texts";
  const CsvTable temperature =
      table("t,a_x,a_y,a_z\n20.1,1,2,3\n20.2,1,2,3\n20.1,1,2,3\n20.2,1,2,3\n20.9,1,2,3\n");
  EXPECT_EQ(temperature.tracks.at(0).frames_per_second, 0);
  EXPECT_EQ(temperature.tracks[0].positions.size(), 15U);
  EXPECT_THAT(remarks, IsEmpty());
}

TEST_F(CsvTableTest, a_comment_is_a_header_only_where_it_names_a_joints_three_axes) {
  const std::string plain = "a_x,a_y,a_z\n1,2,3\n";
  for (const char* comment :
       {"# up axis: y", "# vertical axis z", "# exported by a tool, up: y", "# right-handed, units mm, up -y",
        "# camera 1 position: x, y", "# axes: x, y, z"})
    EXPECT_THAT(values(comment + ("\n" + plain)), ElementsAre(1, 2, 3)) << comment;
  EXPECT_THAT(values("# a_x, a_y, a_z\n1, 2, 3\n"), ElementsAre(1, 2, 3));
}

}  // namespace
}  // namespace solopose
