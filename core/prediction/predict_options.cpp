#include <limits>

#include "core/prediction/predict.h"

namespace solopose {

void describe(OptionVisitor& visitor, PredictOptions& options) {
  constexpr std::int64_t most_frames = std::numeric_limits<std::int64_t>::max();
  visitor.path("model", options.model);
  visitor.optional("clip_weights", options.clip_weights,
                   [&](std::filesystem::path& file) { visitor.path("clip_weights", file); });
  visitor.path("video", options.video);
  visitor.whole("first", options.first, 0, most_frames, "frames");
  visitor.optional("count", options.count,
                   [&](std::int64_t& count) { visitor.whole("count", count, 1, most_frames, "frames"); });
  visitor.optional("overlap", options.overlap,
                   [&](int& overlap) { visitor.whole("overlap", overlap, 0, most_clip_frames, "frames"); });
  visitor.choice("mode", options.mode);
  visitor.choice("device", options.device, device_names());
}

}  // namespace solopose
