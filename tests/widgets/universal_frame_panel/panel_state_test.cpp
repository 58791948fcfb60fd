#include "widgets/universal_frame_panel/panel_state.h"

#include <QJsonArray>

#include <gmock/gmock.h>

namespace solopose {
namespace {

TEST(PanelState, comes_back_as_it_went) {
  PanelState state;
  state.options.set = ShownSet::take;
  state.options.at_key_frames = {false, true, true};
  state.options.trail_frames = 45;
  state.options.floor = false;
  state.options.hidden = {3, 17};
  state.trail_length = 45;
  state.aligned = false;
  state.splitter = {500, 250};
  state.camera.focus_mm = {1, -2, 3.5};
  state.camera.distance_mm = 2345;
  state.camera.azimuth = -1.25;
  state.camera.elevation = 0.5;
  state.camera.orthographic = true;
  const auto back = panelStateFromJson(toJson(state));
  EXPECT_EQ(toJson(back), toJson(state));
  EXPECT_EQ(back.options.hidden, state.options.hidden);
  EXPECT_EQ(back.camera.focus_mm, state.camera.focus_mm);
}

TEST(PanelState, damaged_values_are_brought_into_range) {
  const PanelState state = panelStateFromJson(QJsonObject{{"set", 99},
                                                          {"distance_mm", -4},
                                                          {"elevation", 1e9},
                                                          {"trail_frames", 1e12},
                                                          {"focus_mm", QJsonArray{"x", 1e300}},
                                                          {"hidden", 7}});
  EXPECT_EQ(state.options.set, ShownSet::cursor);
  EXPECT_GE(state.camera.distance_mm, 100);
  EXPECT_LT(state.camera.elevation, 2);
  EXPECT_LE(state.trail_length, 600);
  EXPECT_TRUE(state.camera.focus_mm.allFinite());
}

}  // namespace
}  // namespace solopose
