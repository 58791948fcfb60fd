#include <algorithm>

#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// How many frames a pose is beyond the end of the video that ends first.
class PastTheVideo : public Detector {
 public:
  PastTheVideo() : Detector("past_the_video", "frames", 0.5F) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    if (!track.filmed_frames) return scores;
    for (std::int64_t f = 0; f < track.features.frames; ++f)
      scores.raise(f, static_cast<float>(std::max<std::int64_t>(0, beyond(track, f))), {});
    return scores;
  }

  Reason reason(const InspectedTrack& track, const TrackScores&, std::int64_t frame) const override {
    return {&wording::video_ended,
            {std::string(track.shortest_video), Counted{beyond(track, frame), &wording::frames}}};
  }

 private:
  static std::int64_t beyond(const InspectedTrack& track, std::int64_t frame) {
    return track.first_frame + frame - *track.filmed_frames + 1;
  }
};

}  // namespace

DetectorPtr make_past_the_video() { return std::make_unique<PastTheVideo>(); }

}  // namespace solopose
