#include "core/formats/usual_unit.h"

#include <gmock/gmock.h>

#include "core/files/npz.h"
#include "core/formats/table.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace solopose::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A standing body of this height, in the canonical joints, z up.
std::vector<float> body_of(double height, std::size_t frames = 3) {
  const std::vector<std::array<double, 3>> shape = {
      {0, 0, .53},    {-.06, 0, .53}, {-.06, 0, .285}, {-.06, 0, .039}, {.06, 0, .53},
      {.06, 0, .285}, {.06, 0, .039}, {0, 0, .818},    {0, 0, .95},     {.1, 0, .818},
      {.12, 0, .63},  {.12, 0, .48},  {-.1, 0, .818},  {-.12, 0, .63},  {-.12, 0, .48}};
  std::vector<float> poses;
  for (std::size_t f = 0; f < frames; ++f) {
    for (const auto& joint : shape) {
      for (const double value : joint) poses.push_back(static_cast<float>(height * value));
    }
  }
  return poses;
}

struct UsualUnit : ::testing::Test {
  std::vector<std::string> odd(double height_mm, double used) {
    remarks.clear();
    remark_odd_size(*joint_set_named("canonical15"), body_of(height_mm), used,
                    [&](const std::string& remark) { remarks.push_back(remark); });
    return remarks;
  }
  std::vector<std::string> remarks;
};

TEST_F(UsualUnit, of_a_format_is_remarked_where_bodies_are_no_people_in_it) {
  for (const double height : {520.0, 800.0, 1150.0, 1700.0, 2500.0})
    EXPECT_THAT(odd(height, 1000), IsEmpty());
  EXPECT_THAT(odd(1.7e6, 1000), ElementsAre(HasSubstr("--unit mm reads it as millimetres")));
  EXPECT_THAT(odd(1.7, 1), ElementsAre(HasSubstr("--unit m reads it as metres")));
  EXPECT_THAT(odd(17000, 10), ElementsAre(HasSubstr("--unit mm")));
  EXPECT_THAT(odd(1e9, 1), ElementsAre(HasSubstr("--unit")));
}

TEST_F(UsualUnit, of_tables_gives_way_in_every_kind_of_file_unless_the_unit_is_stated) {
  const TemporaryFolder folder;
  std::string header;
  for (const std::string& joint : joint_set_named("canonical15")->joints) {
    for (const char* axis : {"_x_mm", "_y_mm", "_z_mm"}) header += (header.empty() ? "" : ",") + joint + axis;
  }
  const std::vector<float> metres = body_of(1.7);
  NpzWriter poses(folder / "poses.npz");
  poses.add<float>("poses", metres, {3, 15, 3});
  poses.finish();
  NpzWriter exported(folder / "export.npz");
  exported.add("names", std::vector<std::string>{"A/S1/walk/world"});
  exported.add<float>("0", metres, {3, 15, 3});
  exported.finish();
  std::string rows = header;
  for (std::size_t i = 0; i < metres.size(); ++i)
    rows += fmt::format("{}{}", i % 45 == 0 ? "\n" : ",", metres[i]);
  write_bytes(folder / "poses.csv", rows);
  for (const char* name : {"poses.npz", "export.npz", "poses.csv"}) {
    const Reading guessed = read(table_reader(), folder / name);
    EXPECT_NEAR(guessed.sequences.at(0).positions_mm[2], 901, 0.1) << name;
    EXPECT_TRUE(guessed.remarked("metres")) << name;
    ReadOptions stated;
    stated.millimetres_per_unit = 10;
    stated.frames_per_second = 30;
    const Reading told = read(table_reader(), folder / name, stated);
    EXPECT_NEAR(told.sequences.at(0).positions_mm[2], 9.01, 0.01) << name;
    EXPECT_THAT(told.remarks, IsEmpty()) << name;
  }
}

}  // namespace
}  // namespace solopose
