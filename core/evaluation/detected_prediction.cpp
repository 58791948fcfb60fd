#include "core/evaluation/detected_prediction.h"

#include <limits>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {

std::vector<std::vector<float>> predict_detected(PredictOptions options, std::span<const FrameRange> ranges,
                                                 const JobContext& context) {
  options.first = ranges.front().first;
  options.count = ranges.back().end - options.first;
  options.crops.clear();
  const auto values = static_cast<std::size_t>(options.count * pose_floats);
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
    const auto first = poses_mm.begin() + (range.first - options.first) * pose_floats;
    poses.emplace_back(first, first + range.frames() * pose_floats);
  }
  return poses;
}

}  // namespace solopose
