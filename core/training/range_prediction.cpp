#include "core/training/range_prediction.h"

#include <algorithm>
#include <limits>
#include <map>

#include "core/augmotion/pose_rows.h"

namespace solopose {
namespace {

constexpr std::uint8_t mid_grey = 128;

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

/// Where windows begin so that every frame is in one, the last ends with the range, and two neighbours share
/// half.
std::vector<std::int64_t> window_starts(const FrameRange& range, int length) {
  const std::int64_t last = std::max(range.first, range.end - length);
  const std::int64_t step = std::max(1, length / 2);
  std::vector<std::int64_t> starts;
  for (std::int64_t start = range.first; start < last; start += step) starts.push_back(start);
  starts.push_back(last);
  return starts;
}

/// The features of the frames under the windows at work: each frame is encoded once and forgotten when the
/// windows have passed it.
class PassingFeatures {
 public:
  PassingFeatures(PoseModel& model, const CropStore& crops, std::uint32_t video, const FrameRange& range)
      : model_(model), crops_(crops), video_(video), range_(range), next_(range.first) {}

  /// A range that is shorter than a window repeats its last frame.
  void append_window(std::int64_t start, int length, std::vector<float>& features) {
    kept_.erase(kept_.begin(), kept_.lower_bound(start));
    const std::int64_t last = std::min(start + length, range_.end) - 1;
    while (next_ <= last) encode_some(last);
    for (int i = 0; i < length; ++i) {
      const std::vector<float>& frame = kept_.at(std::min(start + i, last));
      features.insert(features.end(), frame.begin(), frame.end());
    }
  }

 private:
  void encode_some(std::int64_t last) {
    constexpr std::int64_t most = 32;
    std::vector<Image> pictures;
    const std::int64_t first = next_;
    for (; next_ <= last && next_ - first < most; ++next_)
      pictures.push_back(plain_crop(crops_, video_, next_));
    const std::vector<float> features = model_.encode(pictures);
    const auto size = static_cast<std::ptrdiff_t>(model_.feature_size());
    for (std::int64_t frame = first; frame < next_; ++frame) {
      const auto begin = features.begin() + (frame - first) * size;
      kept_.emplace(frame, std::vector<float>(begin, begin + size));
    }
  }

  PoseModel& model_;
  const CropStore& crops_;
  std::uint32_t video_;
  FrameRange range_;
  std::int64_t next_;  ///< to be encoded
  std::map<std::int64_t, std::vector<float>> kept_;
};

/// As many windows as their logits need a quarter of a gigabyte for.
int windows_at_once(const NetworkOptions& network, int frames) {
  constexpr std::int64_t most_numbers = 1 << 26;
  constexpr std::int64_t most_windows = 8;
  const std::int64_t side = network.head.kind == HeadKind::heat_map ? network.head.voxels : 1;
  return static_cast<int>(
      std::clamp<std::int64_t>(most_numbers / (joint_count * side * side * side * frames), 1, most_windows));
}

}  // namespace

std::vector<float> predict_range(PoseModel& model, const CropStore& crops, std::uint32_t video,
                                 const FrameRange& range, const JobContext& context) {
  const int length = model.description().clip_frames;
  const auto at_once = static_cast<std::size_t>(windows_at_once(model.description().network, length));
  const std::vector<std::int64_t> starts = window_starts(range, length);
  std::vector<float> sums(static_cast<std::size_t>(range.frames() * pose_floats));
  std::vector<int> counts(static_cast<std::size_t>(range.frames()));
  PassingFeatures passing(model, crops, video, range);
  for (std::size_t first = 0; first < starts.size(); first += at_once) {
    context.throw_if_stopped();
    const std::size_t windows = std::min(at_once, starts.size() - first);
    std::vector<float> features;
    for (std::size_t w = 0; w < windows; ++w) passing.append_window(starts[first + w], length, features);
    const PredictedPoses answers = model.answer(features, static_cast<int>(windows), length);
    for (std::size_t w = 0; w < windows; ++w) {
      const std::int64_t in_range = std::min<std::int64_t>(length, range.end - starts[first + w]);
      const float* from = answers.poses_mm.data() + static_cast<std::int64_t>(w) * length * pose_floats;
      float* to = sums.data() + (starts[first + w] - range.first) * pose_floats;
      std::transform(from, from + in_range * pose_floats, to, to, std::plus<float>());
      for (std::int64_t i = 0; i < in_range; ++i)
        ++counts[static_cast<std::size_t>(starts[first + w] - range.first + i)];
    }
  }
  for (std::int64_t frame = 0; frame < range.frames(); ++frame) {
    const bool seen = crops.has(video, range.first + frame);
    const float factor = seen ? 1.0F / static_cast<float>(counts[static_cast<std::size_t>(frame)])
                              : std::numeric_limits<float>::quiet_NaN();
    for (std::int64_t i = 0; i < pose_floats; ++i)
      sums[static_cast<std::size_t>(frame * pose_floats + i)] *= factor;
  }
  return sums;
}

}  // namespace solopose
