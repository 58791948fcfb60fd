#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/frame_run.h"
#include "core/quality/population.h"
#include "core/quality/reason.h"
#include "core/quality/track_features.h"
#include "core/skeleton/joint_mask.h"

namespace solopose {

struct KnownFault;
struct ModelErrors;
struct SequenceAlignment;
struct SequenceRecord;

/// What a detector sees: a sequence, or of a very long one a part with some frames of its surroundings.
/// Frames are counted from the part's first.
struct InspectedTrack {
  const SequenceRecord& record;
  std::span<const float> poses_mm;  ///< (frames, 15, 3) in the track's frame, NaN = missing
  double frames_per_second = 0;     ///< never 0: assumed_frames_per_second where the track does not tell
  const TrackFeatures& features;    ///< of those poses
  const TrackNorms& norms;          ///< of the whole sequence
  const Population& population;
  const SequenceAlignment* placement = nullptr;  ///< none: not aligned
  /// (frames, 15): how far each joint, moved by the alignment, is from the middle of the take's synchronised
  /// views. Empty where there is no second view.
  std::span<const float> view_distance_mm = {};
  /// (frames, 15): how far each joint is from where 2D labels see it (label_distance.h). Empty without
  /// labels.
  std::span<const float> label_distance_mm = {};
  std::span<const ModelErrors> model_errors = {};  ///< of what models say of the part
  std::int64_t first_frame = 0;                    ///< of the part, in the sequence
  std::optional<std::int64_t> filmed_frames = {};  ///< of the sequence, that its videos reach; none: unknown
  std::string_view shortest_video = {};            ///< the one that ends first
  std::span<const KnownFault> known_faults = {};   ///< that concern the sequence
};

/// A detector's scores of a track: one a frame, and which joints made it. NaN = nothing can be said.
struct TrackScores {
  std::vector<float> score;       ///< (frames), the larger the more doubtful, in the detector's unit
  std::vector<JointMask> joints;  ///< (frames) those that made the score; none: the whole body

  explicit TrackScores(const InspectedTrack& track);  ///< nothing can be said of any frame
  /// The frame's score becomes the larger of the two; joints that come near the largest stay in the mask.
  void raise(std::int64_t frame, float value, const JointMask& by);
};

/// Finds one kind of fault. Stateless, shared by all threads.
class Detector {
 public:
  virtual ~Detector() = default;
  Detector(const Detector&) = delete;
  Detector& operator=(const Detector&) = delete;

  std::string_view name() const { return name_; }  ///< "bone_length": in files, flags and verdicts
  std::string_view unit() const { return unit_; }  ///< of its score: "mm", "degrees", "m/s", "" for a ratio
  float default_threshold() const { return default_threshold_; }  ///< a frame above it is doubted

  virtual TrackScores scores(const InspectedTrack& track) const = 0;
  /// Whether of a finding's frames only the step from the first to the last, the next, is doubted.
  virtual bool is_step(const InspectedTrack&, const TrackScores&, FrameRun) const { return false; }
  /// What is wrong in that frame, with its figures.
  virtual Reason reason(const InspectedTrack& track, const TrackScores& scores, std::int64_t frame) const = 0;
  /// The same of a finding, whose worst frame that is: its other frames may say more.
  virtual Reason reason_of_run(const InspectedTrack& track, const TrackScores& scores, FrameRun /*frames*/,
                               std::int64_t worst) const {
    return reason(track, scores, worst);
  }

 protected:
  Detector(std::string_view name, std::string_view unit, float default_threshold)
      : name_(name), unit_(unit), default_threshold_(default_threshold) {}

 private:
  std::string_view name_;
  std::string_view unit_;
  float default_threshold_;
};

using DetectorPtr = std::unique_ptr<const Detector>;

/// All of them, in the order of all_detectors.h.
const std::vector<DetectorPtr>& detectors();
/// nullptr when there is none.
const Detector* detector_named(std::string_view name);

inline JointMask mask_of(int joint) { return JointMask(1U << joint); }
inline JointMask mask_of(Joint joint) { return mask_of(index_of(joint)); }

}  // namespace solopose
