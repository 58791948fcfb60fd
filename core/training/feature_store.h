#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>

#include "core/models/feature_cache.h"
#include "core/network/network_module.h"
#include "core/samples/clip_loader.h"
#include "core/samples/frame_variants.h"

namespace solopose {

/// What a frozen encoder makes of frames, computed when first asked for and kept on disk (see
/// frame_variants.h). Only for .cpp files that may see torch.
class FeatureStore {
 public:
  /// `encoder` is in evaluation mode and keeps its weights; `name` names them. All must outlive the store.
  FeatureStore(const CropStore& crops, const AugmentationOptions& options, NetworkModuleImpl& encoder,
               const std::string& name, const std::filesystem::path& folder, torch::Device device);

  /// Of a batch with BatchContent::references: (clips, frames, …). Safe from several threads.
  /// @throws Error (disk full).
  FrameFeatures features(const Batch& batch);
  /// To disk. @throws Error.
  void sync();

 private:
  struct Wanted {
    std::uint32_t video;
    std::int64_t frame;
    int variant;
  };
  std::int64_t frame_of(const Batch& batch, std::size_t clip, int frame) const;
  FeatureRow& row(std::uint32_t video, int variant);
  void encode(const std::vector<Wanted>& wanted);

  const CropStore& crops_;
  const AugmentationOptions& options_;
  NetworkModuleImpl& encoder_;
  torch::Device device_;
  std::mutex guard_;
  FeatureCache cache_;
  std::map<std::pair<std::uint32_t, int>, FeatureRow> rows_;
};

/// Changes with the encoder's weights, statistics and shape.
std::string encoder_fingerprint(const NetworkModuleImpl& network);

}  // namespace solopose
