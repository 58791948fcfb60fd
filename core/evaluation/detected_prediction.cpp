#include "core/evaluation/detected_prediction.h"

#include <limits>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {

namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

std::vector<float> rows_of(const std::vector<float>& all, std::int64_t first, std::int64_t frames,
                           std::int64_t width) {
  const auto begin = all.begin() + first * width;
  return {begin, begin + frames * width};
}

}  // namespace

std::vector<PredictedPoses> predict_detected(PredictOptions options, std::span<const FrameRange> ranges,
                                             const JobContext& context) {
  const std::int64_t first_frame = ranges.front().first;
  const std::int64_t frames = ranges.back().end - first_frame;
  options.first = first_frame;
  options.count = frames;
  options.crops.clear();
  PredictedPoses whole{std::vector<float>(static_cast<std::size_t>(frames * pose_floats), missing),
                       std::vector<float>(static_cast<std::size_t>(frames * joint_count), missing)};
  try {
    Prediction prediction = predict(options, {}, {.progress = {}, .stop = context.stop, .log = {}});
    whole = {std::move(prediction.poses_mm), std::move(prediction.confidences)};
  } catch (const Cancelled&) {
    throw;
  } catch (const Error& failure) {
    context.note(fmt::format("{}: no poses, {}", options.video.string(), failure.what()));
  }
  std::vector<PredictedPoses> poses;
  for (const FrameRange& range : ranges) {
    const std::int64_t first = range.first - first_frame;
    poses.push_back({rows_of(whole.poses_mm, first, range.frames(), pose_floats),
                     rows_of(whole.confidences, first, range.frames(), joint_count)});
  }
  return poses;
}

}  // namespace solopose
