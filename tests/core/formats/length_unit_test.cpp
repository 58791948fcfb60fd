#include "core/formats/length_unit.h"

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/formats/read_options.h"
#include "core/options/options_json.h"

namespace solopose {
namespace {

TEST(LengthUnit, IsKnownByNameAndInWordsOfBothSpellings) {
  EXPECT_EQ(length_unit_named("MM")->millimetres, 1);
  EXPECT_EQ(length_unit_named("Meters")->millimetres, 1000);
  EXPECT_EQ(length_unit_named("centimetres")->millimetres, 10);
  EXPECT_EQ(length_unit_named("inches")->millimetres, 25.4);
  for (const char* unknown : {"", "m ", "meter s", "furlong", "meters2"})
    EXPECT_EQ(length_unit_named(unknown), nullptr) << unknown;
}

TEST(LengthUnit, EveryOneIsFoundByItsSize) {
  for (const LengthUnit& unit : length_units) EXPECT_EQ(length_unit_of(unit.millimetres), &unit) << unit.name;
  EXPECT_EQ(length_unit_of(2), nullptr);
}

TEST(ReadOptions, ComeBackFromTheirTextAndRefuseWhatTheyAreNot) {
  const ReadOptions stated{.frames_per_second = 29.97003,
                           .millimetres_per_unit = 25.4,
                           .up = "-y",
                           .calibration = "c.toml",
                           .mapping = "m.json"};
  ReadOptions read;
  read_options("options", options_as_json(stated), read);
  EXPECT_EQ(read.frames_per_second, stated.frames_per_second);
  EXPECT_EQ(read.millimetres_per_unit, stated.millimetres_per_unit);
  EXPECT_EQ(read.up, stated.up);
  EXPECT_EQ(read.calibration, stated.calibration);
  EXPECT_EQ(read.mapping, stated.mapping);
  ReadOptions none;
  read_options("options", options_as_json(ReadOptions()), none);
  EXPECT_FALSE(none.up || none.frames_per_second || none.millimetres_per_unit);
  EXPECT_THROW(read_options("options", R"({"up": "w"})", none), Error);
  EXPECT_THROW(read_options("options", R"({"frames_per_second": 0})", none), Error);
}

}  // namespace
}  // namespace solopose
