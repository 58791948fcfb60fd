#include <limits>

#include "core/project/catalog.h"
#include "core/quality/all_detectors.h"
#include "core/quality/whole_sequence.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// What the alignment leaves at the key frame, mm: shoulders and pelvis unlike the universal frame's.
class AlignmentResidual : public Detector {
 public:
  /// The paper's literal frame costs 43 mm on real bodies, one made of the data 13 mm.
  AlignmentResidual() : Detector("alignment_residual", "mm", 60) {}

  TrackScores scores(const InspectedTrack& track) const override {
    const bool known = track.placement != nullptr && track.placement->key_frame >= 0;
    return whole_sequence(track, known ? static_cast<float>(track.placement->residual_mm)
                                       : std::numeric_limits<float>::quiet_NaN());
  }

  Reason reason(const InspectedTrack& track, const TrackScores&, std::int64_t) const override {
    return {&wording::alignment_leaves,
            {Figure{track.placement->residual_mm}, Figure{static_cast<double>(track.placement->key_frame)}}};
  }
};

}  // namespace

DetectorPtr make_alignment_residual() { return std::make_unique<AlignmentResidual>(); }

}  // namespace solopose
