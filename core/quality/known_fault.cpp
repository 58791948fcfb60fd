#include "core/quality/all_detectors.h"
#include "core/quality/known_faults.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// Frames that the dataset's makers or users have published as bad: 1, others 0.
class KnownFaultDetector : public Detector {
 public:
  KnownFaultDetector() : Detector("known_fault", "", 0.5F) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    for (std::int64_t f = 0; f < track.features.frames; ++f)
      scores.raise(f, fault_at(track, f) == nullptr ? 0 : 1, {});
    return scores;
  }

  Reason reason(const InspectedTrack& track, const TrackScores&, std::int64_t frame) const override {
    const KnownFault* fault = fault_at(track, frame);
    return {&wording::published, {fault->fault, fault->source}};
  }

 private:
  static const KnownFault* fault_at(const InspectedTrack& track, std::int64_t frame) {
    for (const KnownFault& fault : track.known_faults) {
      if (fault.holds_at(track.first_frame + frame)) return &fault;
    }
    return nullptr;
  }
};

}  // namespace

DetectorPtr make_known_fault() { return std::make_unique<KnownFaultDetector>(); }

}  // namespace solopose
