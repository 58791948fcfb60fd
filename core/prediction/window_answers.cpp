#include "core/prediction/window_answers.h"

#include <cmath>
#include <limits>

#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t pose_size = std::size_t{3} * joint_count;

}  // namespace

WindowAnswers::WindowAnswers(std::size_t frames)
    : poses_(frames * pose_size),
      answered_(frames * pose_size),
      confidences_(frames * joint_count),
      counts_(frames) {}

void WindowAnswers::add(std::int64_t frame, const PredictedPoses& answers, std::size_t k) {
  const auto at = static_cast<std::size_t>(frame);
  for (std::size_t i = 0; i < pose_size; ++i) {
    const float value = answers.poses_mm[k * pose_size + i];
    if (!std::isfinite(value)) continue;
    poses_[at * pose_size + i] += double{value};
    ++answered_[at * pose_size + i];
  }
  for (std::size_t j = 0; j < joint_count; ++j)
    confidences_[at * joint_count + j] += double{answers.confidences[k * joint_count + j]};
  ++counts_[at];
}

std::vector<float> WindowAnswers::pose(std::size_t frame) const {
  std::vector<float> values(pose_size, missing);
  for (std::size_t i = 0; i < pose_size; ++i) {
    const int answered = answered_[frame * pose_size + i];
    if (answered > 0) values[i] = static_cast<float>(poses_[frame * pose_size + i] / answered);
  }
  return values;
}

std::vector<float> WindowAnswers::confidences(std::size_t frame) const {
  std::vector<float> values(joint_count);
  for (std::size_t j = 0; j < values.size(); ++j)
    values[j] = static_cast<float>(confidences_[frame * joint_count + j] / counts_[frame]);
  return values;
}

}  // namespace solopose
