#include "core/models/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/models/network_size.h"

namespace solopose {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(NetworkOptionsTest, presets_are_valid_and_survive_json) {
  for (const char* name : {"tiny", "base", "landmarks"}) {
    const NetworkOptions options = preset_named(NetworkOptions::presets(), name).value();
    EXPECT_NO_THROW(options.require_valid()) << name;
    EXPECT_EQ(NetworkOptions::from_json(options.to_json()).to_json(), options.to_json());
    EXPECT_EQ(NetworkOptions::from_json(std::string("{\"preset\":\"") + name + "\"}").to_json(),
              options.to_json());
  }
  EXPECT_FALSE(preset_named(NetworkOptions::presets(), "huge").has_value());
}

TEST(NetworkOptionsTest, a_section_changes_only_what_it_names) {
  const NetworkOptions options =
      NetworkOptions::from_json(R"({"temporal":{"window":[4,2,2]},"head":{"kind":"regression"}})");
  EXPECT_EQ(options.temporal.window, (std::vector<int>{4, 2, 2}));
  EXPECT_EQ(options.temporal.width, 64);
  EXPECT_EQ(options.head.kind, HeadKind::regression);
}

TEST(NetworkOptionsTest, what_is_wrong_is_named) {
  const auto expect_refused = [](const char* json, const char* named) {
    EXPECT_THAT([&] { NetworkOptions::from_json(json); }, ThrowsMessage<Error>(HasSubstr(named))) << json;
  };
  expect_refused("[]", "a JSON object");
  expect_refused(R"({"preset":"huge"})", "preset");
  expect_refused(R"({"encoder":7})", "encoder");
  expect_refused(R"({"temporal":3})", "temporal");
  expect_refused(R"({"temporal":{"window":[4,2]}})", "temporal.window");
  expect_refused(R"({"temporal":{"window":"4"}})", "window");
  expect_refused(R"({"temporal":{"heads":[3]}})", "temporal.heads");
  expect_refused(R"({"temporal":{"depths":[2,2]}})", "temporal.heads");
  expect_refused(R"({"temporal":{"width":32}})", "temporal.width");
  expect_refused(R"({"temporal":{"mlp_ratio":1e99}})", "mlp_ratio");
  expect_refused(R"({"small":{"image_size":60}})", "small.image_size");
  expect_refused(R"({"small":{"channels":[16,32,1e18]}})", "channels");
  expect_refused(R"({"head":{"voxels":20}})", "head.voxels");
  expect_refused(R"({"head":{"first_channels":130}})", "head.first_channels");
}

TEST(NetworkOptionsTest, clips_activation_is_nobodys_until_it_is_stated_and_leaves_the_size_as_it_is) {
  for (const auto& [name, make] : NetworkOptions::presets())
    EXPECT_EQ(make().clip.activation, ClipActivation::unstated) << name;
  NetworkOptions stated = NetworkOptions::from_json(R"({"preset":"base","clip":{"activation":"gelu"}})");
  EXPECT_EQ(stated.clip.activation, ClipActivation::gelu);
  EXPECT_TRUE(stated.same_size(NetworkOptions::base()));
  stated.complete_older_file();
  EXPECT_EQ(stated.clip.activation, ClipActivation::gelu) << "it was said";
  NetworkOptions older = NetworkOptions::base();
  older.complete_older_file();
  EXPECT_EQ(older.clip.activation, ClipActivation::quick_gelu);
  NetworkOptions tiny = NetworkOptions::tiny();
  tiny.complete_older_file();
  EXPECT_EQ(tiny.clip.activation, ClipActivation::unstated) << "it has no CLIP";
  EXPECT_THAT([] { NetworkOptions::from_json(R"({"clip":{"activation":"relu"}})"); },
              ThrowsMessage<Error>(HasSubstr("clip.activation: expected unstated, quick_gelu or gelu")));
}

TEST(NetworkOptionsTest, brackets_without_end_are_refused) {
  constexpr std::size_t levels = 1'000'000;
  const std::string nested = std::string(levels, '[') + std::string(levels, ']');
  EXPECT_THAT([&] { NetworkOptions::from_json(R"({"temporal":)" + nested + "}"); },
              ThrowsMessage<Error>(HasSubstr("levels")));
}

TEST(NetworkSizeTest, tiny_is_the_size_the_design_states) {
  const NetworkSize size = network_size(NetworkOptions::tiny(), 8);
  EXPECT_NEAR(static_cast<double>(size.encoder.parameters + size.head.parameters), 285e3, 5e3);
  EXPECT_NEAR(static_cast<double>(size.temporal.parameters), 70e3, 5e3);
  EXPECT_NEAR(size.multiply_adds(), 27e6, 1.5e6);
}

TEST(NetworkSizeTest, vit_b_32_is_as_large_as_published) {
  // 87.85 million with the projection of 768 x 512 that is not used here, 4.4 G multiply-adds.
  const NetworkSize size = network_size(NetworkOptions::base(), 30);
  EXPECT_EQ(size.encoder.parameters, 87'849'216 - 768 * 512);
  EXPECT_NEAR(size.encoder.multiply_adds, 4.4e9, 0.1e9);
  EXPECT_EQ(NetworkOptions::base().head_grid(), 1);
  EXPECT_EQ(NetworkOptions::base().head_channels(), 1536);
}

}  // namespace
}  // namespace solopose
