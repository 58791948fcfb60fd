#include "core/heatpose/peak_matching.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/heatpose/decode.h"

namespace solopose {
namespace {

/// Wide enough that every left-right reading of arms and legs stays in it.
constexpr std::size_t beam_width = 256;
/// Costs are halves of squared standard deviations; sharing a peak costs as much as a length 2.5 deviations
/// off.
constexpr double shared_peak_cost = 3.0;
/// No peak for a joint (outside the volume, drowned by a neighbour) costs as much as a length 3.5 deviations
/// off.
constexpr double missing_joint_cost = 6.0;
constexpr int missing = -1;
/// A volume that says nothing has thousands, and every step of the search tries each.
constexpr std::size_t most_peaks = 128;

struct Hypothesis {
  std::array<int, joint_count> peak{};
  double cost = 0;
};

/// A joint, and the bone to its already placed neighbour (-1 for the first joint).
struct Step {
  int joint = 0;
  int from = -1;
  int bone = -1;
};

/// From the neck outwards: it has the most neighbours, so that wrong beginnings die early.
const std::vector<Step>& search_order() {
  static const auto order = [] {
    std::vector<Step> steps = {{index_of(Joint::neck), -1, -1}};
    for (std::size_t s = 0; s < steps.size(); ++s) {
      for (int b = 0; b < bone_count; ++b) {
        const Bone& bone = bones()[static_cast<std::size_t>(b)];
        for (const auto& [near, far] :
             {std::pair(bone.parent, bone.child), std::pair(bone.child, bone.parent)}) {
          const bool known = std::any_of(steps.begin(), steps.end(), [&, other = far](const Step& step) {
            return step.joint == index_of(other);
          });
          if (index_of(near) == steps[s].joint && !known) steps.push_back({index_of(far), index_of(near), b});
        }
      }
    }
    return steps;
  }();
  return order;
}

bool is_peak(const Grid& grid, std::span<const float> volume, const std::array<int, 3>& voxel,
             std::int64_t index) {
  const float here = volume[static_cast<std::size_t>(index)];
  for (int x = std::max(0, voxel[0] - 1); x <= std::min(grid.size[0] - 1, voxel[0] + 1); ++x) {
    for (int y = std::max(0, voxel[1] - 1); y <= std::min(grid.size[1] - 1, voxel[1] + 1); ++y) {
      for (int z = std::max(0, voxel[2] - 1); z <= std::min(grid.size[2] - 1, voxel[2] + 1); ++z) {
        const std::int64_t other = grid.index(x, y, z);
        const float value = volume[static_cast<std::size_t>(other)];
        if (value > here || (value == here && other < index)) return false;
      }
    }
  }
  return true;
}

double half_square(double deviation) { return 0.5 * deviation * deviation; }

double expectation_cost(const SkeletonPrior& prior, int joint, const Eigen::Vector3d& position) {
  if (prior.expected_mm.size() != joint_count * 3) return 0;
  const Eigen::Vector3d expected =
      Eigen::Map<const Eigen::Vector3f>(prior.expected_mm.data() + joint * 3).cast<double>();
  if (!expected.allFinite()) return 0;
  return half_square((position - expected).norm() / prior.expected_tolerance_mm);
}

double step_cost(const Step& step, const Hypothesis& hypothesis, int peak, std::span<const Peak> peaks,
                 const SkeletonPrior& prior) {
  if (peak == missing) return missing_joint_cost;
  const Eigen::Vector3d& position = peaks[static_cast<std::size_t>(peak)].position_mm;
  double cost = expectation_cost(prior, step.joint, position);
  const int from = step.from < 0 ? missing : hypothesis.peak[static_cast<std::size_t>(step.from)];
  if (from != missing) {
    const double expected = prior.bone_mm[static_cast<std::size_t>(step.bone)];
    const double length = (position - peaks[static_cast<std::size_t>(from)].position_mm).norm();
    cost += half_square((length - expected) / (prior.bone_tolerance * expected));
  }
  if (std::find(hypothesis.peak.begin(), hypothesis.peak.end(), peak) != hypothesis.peak.end())
    cost += shared_peak_cost;
  return cost;
}

std::vector<Hypothesis> extend(const std::vector<Hypothesis>& beam, const Step& step,
                               std::span<const Peak> peaks, const SkeletonPrior& prior) {
  std::vector<Hypothesis> longer;
  longer.reserve(beam.size() * (peaks.size() + 1));
  for (const Hypothesis& hypothesis : beam) {
    for (int peak = missing; peak < static_cast<int>(peaks.size()); ++peak) {
      Hypothesis next = hypothesis;
      next.cost += step_cost(step, hypothesis, peak, peaks, prior);
      next.peak[static_cast<std::size_t>(step.joint)] = peak;
      longer.push_back(next);
    }
  }
  std::sort(longer.begin(), longer.end(),
            [](const Hypothesis& a, const Hypothesis& b) { return a.cost < b.cost; });
  if (longer.size() > beam_width) longer.resize(beam_width);
  return longer;
}

/// The odds of the best reading against the best one that puts the joint elsewhere.
double confidence_of(const std::vector<Hypothesis>& beam, std::size_t joint) {
  const auto other = std::find_if(beam.begin(), beam.end(),
                                  [&](const Hypothesis& h) { return h.peak[joint] != beam[0].peak[joint]; });
  if (other == beam.end()) return 1;
  return 1 / (1 + std::exp(beam[0].cost - other->cost));
}

}  // namespace

SkeletonPrior SkeletonPrior::average_adult() {
  SkeletonPrior prior;
  // In the order of bones(): hips, thighs and shins, torso, neck to head, then half shoulder widths, upper
  // arms and forearms.
  prior.bone_mm = {120, 430, 420, 120, 430, 420, 500, 200, 170, 290, 250, 170, 290, 250};
  return prior;
}

std::vector<Peak> find_peaks(const Grid& grid, std::span<const float> volume, double threshold) {
  std::vector<Peak> peaks;
  for (std::int64_t i = 0; i < grid.voxels(); ++i) {
    const float here = volume[static_cast<std::size_t>(i)];
    if (!(here > static_cast<float>(threshold))) continue;
    const auto voxel = grid.voxel_at(i);
    if (is_peak(grid, volume, voxel, i))
      peaks.push_back({refine_peak_mm(grid, volume, voxel), static_cast<double>(here)});
  }
  std::stable_sort(peaks.begin(), peaks.end(),
                   [](const Peak& a, const Peak& b) { return a.height > b.height; });
  return peaks;
}

MatchedPose match_peaks(std::span<const Peak> peaks, const SkeletonPrior& prior) {
  MatchedPose result;
  result.pose_mm.assign(joint_count * 3, std::numeric_limits<float>::quiet_NaN());
  if (peaks.empty()) return result;
  peaks = peaks.first(std::min(peaks.size(), most_peaks));
  Hypothesis nothing;
  nothing.peak.fill(missing);
  std::vector<Hypothesis> beam = {nothing};
  for (const Step& step : search_order()) beam = extend(beam, step, peaks, prior);
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    if (beam[0].peak[joint] == missing) continue;
    const Peak& peak = peaks[static_cast<std::size_t>(beam[0].peak[joint])];
    for (int axis = 0; axis < 3; ++axis) {
      result.pose_mm[joint * 3 + static_cast<std::size_t>(axis)] = static_cast<float>(peak.position_mm[axis]);
    }
    result.confidence[joint] = confidence_of(beam, joint);
  }
  return result;
}

}  // namespace solopose
