#include "core/runs/settled_options.h"

#include <fstream>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(SettledOptions, clips_activation_is_what_its_publisher_says_and_who_has_no_clip_needs_none) {
  const testing::TemporaryFolder folder;
  TrainingOptions options = TrainingOptions::preset("base");
  options.clip_weights = folder / "clip.safetensors";
  EXPECT_THAT([&] { settled(options); }, ThrowsMessage<Error>(HasSubstr("clip.safetensors")));
  std::ofstream(folder / "clip.safetensors") << "weights";
  EXPECT_THAT([&] { settled(options); }, ThrowsMessage<Error>(HasSubstr("--clip-activation")));
  std::ofstream(folder / "open_clip_config.json") << R"({"model_cfg":{}})";
  TrainingOptions expected = options;
  expected.network.clip.activation = ClipActivation::gelu;
  EXPECT_EQ(settled(options).to_json(), expected.to_json());

  options.network.encoder = EncoderKind::small;
  options.clip_weights = folder / "none";
  EXPECT_EQ(settled(options).to_json(), options.to_json());
  options = TrainingOptions::preset("base");
  EXPECT_EQ(settled(options).to_json(), options.to_json()) << "the file is missing, which is said elsewhere";
}

}  // namespace
}  // namespace solopose
