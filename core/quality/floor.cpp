#include <algorithm>
#include <cmath>

#include "core/project/catalog.h"
#include "core/quality/all_detectors.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// The floor is where ankles are when they are lowest; heels lift and shoes wear, so this much below is
/// usual.
constexpr float usual_depth_mm = 100;
/// Jumps last less than a second.
constexpr float usual_height_mm = 150;
constexpr double longest_jump_s = 1.0;
/// Both feet flat on the floor: skates aside, they do not both go anywhere.
constexpr float flat_mm = 40;
constexpr float usual_slide_m_per_s = 0.8F;
constexpr double slide_s = 0.3;

/// Heights over the floor and what follows, of one track.
class OverFloor {
 public:
  explicit OverFloor(const InspectedTrack& track)
      : track_(track),
        up_(track.record.up->cast<float>()),
        half_jump_(std::lround(longest_jump_s / 2 * track.frames_per_second)),
        half_slide_(std::max<std::int64_t>(1, std::lround(slide_s / 2 * track.frames_per_second))) {
    lowest_.assign(static_cast<std::size_t>(frames()), std::numeric_limits<float>::quiet_NaN());
    for (int j = 0; j < joint_count; ++j) {
      for (std::int64_t f = 0; f < frames(); ++f)
        lowest_[static_cast<std::size_t>(f)] = std::fmin(lowest_[static_cast<std::size_t>(f)], height(j, f));
    }
  }

  std::int64_t frames() const { return track_.features.frames; }

  float height(int joint, std::int64_t f) const { return at(joint, f).dot(up_) - track_.norms.lowest_mm; }
  float lowest(std::int64_t f) const { return lowest_[static_cast<std::size_t>(f)]; }

  /// The least height from half a jump before to half a jump after; 0 where the track has less.
  float floating_mm(std::int64_t f) const {
    if (!(lowest(f) > usual_height_mm / 2) || f < half_jump_ || f + half_jump_ >= frames()) return 0;
    float least = lowest(f);
    for (std::int64_t g = f - half_jump_; g <= f + half_jump_ && least > 0; ++g)
      least = std::fmin(least, lowest(g));
    return std::fmax(0.F, least);
  }

  /// The slower of two feet that are both flat on the floor from half a slide before to half a slide after.
  float sliding_m_per_s(std::int64_t f) const {
    if (f < half_slide_ || f + half_slide_ >= frames()) return 0;
    float slowest = std::numeric_limits<float>::infinity();
    for (const Joint ankle : {Joint::left_ankle, Joint::right_ankle}) {
      const int j = index_of(ankle);
      for (const std::int64_t g : {f - half_slide_, f, f + half_slide_}) {
        if (!(std::abs(height(j, g)) < flat_mm)) return 0;
      }
      Eigen::Vector3f way = at(j, f + half_slide_) - at(j, f - half_slide_);
      way -= way.dot(up_) * up_;
      slowest = std::fmin(slowest, way.norm());
    }
    const double seconds = static_cast<double>(2 * half_slide_) / track_.frames_per_second;
    return slowest / 1000 / static_cast<float>(seconds);
  }

 private:
  Eigen::Vector3f at(int joint, std::int64_t f) const {
    Eigen::Vector3f place;
    for (int axis = 0; axis < 3; ++axis)
      place[axis] = track_.features.axis(static_cast<Joint>(joint), axis)[static_cast<std::size_t>(f)];
    return place;
  }

  const InspectedTrack& track_;
  Eigen::Vector3f up_;
  std::int64_t half_jump_;
  std::int64_t half_slide_;
  std::vector<float> lowest_;
};

JointMask ankles() { return mask_of(Joint::left_ankle) | mask_of(Joint::right_ankle); }

/// Through the floor, above it for longer than a jump, or gliding over it on both feet: how many times as
/// much as is usual. Needs to know which way is up; the floor is the sequence's own.
class Floor : public Detector {
 public:
  Floor() : Detector("floor", "", 1) {}

  TrackScores scores(const InspectedTrack& track) const override {
    TrackScores scores(track);
    if (!track.record.up || !(track.norms.lowest_mm == track.norms.lowest_mm)) return scores;
    const OverFloor over(track);
    for (std::int64_t f = 0; f < over.frames(); ++f) {
      scores.raise(f, std::fmax(0.F, -over.lowest(f) / usual_depth_mm), {});
      scores.raise(f, over.floating_mm(f) / usual_height_mm, {});
      scores.raise(f, over.sliding_m_per_s(f) / usual_slide_m_per_s, ankles());
    }
    return scores;
  }

  Reason reason(const InspectedTrack& track, const TrackScores&, std::int64_t frame) const override {
    const OverFloor over(track);
    const float depth = -over.lowest(frame);
    const float floating = over.floating_mm(frame);
    const float sliding = over.sliding_m_per_s(frame);
    const float most = std::fmax(depth / usual_depth_mm,
                                 std::fmax(floating / usual_height_mm, sliding / usual_slide_m_per_s));
    if (most == depth / usual_depth_mm) return {&wording::below_the_floor, {Figure{depth}}};
    if (most == floating / usual_height_mm) return {&wording::floats, {Figure{floating}}};
    return {&wording::slides, {Figure{sliding, 1}}};
  }
};

}  // namespace

DetectorPtr make_floor() { return std::make_unique<Floor>(); }

}  // namespace solopose
