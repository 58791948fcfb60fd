#include "core/network/clip_encoder.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/weights/weights.h"
#include "tests/core/weights/clip_fixtures.h"

namespace solopose {
namespace {

using testing::clip_fixture;
using testing::fixture_heads;

double largest_difference(const std::vector<float>& a, const std::vector<float>& b) {
  if (a.size() != b.size()) return INFINITY;
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    largest = std::max(largest, std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])));
  }
  return largest;
}

class ClipEncoderTest : public ::testing::Test {
 protected:
  std::unique_ptr<WeightFile> expected_ = WeightFile::open(clip_fixture("expected.safetensors"));
};

TEST_F(ClipEncoderTest, tokens_equal_hugging_face_transformers) {
  ClipEncoder encoder(clip_fixture("clip.safetensors"), ClipActivation::quick_gelu, fixture_heads);
  EXPECT_EQ(encoder.size().image_size, 18);
  EXPECT_EQ(encoder.size().patch, 6);
  EXPECT_EQ(encoder.size().layers, 2);
  EXPECT_LT(
      largest_difference(encoder.encode_pixels(expected_->values("pixels")), expected_->values("tokens")),
      1e-5);
}

TEST_F(ClipEncoderTest, openai_archive_gives_the_same_tokens) {
  ClipEncoder encoder(clip_fixture("clip.pt"), ClipActivation::quick_gelu, fixture_heads);
  EXPECT_LT(
      largest_difference(encoder.encode_pixels(expected_->values("pixels")), expected_->values("tokens")),
      1e-5);
}

TEST_F(ClipEncoderTest, the_exact_gelu_gives_other_tokens_which_equal_hugging_faces_too) {
  for (const char* file : {"clip.safetensors", "clip.pt"}) {
    ClipEncoder encoder(clip_fixture(file), ClipActivation::gelu, fixture_heads);
    const std::vector<float> tokens = encoder.encode_pixels(expected_->values("pixels"));
    EXPECT_LT(largest_difference(tokens, expected_->values("tokens_gelu")), 1e-5) << file;
    EXPECT_GT(largest_difference(tokens, expected_->values("tokens")), 1e-2) << file;
  }
}

TEST_F(ClipEncoderTest, nothing_is_encoded_by_an_activation_that_nobody_stated) {
  EXPECT_THAT([] { ClipEncoder(clip_fixture("clip.pt"), ClipActivation::unstated, fixture_heads); },
              ::testing::ThrowsMessage<Error>(
                  ::testing::HasSubstr("clip.activation: expected quick_gelu or gelu, found unstated")));
}

TEST_F(ClipEncoderTest, an_image_is_resized_and_cropped_as_pillow_and_torchvision_do) {
  const auto shape = expected_->info("image").shape;
  const std::vector<float> numbers = expected_->values("image");
  const std::vector<std::uint8_t> bytes(numbers.begin(), numbers.end());
  const RgbImage image{bytes, static_cast<int>(shape[1]), static_cast<int>(shape[0])};
  EXPECT_LT(largest_difference(clip_pixels(image, 18), expected_->values("pixels")), 1e-6);

  ClipEncoder encoder(clip_fixture("clip.safetensors"), ClipActivation::quick_gelu, fixture_heads);
  const std::array<RgbImage, 2> twice = {image, image};
  const std::vector<float> tokens = encoder.encode(twice);
  const std::vector<float> once = expected_->values("tokens");
  ASSERT_EQ(tokens.size(), 2 * once.size());
  EXPECT_LT(
      largest_difference({tokens.begin() + static_cast<std::ptrdiff_t>(once.size()), tokens.end()}, once),
      1e-5);
}

TEST_F(ClipEncoderTest, a_resize_to_the_same_size_changes_nothing) {
  std::vector<std::uint8_t> bytes(5 * 4 * 3);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 37);
  EXPECT_EQ(resized_bicubic({bytes, 5, 4}, 5, 4), bytes);
}

TEST_F(ClipEncoderTest, an_image_of_too_few_bytes_is_refused) {
  const std::vector<std::uint8_t> bytes(10);
  EXPECT_THROW(clip_pixels({bytes, 4, 4}, 18), Error);
}

TEST_F(ClipEncoderTest, a_file_without_clip_is_refused_by_name) {
  try {
    ClipEncoder encoder(clip_fixture("expected.safetensors"), ClipActivation::quick_gelu);
    FAIL() << "accepted";
  } catch (const FormatError& error) {
    EXPECT_NE(std::string(error.what()).find("visual.conv1.weight"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace solopose
