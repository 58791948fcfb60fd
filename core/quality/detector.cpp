#include "core/quality/detector.h"

#include <limits>

namespace solopose {
namespace {

/// Joints whose score is this share of the worst one's are doubted with it.
constexpr float near_the_worst = 0.6F;

}  // namespace

TrackScores::TrackScores(const InspectedTrack& track)
    : score(static_cast<std::size_t>(track.features.frames), std::numeric_limits<float>::quiet_NaN()),
      joints(score.size()) {}

void TrackScores::raise(std::int64_t frame, float value, const JointMask& by) {
  if (value != value) return;
  float& worst = score[static_cast<std::size_t>(frame)];
  JointMask& mask = joints[static_cast<std::size_t>(frame)];
  if (!(value <= worst)) {
    mask = value * near_the_worst > worst || worst != worst ? by : mask | by;
    worst = value;
  } else if (value >= near_the_worst * worst) {
    mask |= by;
  }
}

}  // namespace solopose
