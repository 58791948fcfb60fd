#include "core/prediction/predict.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/files/record_cache.h"
#include "core/options/validation.h"
#include "core/prediction/crop_features.h"
#include "core/prediction/person_crops.h"
#include "core/prediction/predict_by_landmarks.h"
#include "core/prediction/prediction_range.h"
#include "core/prediction/window_answers.h"
#include "core/prediction/windows_by_distance.h"

namespace solopose {
namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t pose_size = std::size_t{3} * joint_count;
constexpr std::size_t pixel_size = std::size_t{2} * joint_count;
constexpr std::size_t decoded_bytes = std::size_t{192} << 20;  ///< a short video is decoded once for all

/// Where the person is, found once for a video and kept with the features.
std::vector<Crop> found_crops(const PredictOptions& options, VideoReader& video, std::int64_t count,
                              double extent_mm, const KeptFeatures& kept, const JobContext& context) {
  if (kept.folder.empty()) return find_person(video, options.first, count, extent_mm, context);
  using Record = std::array<double, 3>;
  const std::string key =
      fmt::format("person {} from {}, extent {}", kept.video_fingerprint, options.first, extent_mm);
  RecordCache cache(kept.folder, sizeof(Record));
  RecordRow row = cache.row(key, count);
  const auto whole = [&] {
    for (std::int64_t i = 0; i < count; ++i)
      if (!row.has(i)) return false;
    return true;
  };
  std::vector<Crop> crops;
  if (whole()) {
    for (std::int64_t i = 0; i < count; ++i) {
      Record record;
      std::ranges::copy(row.record(i), reinterpret_cast<std::uint8_t*>(record.data()));
      crops.push_back({{record[0], record[1]}, record[2]});
    }
    return crops;
  }
  crops = find_person(video, options.first, count, extent_mm, context);
  for (std::int64_t i = 0; i < count; ++i) {
    const Crop& crop = crops[static_cast<std::size_t>(i)];
    const Record record{crop.centre_px.x(), crop.centre_px.y(), crop.side_px};
    row.put(i, {reinterpret_cast<const std::uint8_t*>(record.data()), sizeof record});
  }
  cache.sync();
  return crops;
}

std::vector<Crop> crops_for(const PredictOptions& options, VideoReader& video, std::int64_t count,
                            double extent_mm, const KeptFeatures& kept, const JobContext& context) {
  if (options.crops.empty()) return found_crops(options, video, count, extent_mm, kept, context);
  return given_crops(options, count);
}

/// One prediction under way.
class Predicting {
 public:
  Predicting(const PredictOptions& options, const PredictionSink& sink, const JobContext& context)
      : options_(options),
        sink_(sink),
        context_(context),
        model_(options.model, options.clip_weights, options.device),
        video_(options.video, {.cache_bytes = decoded_bytes}, context) {}

  Prediction run() {
    begin();
    const ModelDescription& model = model_.description();
    const auto frames = prediction_.frames();
    seen_ = frames_seen_for(video_, options_.first, frames);
    const int overlap = options_.overlap.value_or(usual_overlap(model.clip_frames));
    const std::vector<PoseWindow> windows = windows_over(frames, model.clip_frames, overlap, options_.mode);
    length_ = options_.mode == WindowMode::many_to_one
                  ? model.clip_frames
                  : static_cast<int>(std::min<std::int64_t>(model.clip_frames, frames));
    waiting_.assign(static_cast<std::size_t>(frames), 0);
    for (const PoseWindow& window : windows) {
      for (int k = 0; k < length_; ++k) ++waiting_[static_cast<std::size_t>(frame_of(window, k))];
    }
    answers_.emplace(static_cast<std::size_t>(frames));
    features_.emplace(model_, video_, options_.first, prediction_.crops, kept_, context_);
    for (const auto& group : windows_by_distance(windows, options_.cursor - options_.first)) answer(group);
    features_->sync();
    context_.report({"Predicting", frames, frames, "frames"});
    const std::set<std::int64_t> seen(seen_.begin(), seen_.end());
    context_.note(fmt::format("{}, {} of them with features kept from before", counted(frames, "frame"),
                              std::ssize(seen) - features_->encoded()));
    return std::move(prediction_);
  }

 private:
  void begin() {
    const std::int64_t count = frames_asked_for(options_, video_);
    const auto frames = static_cast<std::size_t>(count);
    prediction_.model_fingerprint = model_.fingerprint();
    prediction_.model = model_.description();
    prediction_.video = options_.video;
    prediction_.first = options_.first;
    prediction_.frames_per_second = video_.fps();
    prediction_.camera_assumed = !options_.camera;
    prediction_.camera = options_.camera ? camera_for_video(*options_.camera, video_.size())
                                         : assumed_camera(video_.width(), video_.height());
    if (!options_.cache_folder.empty())
      kept_ = {options_.cache_folder, fingerprint_of_video(video_, context_)};
    prediction_.crops =
        crops_for(options_, video_, count, prediction_.model.target.extent_mm, kept_, context_);
    prediction_.poses_mm.assign(frames * pose_size, missing);
    prediction_.confidences.assign(frames * joint_count, missing);
    if (sees_camera()) prediction_.pixels.assign(frames * pixel_size, missing);
  }

  bool sees_camera() const { return prediction_.model.target.frame == TargetFrame::camera; }

  /// Whose picture stands at a place of a window.
  std::int64_t frame_of(const PoseWindow& window, int k) const {
    return seen_[static_cast<std::size_t>(
        std::clamp<std::int64_t>(window.first + k, 0, prediction_.frames() - 1))];
  }

  void answer(const std::vector<PoseWindow>& group) {
    const std::size_t at_once = windows_at_once(prediction_.model.network.head, length_);
    for (std::size_t at = 0; at < group.size(); at += at_once) {
      const auto batch = std::span(group).subspan(at, std::min(at_once, group.size() - at));
      answer_batch(batch);
    }
  }

  void answer_batch(std::span<const PoseWindow> batch) {
    context_.throw_if_stopped();
    std::set<std::int64_t> frames;
    for (const PoseWindow& window : batch) {
      for (int k = 0; k < length_; ++k) frames.insert(frame_of(window, k));
    }
    features_->load({frames.begin(), frames.end()});
    std::vector<float> features;
    for (const PoseWindow& window : batch) {
      for (int k = 0; k < length_; ++k) features_->append(frame_of(window, k), features);
    }
    const PredictedPoses answers = model_.answer(features, static_cast<int>(batch.size()), length_);
    std::int64_t first = prediction_.frames();
    std::int64_t end = 0;
    for (std::size_t w = 0; w < batch.size(); ++w) {
      const PoseWindow& window = batch[w];
      for (std::int64_t i = 0; i < window.answers; ++i) {
        const std::int64_t frame = window.answers_from + i;
        if (seen_[static_cast<std::size_t>(frame)] != frame) continue;  // it has no picture
        const auto k = static_cast<std::size_t>(frame - window.first);
        answers_->add(frame, answers, w * static_cast<std::size_t>(length_) + k);
      }
      first = std::min(first, window.answers_from);
      end = std::max(end, window.answers_from + window.answers);
      for (int k = 0; k < length_; ++k) release(frame_of(window, k));
    }
    hand_out(first, end - first);
  }

  void release(std::int64_t frame) {
    if (--waiting_[static_cast<std::size_t>(frame)] == 0) features_->forget(frame);
  }

  void hand_out(std::int64_t first, std::int64_t count) {
    for (std::int64_t frame = first; frame < first + count; ++frame) {
      const auto at = static_cast<std::size_t>(frame);
      if (!answers_->has(at)) continue;
      if (!std::isfinite(prediction_.confidences[at * joint_count])) ++done_;
      set_frame(at);
    }
    context_.report({"Predicting", done_, prediction_.frames(), "frames"});
    if (sink_) sink_(prediction_, first, count);
  }

  void set_frame(std::size_t frame) {
    std::vector<float> pose = answers_->pose(frame);
    const Crop& crop = prediction_.crops[frame];
    const double extent_mm = prediction_.model.target.extent_mm;
    if (sees_camera()) {
      std::ranges::copy(pixels_from_crop(crop, extent_mm, pose),
                        prediction_.pixels.begin() + static_cast<std::ptrdiff_t>(frame * pixel_size));
      pose = camera_from_crop(prediction_.camera, crop, extent_mm, pose);
    }
    std::ranges::copy(pose, prediction_.poses_mm.begin() + static_cast<std::ptrdiff_t>(frame * pose_size));
    std::ranges::copy(answers_->confidences(frame),
                      prediction_.confidences.begin() + static_cast<std::ptrdiff_t>(frame * joint_count));
  }

  const PredictOptions& options_;
  const PredictionSink& sink_;
  const JobContext& context_;
  PoseModel model_;
  VideoReader video_;
  KeptFeatures kept_;
  Prediction prediction_;
  int length_ = 0;                  ///< frames of a window
  std::vector<std::int64_t> seen_;  ///< by frame
  std::vector<int> waiting_;        ///< windows to come that need each frame's features
  std::int64_t done_ = 0;           ///< frames with an answer
  std::optional<WindowAnswers> answers_;
  std::optional<CropFeatures> features_;
};

}  // namespace

Prediction predict(const PredictOptions& options, const PredictionSink& sink, const JobContext& context) {
  require_in_range("prediction", options);
  if (!read_model_description(options.model).network.sees_pictures())
    return predict_by_landmarks(options, sink, context);
  return Predicting(options, sink, context).run();
}

}  // namespace solopose
