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
#include "core/camera/crop.h"
#include "core/formats/sequence.h"
#include "core/runs/options.h"

namespace solopose {

struct Catalog;

/// What a project is learnt from. videos: pictures of people and where their joints are. tracks: the motion
/// alone, which needs no video and no camera.
enum class SampleKind : std::uint8_t { videos, tracks };

/// A video that shows a sequence. A world track has one for each of its cameras, a camera track its own. With
/// SampleKind::tracks a take's track, without a file, seen by a camera that stands upright.
struct SampleVideo {
  std::uint32_t sequence_index = 0;  ///< into Catalog::sequences
  std::filesystem::path file;        ///< absolute
  std::string stored_name;           ///< as the catalog has it: relative to the project where inside it
  Camera camera;                     ///< for the video's own size
  std::string camera_name;           ///< for held-out cameras and reports
  std::int64_t frames = 0;           ///< that both track and video have
  int width = 0;
  int height = 0;
};

/// A training item: a window of a sequence as one video shows it.
struct SampleClip {
  std::uint32_t video = 0;  ///< into SampleSet::videos
  std::uint32_t first_frame = 0;
  Split split = Split::train;
};

/// Poses of a clip's frames and the crop each frame is seen through.
struct ClipTruth {
  /// (frames, 15, 3) in the target's space; NaN = missing; all of a frame that is not usable
  std::vector<float> targets_mm;
  /// (frames, 15, 3) as evaluated: camera or universal frame, relative to the pelvis; NaN likewise
  std::vector<float> root_relative_mm;
  std::vector<Crop> crops;  ///< (frames) plain ones, before augmentation
};

/// What a project has to learn from: its clips with videos, their truth in the target's frame. Immutable once
/// made; safe to use from several threads.
class SampleSet {
 public:
  /// Looks into every video (size, frames, rate) that the project's cache does not know. A sequence without a
  /// readable video, or whose camera is not known (nobody can say then where in the picture the person is),
  /// is left out and noted in the log; so is one that is not aligned when targets are universal. Clips
  /// without a usable frame, or of which the video shows fewer than DataOptions::clip_frames frames, are left
  /// out. Rejected frames are missing, unless the options keep them. Splits are drawn over the whole project,
  /// whichever datasets are chosen. A held-out camera is named "c01", or "dataset/c01" in one dataset only.
  /// With SampleKind::tracks: one track of each take, whose up axis and hips are known; targets are
  /// the camera's.
  /// @throws Error: unknown dataset or camera, no clip left, universal target without an alignment;
  /// Cancelled.
  SampleSet(const std::filesystem::path& project_folder, const DataOptions& data, const TargetOptions& target,
            const JobContext& context, SampleKind kind = SampleKind::videos);
  ~SampleSet();
  SampleSet(SampleSet&&) noexcept;

  const Catalog& catalog() const;
  const TargetOptions& target() const;
  const std::vector<SampleVideo>& videos() const;
  /// Clips of a split that training may see: not those of held-out cameras. In catalog order.
  const std::vector<SampleClip>& clips(Split split) const;
  /// Clips of tests and of independent datasets and subjects, seen by all cameras, held-out ones too.
  std::vector<SampleClip> test_clips() const;
  const std::vector<std::string>& left_out() const;  ///< one line each, for people
  std::int64_t frames_rejected() const;              ///< of the chosen datasets, and so left out
  int clip_length() const;                           ///< frames a clip covers, DataOptions::clips
  int clip_frames() const;                           ///< DataOptions::clip_frames

  /// A frame to learn from: the pelvis is known, and in the picture. Of a track: both hips are known.
  bool is_usable(std::uint32_t video, std::int64_t frame) const;
  /// The plain crop; of a frame that is not usable, that of the nearest usable one.
  Crop crop(std::uint32_t video, std::int64_t frame) const;
  /// Frames [first, first + frames) of a video, all within it; without the joints that its joint set
  /// estimates where the options say so. @throws Error.
  ClipTruth truth(std::uint32_t video, std::int64_t first, int frames) const;
  /// Frame of a track, (15, 3) mm: x to the right, y down; the pelvis is the middle of the hips. Joints that
  /// its joint set estimates are missing where the options say so, and a head that is none always.
  std::vector<float> upright_mm(std::uint32_t track, std::int64_t frame) const;
  /// Along which the target's space is mirrored by a flip: x of crop space, or from left to right shoulder.
  const Eigen::Vector3d& mirror_axis() const;
  /// (15, 3) mean of the training clips' root-relative poses.
  const std::vector<float>& mean_pose_mm() const;
  /// Changes whenever clips, splits, poses' revision, videos or target do.
  std::string fingerprint() const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace solopose
