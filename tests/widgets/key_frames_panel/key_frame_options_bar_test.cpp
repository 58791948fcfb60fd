#include "widgets/key_frames_panel/key_frame_options_bar.h"

#include <QDoubleSpinBox>
#include <QSpinBox>

#include <gtest/gtest.h>

#include "tests/support/random_options.h"

namespace solopose::testing {
namespace {

TEST(KeyFrameOptionsBar, gives_back_random_legal_options_as_they_were) {
  KeyFrameOptionsBar bar;
  RandomOptions random(5);
  for (int i = 0; i < 100; ++i) {
    const auto options = random.drawn<AlignOptions>();
    bar.setOptions(options);
    EXPECT_EQ(bar.options(options).to_json(), options.to_json());
  }
}

TEST(KeyFrameOptionsBar, an_edit_leaves_the_tolerance_its_digits) {
  KeyFrameOptionsBar bar;
  AlignOptions options;
  options.key_frame.tolerance_deg = 12.3456789;
  bar.setOptions(options);
  bar.findChild<QSpinBox*>()->setValue(8);
  options.key_frame.clusters = 8;
  EXPECT_EQ(bar.options(options).to_json(), options.to_json());
  EXPECT_EQ(bar.findChild<QDoubleSpinBox*>()->value(), 12.3456789);
}

}  // namespace
}  // namespace solopose::testing
