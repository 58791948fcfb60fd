#include "core/base/file_names.h"

#include <gmock/gmock.h>

namespace solopose {
namespace {

TEST(FileNames, ordinary_names_stay_as_they_are) {
  for (const char* name : {"walk 01", "S1_Walking.1", "Müller", "歩く", "a=b+c", "it's", "walk (2)"})
    EXPECT_EQ(safe_file_name(name), name);
}

TEST(FileNames, what_some_system_cannot_hold_or_people_would_misread_is_replaced) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "_"},
      {".", "_"},
      {"..", "__"},
      {"../../etc/passwd", "_._.._etc_passwd"},
      {".hidden", "_hidden"},
      {"-rf", "_rf"},
      {"walk.", "walk_"},
      {"walk. .", "walk. _"},
      {" walk ", "_walk_"},
      {"a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j"},
      {std::string("a\0b\tc\nd\x7F", 8), "a_b_c_d_"},
      {"walk\u202Egpj.exe", "walk_gpj.exe"},
      {"\u2066a\u2069\u200Fb\u061Cc", "_a__b_c"},
      {"zero\u200Bwidth\uFEFF", "zero_width_"},
      {"line\u2028end\u0085", "line_end_"},
      {"latin\xE9", "latin_"},
      {"long form \xC0\xAF", "long form __"},
      {"CON", "_CON"},
      {"lpt1.txt", "_lpt1.txt"},
      {"COM10", "COM10"},
      {"console", "console"},
  };
  for (const auto& [name, safe] : cases) EXPECT_EQ(safe_file_name(name), safe) << name;
}

TEST(FileNames, are_cut_between_letters) {
  std::string name;
  for (int i = 0; i < 200; ++i) name += "ü";
  const std::string safe = safe_file_name(name);
  EXPECT_EQ(safe.size(), 254U);
  EXPECT_EQ(safe_file_name(std::string(300, 'x')).size(), 255U);
  EXPECT_EQ(safe_file_name("abc. def", 4), "abc_");
}

TEST(FileNames, no_two_are_the_same_where_capitals_are_not_told_apart) {
  FileNames names;
  EXPECT_EQ(names.add("D/S1/Walk/world", ".trc"), "D/S1/Walk/world.trc");
  EXPECT_EQ(names.add("D/S1/walk/World", ".trc"), "D/S1/walk/World (2).trc");
  EXPECT_EQ(names.add("D/S1/wa:lk/v", ".trc"), "D/S1/wa_lk/v.trc");
  EXPECT_EQ(names.add("D/S1/wa?lk/v", ".trc"), "D/S1/wa_lk/v (2).trc");
  EXPECT_EQ(names.add("ÄRGER", ".trc"), "ÄRGER.trc");
  EXPECT_EQ(names.add("ärger", ".trc"), "ärger (2).trc");
  EXPECT_EQ(names.add("ärger (2)", ".trc"), "ärger (2) (2).trc");
  const std::string lengthy(300, 'y');
  const auto first = names.add(lengthy, ".trc");
  const auto second = names.add(lengthy, ".trc");
  EXPECT_NE(first, second);
  EXPECT_LE(second.filename().string().size(), 255U);
}

TEST(FileNames, stay_below_their_folder) {
  FileNames names;
  EXPECT_EQ(names.add("../../x/..", ".trc"), "__/__/x/__.trc");
  EXPECT_EQ(names.add("/etc/passwd", ".trc"), "_/etc/passwd.trc");
}

}  // namespace
}  // namespace solopose
