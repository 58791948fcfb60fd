#include <cmath>

#include <fmt/format.h>

#include "core/quality/all_detectors.h"

namespace solopose {
namespace {

/// How odd a pose is among the project's, by a Gaussian mixture over its angles; PoseMixture says in which
/// unit.
class Anomaly : public Detector {
 public:
  Anomaly() : Detector("anomaly", "", 10) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    const PoseMixture& poses = track.population.poses;
    if (poses.empty()) return scores;
    for (std::int64_t f = 0; f < track.features.frames; ++f)
      scores.raise(f, poses.oddness(pose_numbers(track.features.angles[static_cast<std::size_t>(f)])), {});
    return scores;
  }

  /// Names the two numbers that are furthest from what the rest of the pose lets expect.
  std::string reason(const InspectedTrack& track, const TrackScores&, std::int64_t frame) const override {
    const BodyAngles& angles = track.features.angles[static_cast<std::size_t>(frame)];
    const auto odd = track.population.poses.odd_numbers(pose_numbers(angles));
    std::string words;
    for (std::size_t i = 0; i < std::min<std::size_t>(2, odd.size()); ++i) {
      const BodyAngle angle = angle_of_number(odd[i].number);
      words += fmt::format("{}{} at {:.0f} degrees", i == 0 ? "" : ", ", words_of(angle), angles[angle]);
    }
    return fmt::format("a pose unlike the project's others: {}", words);
  }
};

}  // namespace

DetectorPtr make_anomaly() { return std::make_unique<Anomaly>(); }

}  // namespace solopose
