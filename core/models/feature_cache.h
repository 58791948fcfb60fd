#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "core/files/record_cache.h"
#include "core/models/options.h"

namespace solopose {

/// half: 11 bits, as many as mixed precision computes with or more; what lies beyond 65 504 is kept as that.
/// For training and for measuring, which keep millions of frames. single: as they are, for a film's
/// prediction, which must not depend on whether something was kept.
enum class FeaturePrecision : std::uint8_t { half, single };

/// One encoder's features of one video's pictures.
class FeatureRow {
 public:
  FeatureRow(RecordRow row, FeaturePrecision precision) : row_(std::move(row)), precision_(precision) {}

  bool has(std::int64_t frame) const { return row_.has(frame); }
  /// feature_size numbers, as they were put but for their rounding. @throws Error when they are not there.
  void load(std::int64_t frame, std::span<float> features) const;
  /// @throws Error (disk full, another count).
  void put(std::int64_t frame, std::span<const float> features);

 private:
  RecordRow row_;
  FeaturePrecision precision_;
};

/// Features of frozen encoders on disk, a folder for each encoder and precision. Whoever puts features reads
/// them back, so that a first pass and a later one see the same numbers.
class FeatureCache {
 public:
  /// `encoder` names the encoder's weights and how they are used: clip_encoder_name(), or a fingerprint.
  /// @throws Error as RecordCache does.
  FeatureCache(const std::filesystem::path& folder, const std::string& encoder, std::int64_t feature_size,
               FeaturePrecision precision);

  /// `pictures` names what the encoder sees: a video, how its crops are resampled and cut out of it, how they
  /// are changed. @throws Error as RecordCache does.
  FeatureRow row(const std::string& pictures, std::int64_t frames) {
    return FeatureRow(records_.row(pictures, frames), precision_);
  }
  void sync() { records_.sync(); }

  static std::filesystem::path place(const std::filesystem::path& folder, const std::string& encoder,
                                     FeaturePrecision precision);

 private:
  FeaturePrecision precision_;
  RecordCache records_;
};

/// CLIP's, by the fingerprint of its file of weights; a file does not say how many heads share them.
std::string clip_encoder_name(const std::string& weights, const ClipSize& size);

}  // namespace solopose
