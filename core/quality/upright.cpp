#include "core/quality/all_detectors.h"
#include "core/quality/whole_sequence.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// How far the trunk leans from the dataset's up over the sequence (median), degrees: somebody who lies or
/// hangs all the time, or an up axis that is none.
class Upright : public Detector {
 public:
  Upright() : Detector("upright", "degrees", 65) {}

  TrackScores scores(const InspectedTrack& track) const override {
    return whole_sequence(track, track.norms.tilt_degrees);
  }

  Reason reason(const InspectedTrack& track, const TrackScores&, std::int64_t) const override {
    return {&wording::leans, {Figure{track.norms.tilt_degrees}}};
  }
};

}  // namespace

DetectorPtr make_upright() { return std::make_unique<Upright>(); }

}  // namespace solopose
