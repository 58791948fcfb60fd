#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/camera/crop.h"
#include "core/models/feature_cache.h"
#include "core/network/pose_model.h"
#include "core/video/video_reader.h"

namespace solopose {

/// What tells whether two videos are the same, as they are shown: of a file its bytes, of a folder its
/// pictures' names, sizes and times; and the pictures' size. Reads the whole file. @throws Error when it
/// cannot be read; Cancelled.
std::string fingerprint_of_video(const VideoReader& video, const JobContext& context);

/// For each frame of a range the one whose picture the network sees, counted from `first`: its own, or the
/// nearest that has one. @throws FormatError when none has.
std::vector<std::int64_t> frames_seen_for(const VideoReader& video, std::int64_t first, std::int64_t count);

/// Where features stay on disk from one prediction to the next; without a folder nowhere.
struct KeptFeatures {
  std::filesystem::path folder;
  std::string video_fingerprint;
};

/// The encoder's features of a video's frames, each computed once: taken from memory, else from the cache on
/// disk, else from the picture. Frames count from the prediction's first.
class CropFeatures {
 public:
  /// All must outlive the object.
  CropFeatures(PoseModel& model, VideoReader& video, std::int64_t first, const std::vector<Crop>& crops,
               const KeptFeatures& kept, const JobContext& context);

  /// Have these frames' features in memory; in ascending order, each once. @throws Error when one cannot be
  /// decoded or has no picture; Cancelled.
  void load(const std::vector<std::int64_t>& frames);
  /// Append a loaded frame's.
  void append(std::int64_t frame, std::vector<float>& features) const;
  void forget(std::int64_t frame) { loaded_.erase(frame); }

  std::int64_t encoded() const { return encoded_; }  ///< frames that had to be computed
  /// Bring the cache to disk. @throws Error.
  void sync();

 private:
  bool load_kept(std::int64_t frame);
  void encode(const std::vector<std::int64_t>& frames);

  PoseModel& model_;
  VideoReader& video_;
  std::int64_t first_;
  const std::vector<Crop>& crops_;
  const JobContext& context_;
  std::optional<FeatureCache> cache_;
  std::optional<FeatureRow> row_;  ///< of `cache_`
  std::map<std::int64_t, std::vector<float>> loaded_;
  std::int64_t encoded_ = 0;
};

}  // namespace solopose
