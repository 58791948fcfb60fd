#include "core/models/feature_cache.h"

#include <cmath>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace solopose::testing;

const std::vector<float> numbers = {0, 1, -1.0001F, 3.14159F, 1e-6F, 1e6F, -70'000};

std::vector<float> loaded(const FeatureRow& row, std::int64_t frame) {
  std::vector<float> features(numbers.size());
  row.load(frame, features);
  return features;
}

TEST(FeatureCache, half_loses_a_thousandth_and_single_nothing) {
  const TemporaryFolder scratch;
  const auto size = std::ssize(numbers);
  FeatureCache half(scratch.path(), "encoder", size, FeaturePrecision::half);
  FeatureCache single(scratch.path(), "encoder", size, FeaturePrecision::single);
  FeatureRow rounded = half.row("film", 3), exact = single.row("film", 3);
  rounded.put(1, numbers);
  EXPECT_FALSE(exact.has(1)) << "another precision is another cache";
  exact.put(1, numbers);
  EXPECT_EQ(loaded(exact, 1), numbers);
  const std::vector<float> found = loaded(rounded, 1);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(found[i], numbers[i], std::abs(numbers[i]) / 1000);
  EXPECT_NEAR(found[4], 1e-6, 1e-7);
  EXPECT_EQ(found[5], 65'504);
  EXPECT_EQ(found[6], -65'504);
  EXPECT_TRUE(FeatureCache(scratch.path(), "encoder", size, FeaturePrecision::half).row("film", 3).has(1));
  EXPECT_FALSE(FeatureCache(scratch.path(), "another", size, FeaturePrecision::half).row("film", 3).has(1));
  EXPECT_THROW(loaded(rounded, 2), Error);
}

TEST(FeatureCache,
     clips_of_different_activations_share_nothing_and_those_kept_before_there_was_a_choice_hold) {
  ClipSize size;
  size.activation = ClipActivation::quick_gelu;
  EXPECT_EQ(clip_encoder_name("abc", size), "abc-12");
  size.activation = ClipActivation::gelu;
  EXPECT_EQ(clip_encoder_name("abc", size), "abc-12-gelu");
}

}  // namespace
}  // namespace solopose
