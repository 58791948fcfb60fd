#include "core/models/feature_cache.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include <fmt/format.h>
#include <Eigen/Core>

namespace solopose {
namespace {

using Half = Eigen::half;
static_assert(sizeof(Half) == 2);

}  // namespace

void FeatureRow::load(std::int64_t frame, std::span<float> features) const {
  const auto record = row_.record(frame);
  if (precision_ == FeaturePrecision::single) {
    std::memcpy(features.data(), record.data(), std::min(features.size_bytes(), record.size()));
    return;
  }
  using Halves = Eigen::Array<Half, Eigen::Dynamic, 1>;
  const auto count = static_cast<Eigen::Index>(std::min(features.size(), record.size() / sizeof(Half)));
  Eigen::Map<Eigen::ArrayXf>(features.data(), count) =
      Eigen::Map<const Halves>(reinterpret_cast<const Half*>(record.data()), count).cast<float>();
}

void FeatureRow::put(std::int64_t frame, std::span<const float> features) {
  if (precision_ == FeaturePrecision::single) {
    row_.put(frame, {reinterpret_cast<const std::uint8_t*>(features.data()), features.size_bytes()});
    return;
  }
  constexpr float most = 65'504;
  std::vector<Half> halves;
  halves.reserve(features.size());
  for (const float number : features) halves.emplace_back(std::clamp(number, -most, most));
  row_.put(frame, {reinterpret_cast<const std::uint8_t*>(halves.data()), halves.size() * sizeof(Half)});
}

std::filesystem::path FeatureCache::place(const std::filesystem::path& folder, const std::string& encoder,
                                          FeaturePrecision precision) {
  return folder / (encoder + (precision == FeaturePrecision::half ? "-half" : "-single"));
}

FeatureCache::FeatureCache(const std::filesystem::path& folder, const std::string& encoder,
                           std::int64_t feature_size, FeaturePrecision precision)
    : precision_(precision),
      records_(place(folder, encoder, precision),
               feature_size * (precision == FeaturePrecision::half ? 2 : 4)) {}

std::string clip_encoder_name(const std::string& weights, const ClipSize& size) {
  const bool gelu = size.activation == ClipActivation::gelu;
  return fmt::format("{}-{}{}", weights, size.heads, gelu ? "-gelu" : "");
}

}  // namespace solopose
