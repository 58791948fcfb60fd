#include "widgets/heat_maps_panel/options_page.h"

#include <gtest/gtest.h>

#include "core/options/options_json.h"
#include "tests/support/random_options.h"

namespace solopose::testing {
namespace {

TEST(HeatMapOptionsPage, gives_back_random_legal_requests_as_they_were) {
  OptionsPage page;
  RandomOptions random(6);
  for (int i = 0; i < 100; ++i) {
    HeatMapChoice choice;
    choice.request = random.drawn<HeatMapRequest>();
    page.setChoice(choice);
    HeatMapChoice back;
    back.request.mixture.rule = choice.request.mixture.rule;  // chosen elsewhere
    page.applyTo(back);
    EXPECT_EQ(options_as_json(back.request), options_as_json(choice.request));
  }
}

TEST(HeatMapOptionsPage, a_request_out_of_range_gives_way_to_the_usual_one) {
  OptionsPage page;
  HeatMapChoice choice;
  choice.request.size = 1'000'000;
  page.setChoice(choice);
  page.applyTo(choice);
  EXPECT_EQ(options_as_json(choice.request), options_as_json(HeatMapRequest{}));
}

}  // namespace
}  // namespace solopose::testing
