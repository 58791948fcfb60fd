#include <algorithm>
#include <cmath>

#include "core/quality/all_detectors.h"
#include "core/quality/whole_sequence.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// Of grown people; a project of children, or of a wrong unit throughout, is measured against the nearer end.
constexpr float smallest_mm = 1400;
constexpr float tallest_mm = 2000;

float reference_mm(const InspectedTrack& track) {
  return std::clamp(track.population.height_mm, smallest_mm, tallest_mm);
}

/// How much taller or smaller somebody is than the project's people, in per cent of the smaller.
class Scale : public Detector {
 public:
  Scale() : Detector("scale", "%", 40) {}

  TrackScores scores(const InspectedTrack& track) const override {
    const float ratio = track.norms.height_mm / reference_mm(track);
    return whole_sequence(track, 100 * (std::fmax(ratio, 1 / ratio) - 1));
  }

  Reason reason(const InspectedTrack& track, const TrackScores&, std::int64_t) const override {
    return {&wording::stature,
            {Figure{track.norms.height_mm / 1000, 2}, Figure{reference_mm(track) / 1000, 2}}};
  }
};

}  // namespace

DetectorPtr make_scale() { return std::make_unique<Scale>(); }

}  // namespace solopose
