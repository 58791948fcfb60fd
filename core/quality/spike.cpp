#include <algorithm>
#include <array>
#include <cmath>

#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// What trackers err from frame to frame, so that nobody's calm makes a spike of it.
constexpr float usual_error_mm = 15;
/// Around a jump: frames to either side whose jumps and steps say how the joint moves there. Not by their
/// median: edges of the spike itself are among them, and the fewer frames a second there are, the more of the
/// others are some quick move's.
constexpr std::int64_t around = 10;
constexpr std::size_t calmest_of_ten = 3;
constexpr float times_usual_jump = 3;
constexpr float times_usual_step = 0.3F;
/// Jumps below this ratio are no candidates; what they are held against needs no better estimate.
constexpr float least = 0.5F;
/// Edges beside a jump have up to a third of it by themselves.
constexpr float own_share = 0.6F;
constexpr double longest_spike_s = 0.2;

/// What three in ten of those around do not exceed.
float usual_around(std::span<const float> values, std::int64_t at) {
  std::array<float, 2 * around + 1> near = {};
  std::size_t count = 0;
  const auto end = std::min<std::int64_t>(static_cast<std::int64_t>(values.size()), at + around + 1);
  for (std::int64_t i = std::max<std::int64_t>(0, at - around); i < end; ++i) {
    const float value = values[static_cast<std::size_t>(i)];
    if (value == value) near[count++] = value;
  }
  const auto usual = near.begin() + static_cast<std::ptrdiff_t>(count * calmest_of_ten / 10);
  std::nth_element(near.begin(), usual, near.begin() + static_cast<std::ptrdiff_t>(count));
  return *usual;
}

Eigen::Vector3f place(const TrackFeatures& features, int joint, std::int64_t f) {
  Eigen::Vector3f place;
  for (int axis = 0; axis < 3; ++axis)
    place[axis] = features.axis(static_cast<Joint>(joint), axis)[static_cast<std::size_t>(f)];
  return place;
}

/// The edges of one joint that jump, and what becomes of them.
class JumpsOfJoint {
 public:
  JumpsOfJoint(const InspectedTrack& track, int joint)
      : features_(track.features),
        joint_(joint),
        jump_(features_.jump(joint)),
        longest_(std::max<std::int64_t>(5, std::lround(longest_spike_s * track.frames_per_second))) {}

  void score(TrackScores& scores) {
    for (std::int64_t f = 1; f < features_.frames; ++f) {
      const float ratio = jump(f) / usual_error_mm;
      // Frames without a candidate have their ratio all the same, for the histogram.
      if (!(ratio > least)) {
        scores.raise(f, ratio, mask_of(joint_));
        continue;
      }
      if (const float true_ratio = ratio_at(f); true_ratio > least && is_peak(f))
        peaks_.push_back({f, true_ratio});
      else
        scores.raise(f, std::fmin(true_ratio, least), mask_of(joint_));
    }
    pair_peaks(scores);
  }

 private:
  struct Peak {
    std::int64_t frame;
    float ratio;
  };

  float jump(std::int64_t f) const { return jump_[static_cast<std::size_t>(f)]; }

  float ratio_at(std::int64_t f) const {
    return jump(f) / (usual_error_mm + times_usual_jump * usual_around(jump_, f) +
                      times_usual_step * usual_around(features_.step(joint_), f));
  }

  bool is_peak(std::int64_t f) const {
    const std::int64_t end = std::min(f + 3, features_.frames);
    for (std::int64_t near = std::max<std::int64_t>(1, f - 2); near < end; ++near) {
      if (jump(f) < own_share * jump(near)) return false;
    }
    return true;
  }

  Eigen::Vector3f step(std::int64_t f) const {
    return place(features_, joint_, f) - place(features_, joint_, f - 1);
  }

  /// The second undoes the first.
  bool leads_back(std::int64_t out, std::int64_t back) const {
    const Eigen::Vector3f first = step(out);
    const Eigen::Vector3f second = step(back);
    return first.dot(second) < -0.5F * std::max(first.squaredNorm(), second.squaredNorm());
  }

  void pair_peaks(TrackScores& scores) const {
    for (std::size_t p = 0; p < peaks_.size(); ++p) {
      std::size_t back = p + 1;
      while (back < peaks_.size() && peaks_[back].frame - peaks_[p].frame <= longest_ &&
             !leads_back(peaks_[p].frame, peaks_[back].frame))
        ++back;
      if (back < peaks_.size() && peaks_[back].frame - peaks_[p].frame <= longest_) {
        const float ratio = std::min(peaks_[p].ratio, peaks_[back].ratio);
        for (std::int64_t f = peaks_[p].frame; f < peaks_[back].frame; ++f)
          scores.raise(f, ratio, mask_of(joint_));
        p = back;
      } else {
        scores.raise(peaks_[p].frame - 1, peaks_[p].ratio, mask_of(joint_));
        scores.raise(peaks_[p].frame, peaks_[p].ratio, mask_of(joint_));
      }
    }
  }

  const TrackFeatures& features_;
  int joint_;
  std::span<const float> jump_;
  std::int64_t longest_;
  std::vector<Peak> peaks_;
};

/// A joint that jumps out and back within a fifth of a second, or jumps and stays: how many times as far as
/// its motion around there and the usual error make likely.
class Spike : public Detector {
 public:
  Spike() : Detector("spike", "", 2) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    for (int j = 0; j < joint_count; ++j) JumpsOfJoint(track, j).score(scores);
    return scores;
  }

  /// Out and back again has its jumps before the first and behind the last frame. Beside a gap a joint has
  /// none.
  bool is_step(const InspectedTrack& track, const TrackScores& scores, FrameRun frames) const override {
    if (frames.last != frames.first + 1) return false;
    const auto first = static_cast<std::size_t>(frames.first);
    const JointMask joints = scores.joints[first] | scores.joints[first + 1];
    for (int j = 0; j < joint_count; ++j) {
      if (!joints[static_cast<std::size_t>(j)]) continue;
      const auto jump = track.features.jump(j);
      if (jump[first] >= jump[first + 1]) return false;
      if (frames.last + 1 < track.features.frames && jump[first + 2] >= jump[first + 1]) return false;
    }
    return true;
  }

  Reason reason(const InspectedTrack& track, const TrackScores& scores, std::int64_t frame) const override {
    const JointMask& joints = scores.joints[static_cast<std::size_t>(frame)];
    float jump = 0;
    for (int j = 0; j < joint_count; ++j) {
      if (!joints[static_cast<std::size_t>(j)]) continue;
      for (const std::int64_t edge : {frame, frame + 1}) {
        if (edge >= track.features.frames) continue;
        jump = std::fmax(jump, track.features.jump(j)[static_cast<std::size_t>(edge)]);
      }
    }
    return {&wording::jumps, {joints, Figure{jump}}};
  }

  Reason reason_of_run(const InspectedTrack& track, const TrackScores& scores, FrameRun frames,
                       std::int64_t worst) const override {
    Reason said = reason(track, scores, worst);
    if (is_step(track, scores, frames))
      said.wording = &wording::jumps_and_stays;
    else if (comes_back(track.features, scores.joints[static_cast<std::size_t>(worst)], frames))
      said.wording = &wording::jumps_and_comes_back;
    return said;
  }

 private:
  /// Each of the joints is nearer behind the run to where it was before than in it at its farthest, by half.
  static bool comes_back(const TrackFeatures& features, const JointMask& joints, FrameRun frames) {
    if (frames.first < 1 || frames.last + 1 >= features.frames) return false;
    for (int joint = 0; joint < joint_count; ++joint) {
      if (!joints[static_cast<std::size_t>(joint)]) continue;
      const auto off = [&](std::int64_t f) {
        return (place(features, joint, f) - place(features, joint, frames.first - 1)).norm();
      };
      float farthest = 0;
      for (std::int64_t f = frames.first; f <= frames.last; ++f) farthest = std::fmax(farthest, off(f));
      if (!(off(frames.last + 1) < farthest / 2)) return false;
    }
    return true;
  }
};

}  // namespace

DetectorPtr make_spike() { return std::make_unique<Spike>(); }

}  // namespace solopose
