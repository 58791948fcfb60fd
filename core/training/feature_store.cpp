#include "core/training/feature_store.h"

#include <cstring>

#include "core/base/fingerprint.h"
#include "core/network/flat_features.h"
#include "core/network/mixed_precision.h"

namespace solopose {

std::string encoder_fingerprint(const NetworkModuleImpl& network) {
  Fingerprint fingerprint;
  fingerprint.add(network.options().to_json());
  const auto add = [&](const auto& named) {
    if (!named.key().starts_with("small.") && !named.key().starts_with("clip.")) return;
    const torch::Tensor plain = named.value().detach().to(torch::kCPU).contiguous();
    fingerprint.add(named.key());
    fingerprint.add(std::span(static_cast<const std::byte*>(plain.data_ptr()), plain.nbytes()));
  };
  for (const auto& parameter : network.named_parameters()) add(parameter);
  for (const auto& buffer : network.named_buffers()) add(buffer);
  return fingerprint.digits();
}

FeatureStore::FeatureStore(const CropStore& crops, const AugmentationOptions& options,
                           NetworkModuleImpl& encoder, const std::string& name,
                           const std::filesystem::path& folder, torch::Device device)
    : crops_(crops),
      options_(options),
      encoder_(encoder),
      device_(device),
      cache_(folder, name, feature_size(encoder.options()), FeaturePrecision::half) {}

FeatureRow& FeatureStore::row(std::uint32_t video, int variant) {
  const auto found = rows_.find({video, variant});
  if (found != rows_.end()) return found->second;
  const std::int64_t frames = crops_.samples().videos()[video].frames;
  return rows_
      .emplace(std::pair(video, variant), cache_.row(variant_key(crops_, options_, video, variant), frames))
      .first->second;
}

/// A frame without a picture has the features of the one that is seen in its place.
std::int64_t FeatureStore::frame_of(const Batch& batch, std::size_t clip, int frame) const {
  const std::int64_t first = batch.first_frames[clip];
  return crops_.seen_in_place(batch.videos[clip], first + frame, first, batch.frames);
}

FrameFeatures FeatureStore::features(const Batch& batch) {
  const std::scoped_lock lock(guard_);
  std::vector<Wanted> missing;
  for (int clip = 0; clip < batch.clips; ++clip) {
    const auto c = static_cast<std::size_t>(clip);
    const FeatureRow& from = row(batch.videos[c], batch.variants[c]);
    for (int frame = 0; frame < batch.frames; ++frame) {
      const std::int64_t number = frame_of(batch, c, frame);
      if (!from.has(number)) missing.push_back({batch.videos[c], number, batch.variants[c]});
    }
  }
  encode(missing);

  const std::int64_t numbers = feature_size(encoder_.options());
  const torch::Tensor rows = torch::empty({batch.clips, batch.frames, numbers});
  float* to = rows.data_ptr<float>();
  for (int clip = 0; clip < batch.clips; ++clip) {
    const auto c = static_cast<std::size_t>(clip);
    const FeatureRow& from = row(batch.videos[c], batch.variants[c]);
    for (int frame = 0; frame < batch.frames; ++frame, to += numbers)
      from.load(frame_of(batch, c, frame), {to, static_cast<std::size_t>(numbers)});
  }
  return frame_features(rows.to(device_), encoder_.options());
}

void FeatureStore::encode(const std::vector<Wanted>& wanted) {
  // One by one on a CPU: in a larger batch the last bits could depend on which other frames were missing, and
  // a run that was killed and resumed would end with other weights.
  const std::size_t at_once = device_.is_cpu() ? 1 : 64;
  const std::int64_t size = crops_.image_size();
  const torch::NoGradGuard no_gradient;
  const FullPrecision full;  // runs in mixed precision and others share what is kept
  for (std::size_t first = 0; first < wanted.size(); first += at_once) {
    const std::size_t count = std::min(at_once, wanted.size() - first);
    torch::Tensor pixels = torch::empty({static_cast<std::int64_t>(count), 1, 3, size, size});
    for (std::size_t i = 0; i < count; ++i) {
      const Wanted& one = wanted[first + i];
      const auto values = variant_pixels(crops_, options_, one.video, one.frame, one.variant);
      std::memcpy(pixels[static_cast<std::int64_t>(i)].data_ptr<float>(), values.data(),
                  values.size() * sizeof(float));
    }
    const torch::Tensor rows =
        flat_features(encoder_.encode(pixels.to(device_))).to(torch::kCPU, torch::kFloat).contiguous();
    const auto numbers = static_cast<std::size_t>(rows.size(2));
    for (std::size_t i = 0; i < count; ++i) {
      const Wanted& one = wanted[first + i];
      row(one.video, one.variant)
          .put(one.frame, {rows[static_cast<std::int64_t>(i)].data_ptr<float>(), numbers});
    }
  }
}

void FeatureStore::sync() { cache_.sync(); }

}  // namespace solopose
