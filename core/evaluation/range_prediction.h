#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/base/progress_meter.h"
#include "core/network/pose_model.h"
#include "core/samples/crop_store.h"

namespace solopose {

/// Frames [first, end) of a video.
struct FrameRange {
  std::int64_t first = 0;
  std::int64_t end = 0;
  std::int64_t frames() const { return end - first; }
};

/// Poses of a range in the model's space (see PredictedPoses), from the plain crops in the store: the windows
/// of pose_windows.h as a prediction has them, each frame encoded once, answers of overlapping windows
/// averaged (window_answers.h). A frame whose picture is missing has no pose (NaN), but takes part in its
/// windows as mid-grey. CLIP's features, which cost most and are the same for all its models, are kept below
/// `feature_folder`; empty = nowhere. @throws Error (disk full), Cancelled.
PredictedPoses predict_range(PoseModel& model, const CropStore& crops, std::uint32_t video,
                             const FrameRange& range, const std::filesystem::path& feature_folder,
                             const JobContext& context);

struct VideoRange {
  std::uint32_t video = 0;  ///< into SampleSet::videos
  FrameRange range;
};

/// Predicts many ranges. Of a small network every core computes ranges of its own, as its loops end before a
/// second thread has been woken; a large one takes all cores for one range after the other.
class RangePredictor {
 public:
  /// The arguments of PoseModel, which is made here, and of predict_range. @throws as PoseModel does.
  RangePredictor(std::filesystem::path model, std::optional<std::filesystem::path> clip_weights,
                 std::string device, std::filesystem::path feature_folder);

  const ModelDescription& description() const { return description_; }
  /// Poses of each range as predict_range gives them. `meter` counts frames. @throws as predict_range does.
  std::vector<PredictedPoses> predict(const CropStore& crops, std::span<const VideoRange> ranges,
                                      ProgressMeter& meter, const JobContext& context);

 private:
  PoseModel take();
  void give_back(PoseModel model);

  std::filesystem::path file_;
  std::optional<std::filesystem::path> clip_weights_;
  std::string device_;
  std::filesystem::path feature_folder_;
  ModelDescription description_;
  std::mutex mutex_;
  std::vector<PoseModel> idle_;
};

}  // namespace solopose
