#include "core/evaluation/range_prediction.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include "core/base/parallel.h"
#include "core/models/feature_cache.h"
#include "core/models/network_size.h"
#include "core/models/pose_windows.h"
#include "core/prediction/window_answers.h"
#include "core/samples/frame_variants.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

constexpr std::uint8_t mid_grey = 128;
const std::vector<float> no_pose(pose_floats, std::numeric_limits<float>::quiet_NaN());
const std::vector<float> no_confidences(joint_count, std::numeric_limits<float>::quiet_NaN());

/// The plain crop is the middle of what is stored.
Image plain_crop(const CropStore& crops, std::uint32_t video, std::int64_t frame) {
  const int size = crops.image_size();
  Image image(size, size, PixelLayout::rgb24);
  std::ranges::fill(image.bytes, mid_grey);
  if (!crops.has(video, frame)) return image;
  const auto stored = crops.stored(video, frame);
  const int stored_row = 3 * crops.stored_size();
  const int margin = (crops.stored_size() - size) / 2;
  for (int y = 0; y < size; ++y)
    std::copy_n(stored.data() + (y + margin) * stored_row + 3 * margin, 3 * size, image.row(y));
  return image;
}

/// Where features are kept that are dear and not one model's alone: those of CLIP, which stays as it is.
/// A training run keeps its plain crops' features in the same place.
struct Kept {
  FeatureCache cache;
  FeatureRow row;
};
std::optional<Kept> kept_features(const PoseModel& model, const CropStore& crops, std::uint32_t video,
                                  const std::filesystem::path& folder) {
  const ModelDescription& description = model.description();
  if (folder.empty() || description.network.encoder != EncoderKind::clip) return std::nullopt;
  FeatureCache cache(folder, clip_encoder_name(description.clip_weights, description.network.clip),
                     model.feature_size(), FeaturePrecision::half);
  FeatureRow row = cache.row(variant_key(crops, {}, video, 0), crops.samples().videos()[video].frames);
  return Kept{std::move(cache), std::move(row)};
}

/// The features of the frames under the windows at work: each frame is encoded once and forgotten when the
/// windows have passed it.
class PassingFeatures {
 public:
  PassingFeatures(PoseModel& model, const CropStore& crops, std::uint32_t video, const FrameRange& range,
                  std::optional<Kept> kept)
      : model_(model),
        crops_(crops),
        video_(video),
        range_(range),
        next_(range.first),
        kept_(std::move(kept)) {}

  /// Frames before `first` are not asked for any more, those before `end` will be.
  void move_to(std::int64_t first, std::int64_t end) {
    features_.erase(features_.begin(), features_.lower_bound(first));
    std::vector<std::int64_t> missing;
    for (; next_ < std::min(end, range_.end); ++next_) {
      if (!load(next_)) missing.push_back(next_);
    }
    constexpr std::size_t at_once = 32;
    for (std::size_t at = 0; at < missing.size(); at += at_once)
      encode(std::span(missing).subspan(at, std::min(at_once, missing.size() - at)));
  }

  void append_window(std::int64_t start, int length, std::vector<float>& features) const {
    for (int i = 0; i < length; ++i) {
      const std::vector<float>& frame = features_.at(start + i);
      features.insert(features.end(), frame.begin(), frame.end());
    }
  }

  /// What was encoded, to disk.
  void sync() {
    if (kept_) kept_->cache.sync();
  }

 private:
  bool load(std::int64_t frame) {
    if (!kept_ || !kept_->row.has(frame)) return false;
    std::vector<float>& features = features_[frame];
    features.resize(static_cast<std::size_t>(model_.feature_size()));
    kept_->row.load(frame, features);
    return true;
  }

  void encode(std::span<const std::int64_t> frames) {
    std::vector<Image> pictures;
    for (const std::int64_t frame : frames) pictures.push_back(plain_crop(crops_, video_, frame));
    const std::vector<float> encoded = model_.encode(pictures);
    const auto size = static_cast<std::size_t>(model_.feature_size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
      const std::span<const float> one = std::span(encoded).subspan(i * size, size);
      features_[frames[i]].assign(one.begin(), one.end());
      if (!kept_ || !crops_.has(video_, frames[i])) continue;  // a picture may be there next time
      kept_->row.put(frames[i], one);
      kept_->row.load(frames[i], features_[frames[i]]);
    }
  }

  PoseModel& model_;
  const CropStore& crops_;
  std::uint32_t video_;
  FrameRange range_;
  std::int64_t next_;  ///< to be loaded or encoded
  std::optional<Kept> kept_;
  std::map<std::int64_t, std::vector<float>> features_;
};

/// A frame of such a network takes some milliseconds of one core.
bool is_small(const ModelDescription& model) {
  constexpr double most_multiply_adds = 100e6;
  return network_size(model.network, model.clip_frames).multiply_adds() < most_multiply_adds;
}

}  // namespace

PredictedPoses predict_range(PoseModel& model, const CropStore& crops, std::uint32_t video,
                             const FrameRange& range, const std::filesystem::path& feature_folder,
                             const JobContext& context) {
  const int clip = model.description().clip_frames;
  const auto length = static_cast<int>(std::min<std::int64_t>(clip, range.frames()));
  const std::size_t at_once = windows_at_once(model.description().network.head, length);
  const auto windows = windows_over(range.frames(), clip, usual_overlap(clip), WindowMode::many_to_many);
  WindowAnswers said(static_cast<std::size_t>(range.frames()));
  PassingFeatures passing(model, crops, video, range, kept_features(model, crops, video, feature_folder));
  for (std::size_t first = 0; first < windows.size(); first += at_once) {
    context.throw_if_stopped();
    const auto batch = std::span(windows).subspan(first, std::min(at_once, windows.size() - first));
    passing.move_to(range.first + batch.front().first, range.first + batch.back().first + length);
    std::vector<float> features;
    for (const PoseWindow& window : batch)
      passing.append_window(range.first + window.first, length, features);
    const PredictedPoses answers = model.answer(features, static_cast<int>(batch.size()), length);
    for (std::size_t w = 0; w < batch.size(); ++w)
      for (int i = 0; i < length; ++i)
        said.add(batch[w].first + i, answers,
                 w * static_cast<std::size_t>(length) + static_cast<std::size_t>(i));
  }
  passing.sync();
  PredictedPoses poses;
  for (std::int64_t frame = 0; frame < range.frames(); ++frame) {
    const auto at = static_cast<std::size_t>(frame);
    const bool answered = said.has(at) && crops.has(video, range.first + frame);
    std::ranges::copy(answered ? said.pose(at) : no_pose, std::back_inserter(poses.poses_mm));
    std::ranges::copy(answered ? said.confidences(at) : no_confidences,
                      std::back_inserter(poses.confidences));
  }
  return poses;
}

RangePredictor::RangePredictor(std::filesystem::path model, std::optional<std::filesystem::path> clip_weights,
                               std::string device, std::filesystem::path feature_folder)
    : file_(std::move(model)),
      clip_weights_(std::move(clip_weights)),
      device_(std::move(device)),
      feature_folder_(std::move(feature_folder)) {
  give_back(PoseModel(file_, clip_weights_, device_));
  description_ = idle_.front().description();
}

PoseModel RangePredictor::take() {
  {
    const std::scoped_lock lock(mutex_);
    if (!idle_.empty()) {
      PoseModel model = std::move(idle_.back());
      idle_.pop_back();
      return model;
    }
  }
  return PoseModel(file_, clip_weights_, device_);
}

void RangePredictor::give_back(PoseModel model) {
  const std::scoped_lock lock(mutex_);
  idle_.push_back(std::move(model));
}

std::vector<PredictedPoses> RangePredictor::predict(const CropStore& crops,
                                                    std::span<const VideoRange> ranges, ProgressMeter& meter,
                                                    const JobContext& context) {
  std::vector<PredictedPoses> poses(ranges.size());
  const auto predict_one = [&](std::size_t i) {
    PoseModel model = take();
    poses[i] = predict_range(model, crops, ranges[i].video, ranges[i].range, feature_folder_, context);
    give_back(std::move(model));
    meter.add(ranges[i].range.frames());
  };
  if (device_ == "cpu" && is_small(description_)) {
    parallel_for(std::ssize(ranges),
                 [&](std::int64_t index) { predict_one(static_cast<std::size_t>(index)); });
  } else {
    for (std::size_t i = 0; i < ranges.size(); ++i) predict_one(i);
  }
  return poses;
}

}  // namespace solopose
