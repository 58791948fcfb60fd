#include "core/quality/detector.h"

#include <limits>

#include <fmt/format.h>

namespace solopose {
namespace {

/// Joints whose score is this share of the worst one's are doubted with it.
constexpr float near_the_worst = 0.6F;

std::string spoken(int joint) {
  std::string words = "the ";
  for (const char c : joint_names()[static_cast<std::size_t>(joint)]) words += c == '_' ? ' ' : c;
  return words;
}

/// Nearly all joints are all of them.
bool is_the_body(const JointMask& joints) { return joints.none() || joints.count() + 3 >= joint_count; }

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

std::string words_of(const JointMask& joints) {
  const auto count = joints.count();
  if (is_the_body(joints)) return "the whole body";
  if (count > 3) return fmt::format("{} joints", count);
  std::string words;
  for (int j = 0; j < joint_count; ++j) {
    if (!joints[static_cast<std::size_t>(j)]) continue;
    words += (words.empty() ? "" : " and ") + spoken(j);
  }
  return words;
}

std::string_view agreeing(const JointMask& joints, std::string_view of_one, std::string_view of_several) {
  return joints.count() == 1 || is_the_body(joints) ? of_one : of_several;
}

}  // namespace solopose
