#include "core/evaluation/detected_prediction.h"

#include <limits>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {

std::vector<std::vector<float>> predict_detected(PredictOptions options, std::span<const FrameRange> ranges,
                                                 const JobContext& context) {
  const std::int64_t first_frame = ranges.front().first;
  const std::int64_t frames = ranges.back().end - first_frame;
  options.first = first_frame;
  options.count = frames;
  options.crops.clear();
  const auto values = static_cast<std::size_t>(frames * pose_floats);
  std::vector<float> poses_mm(values, std::numeric_limits<float>::quiet_NaN());
  try {
    poses_mm = predict(options, {}, {.progress = {}, .stop = context.stop, .log = {}}).poses_mm;
  } catch (const Cancelled&) {
    throw;
  } catch (const Error& failure) {
    context.note(fmt::format("{}: no poses, {}", options.video.string(), failure.what()));
  }
  std::vector<std::vector<float>> poses;
  for (const FrameRange& range : ranges) {
    const auto first = poses_mm.begin() + (range.first - first_frame) * pose_floats;
    poses.emplace_back(first, first + range.frames() * pose_floats);
  }
  return poses;
}

}  // namespace solopose
