#include "render/heat_map/colour_map.h"

#include <gtest/gtest.h>

namespace solopose::testing {
namespace {

TEST(colour_map, logarithmic_colours_give_small_values_the_middle_of_the_map) {
  EXPECT_EQ(colour_at(ColourMap::viridis, 0.01, true), colour_at(ColourMap::viridis, 0.5));
  EXPECT_EQ(colour_at(ColourMap::magma, 1, true), colour_at(ColourMap::magma, 1));
}

}  // namespace
}  // namespace solopose::testing
