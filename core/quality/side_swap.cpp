#include <cmath>

#include "core/quality/all_detectors.h"
#include "core/quality/exchange_path.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// An exchange must save this much acceleration, and more where the joints move much.
constexpr float least_cost_mm = 60;
constexpr float costs_per_step = 2;

constexpr std::array left_joints = {Joint::left_hip,      Joint::left_knee,  Joint::left_ankle,
                                    Joint::left_shoulder, Joint::left_elbow, Joint::left_wrist};

/// Frames whose labels are exchanged: between an exchange and the next, in the smaller part of the track.
struct Segment {
  std::int64_t first = 0;
  std::int64_t end = 0;
  float gain = 0;  ///< of the weaker border
};

std::vector<Segment> exchanged_segments(const std::vector<Exchange>& borders, std::int64_t frames) {
  std::array<std::vector<Segment>, 2> parts;
  std::array<std::int64_t, 2> sizes = {};
  Segment segment{0, 0, std::numeric_limits<float>::infinity()};
  for (std::size_t i = 0; i <= borders.size(); ++i) {
    const bool is_last = i == borders.size();
    segment.end = is_last ? frames : borders[i].frame;
    if (!is_last) segment.gain = std::fmin(segment.gain, borders[i].gain);
    parts[i % 2].push_back(segment);
    sizes[i % 2] += segment.end - segment.first;
    if (!is_last) segment = {borders[i].frame, 0, borders[i].gain};
  }
  return parts[sizes[1] <= sizes[0] ? 1 : 0];
}

float cost_of(const InspectedTrack& track, Joint left) {
  const auto step = [&](Joint joint) {
    const float median = track.norms.step_mm[static_cast<std::size_t>(index_of(joint))];
    return median == median ? median : 0;
  };
  return least_cost_mm + costs_per_step * (step(left) + step(mirrored(left)));
}

/// Left and right are exchanged from here to there, for a pair of joints, a limb or the body: how many times
/// as smooth exchanging them back makes the motion where it begins and ends.
class SideSwap : public Detector {
 public:
  SideSwap() : Detector("side_swap", "", 2) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    for (std::int64_t f = 0; f < track.features.frames; ++f) scores.raise(f, 0, {});
    for (const Joint left : left_joints) {
      const JointMask pair = mask_of(left) | mask_of(mirrored(left));
      const auto borders = exchanges(track.features, left, mirrored(left), cost_of(track, left));
      if (borders.empty()) continue;
      for (const Segment& segment : exchanged_segments(borders, track.features.frames)) {
        for (std::int64_t f = segment.first; f < segment.end; ++f) {
          const auto at = static_cast<std::size_t>(f);
          scores.score[at] = std::fmax(scores.score[at], segment.gain);
          scores.joints[at] |= pair;  // how far a pair moves says nothing of whether it is exchanged, too
        }
      }
    }
    return scores;
  }

  Reason reason(const InspectedTrack&, const TrackScores& scores, std::int64_t frame) const override {
    const auto f = static_cast<std::size_t>(frame);
    const JointMask& joints = scores.joints[f];
    const ReasonValue what = joints.count() == 2    ? ReasonValue(joints)
                             : joints.count() >= 10 ? &wording::sides_of_the_body
                                                    : limb(joints);
    return {&wording::swapped, {what, Figure{scores.score[f]}}};
  }

 private:
  static const Wording* limb(const JointMask& joints) {
    const bool legs = joints[static_cast<std::size_t>(index_of(Joint::left_knee))] ||
                      joints[static_cast<std::size_t>(index_of(Joint::left_ankle))];
    const bool arms = joints[static_cast<std::size_t>(index_of(Joint::left_elbow))] ||
                      joints[static_cast<std::size_t>(index_of(Joint::left_wrist))];
    return legs && arms ? &wording::left_and_right_joints : legs ? &wording::legs : &wording::arms;
  }
};

}  // namespace

DetectorPtr make_side_swap() { return std::make_unique<SideSwap>(); }

}  // namespace solopose
