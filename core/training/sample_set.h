#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/augmotion/clips.h"
#include "core/base/job.h"
#include "core/formats/sequence.h"
#include "core/project/catalog.h"
#include "core/solopose/crop.h"
#include "core/training/options.h"

namespace solopose {

/// A video that shows a sequence. A world track has one for each of its cameras, a camera track its own.
struct SampleVideo {
  std::uint32_t sequence_index = 0;  ///< into Catalog::sequences
  std::filesystem::path file;        ///< absolute
  std::optional<Camera> camera;      ///< for the video's own size
  std::string camera_name;           ///< for held-out cameras and reports
  std::int64_t frames = 0;           ///< that both track and video have
  int width = 0;
  int height = 0;
};

/// A training item: a window of a sequence as one video shows it (DESIGN section 3.0).
struct SampleClip {
  std::uint32_t video = 0;  ///< into SampleSet::videos
  std::uint32_t first_frame = 0;
  Split split = Split::train;
};

/// Poses of a clip's frames and the crop each frame is seen through.
struct ClipTruth {
  std::vector<float> targets_mm;  ///< (frames, 15, 3) in the target's space; NaN = missing, or no such frame
  std::vector<float>
      root_relative_mm;  ///< (frames, 15, 3) as evaluated: camera or universal frame, relative to the pelvis
  std::vector<Crop> crops;  ///< plain ones, before augmentation
};

/// What a project has to learn from: its clips with videos, their truth in the target's frame. Immutable once
/// made; safe to use from several threads.
class SampleSet {
 public:
  /// Looks into every video once (size, frames). A sequence without a readable video, or in the camera frame
  /// without a camera, is left out and noted in the log. Clips without one usable frame are left out.
  /// @throws Error: unknown dataset or camera, no clip left, universal target without an alignment;
  /// Cancelled.
  SampleSet(const std::filesystem::path& project_folder, const DataOptions& data, const TargetOptions& target,
            const JobContext& context);
  ~SampleSet();
  SampleSet(SampleSet&&) noexcept;

  const Catalog& catalog() const;
  const TargetOptions& target() const;
  const std::vector<SampleVideo>& videos() const;
  /// Clips of a split that training may see: not those of held-out cameras. In catalog order.
  const std::vector<SampleClip>& clips(Split split) const;
  /// Clips of tests and independent subjects, and the held-out cameras' view of them when there are some.
  std::vector<SampleClip> test_clips() const;
  std::vector<std::string> left_out() const;  ///< one line each, for people

  /// Frames [first, first + frames) of a video. @throws Error.
  ClipTruth truth(std::uint32_t video, std::int64_t first, int frames) const;
  /// (15, 3) mean of the training clips' root-relative poses.
  const std::vector<float>& mean_pose_mm() const;
  /// Changes whenever clips, splits, poses' revision, videos or target do.
  std::string fingerprint() const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace solopose
