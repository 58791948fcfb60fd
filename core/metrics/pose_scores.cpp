#include "core/metrics/pose_scores.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <fmt/format.h>
#include <Eigen/Core>

#include "core/augmotion/kabsch.h"
#include "core/base/error.h"
#include "core/base/parallel.h"

namespace solopose {
namespace {

/// What Procrustes needs to have an answer.
constexpr int least_joints = 3;
constexpr std::size_t root = 0;
constexpr double threshold_step_mm = 5;
constexpr std::int64_t frames_per_part = 2048;

constexpr std::size_t most_joints = 32;

using Points = std::array<Eigen::Vector3d, most_joints>;

/// The joints that count and that a frame's two poses have in common, each pose relative to its own root.
struct FramePair {
  int count = 0;  ///< 0 when the frame does not count
  int missing_in_truth = 0;
  int missing_in_prediction = 0;
  std::array<int, most_joints> slot;  ///< per joint of the protocol, its place below; -1 = not there
  Points truth;
  Points prediction;
};

/// Poses as (frames, joints, 3) rows.
struct Rows {
  std::span<const float> values_mm;
  std::size_t joints;

  Eigen::Vector3d at(std::int64_t frame, std::size_t joint) const {
    const float* at = values_mm.data() + 3 * (static_cast<std::size_t>(frame) * joints + joint);
    return Eigen::Vector3f(at[0], at[1], at[2]).cast<double>();
  }
};

FramePair pair_at(const Rows& truth_mm, const Rows& prediction_mm, std::int64_t frame, bool root_counts) {
  FramePair pair;
  pair.slot.fill(-1);
  const Eigen::Vector3d truth_root = truth_mm.at(frame, root);
  const Eigen::Vector3d prediction_root = prediction_mm.at(frame, root);
  if (!truth_root.allFinite() || !prediction_root.allFinite()) return pair;
  for (std::size_t joint = root_counts ? root : root + 1; joint < truth_mm.joints; ++joint) {
    const Eigen::Vector3d truth = truth_mm.at(frame, joint);
    const Eigen::Vector3d prediction = prediction_mm.at(frame, joint);
    if (!truth.allFinite()) {
      ++pair.missing_in_truth;
    } else if (!prediction.allFinite()) {
      ++pair.missing_in_prediction;
    } else {
      const auto next = static_cast<std::size_t>(pair.count);
      pair.truth[next] = truth - truth_root;
      pair.prediction[next] = prediction - prediction_root;
      pair.slot[joint] = pair.count++;
    }
  }
  if (pair.count < least_joints) pair.count = 0;
  return pair;
}

std::span<const Eigen::Vector3d> used(const Points& points, int count) {
  return {points.data(), static_cast<std::size_t>(count)};
}

double procrustes_error(const FramePair& pair) {
  const auto truth = used(pair.truth, pair.count);
  const auto prediction = used(pair.prediction, pair.count);
  const RigidTransform fit = kabsch(prediction, truth, true).target_from_source;
  double error = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) error += (fit * prediction[i] - truth[i]).norm();
  return error;
}

double scaled_error(const FramePair& pair) {
  const auto truth = used(pair.truth, pair.count);
  const auto prediction = used(pair.prediction, pair.count);
  double product = 0;
  double square = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    product += truth[i].dot(prediction[i]);
    square += prediction[i].squaredNorm();
  }
  // A negative factor is no size: it would turn the pose inside out, and one that is wrong side out scores 0.
  const double scale = square > 0 ? std::max(product / square, 0.0) : 1;
  double error = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) error += (scale * prediction[i] - truth[i]).norm();
  return error;
}

}  // namespace

/// Walks over some frames of a sequence, after one another, and adds them up.
class SequenceScorer {
 public:
  SequenceScorer(const Rows& truth_mm, const Rows& prediction_mm, ScoreSums& sums)
      : truth_mm_(truth_mm), prediction_mm_(prediction_mm), sums_(sums) {}

  void add(std::int64_t first, std::int64_t end) {
    FramePair before;
    if (first > 0) before = pair_of(first - 1);
    for (std::int64_t frame = first; frame < end; ++frame) {
      const FramePair pair = pair_of(frame);
      if (pair.count == 0) {
        ++sums_.frames_left_out_;
      } else {
        add_positions(pair);
        if (before.count > 0) add_velocities(before, pair);
      }
      before = pair;
    }
  }

 private:
  FramePair pair_of(std::int64_t frame) const {
    return pair_at(truth_mm_, prediction_mm_, frame, sums_.root_counts_);
  }

  void add_positions(const FramePair& pair) {
    ++sums_.frames_;
    sums_.missing_in_truth_ += pair.missing_in_truth;
    sums_.missing_in_prediction_ += pair.missing_in_prediction;
    for (std::size_t joint = 0; joint < sums_.joints_.size(); ++joint) {
      if (pair.slot[joint] < 0) continue;
      const auto at = static_cast<std::size_t>(pair.slot[joint]);
      const double error = (pair.prediction[at] - pair.truth[at]).norm();
      ++sums_.joints_[joint];
      sums_.error_mm_[joint] += error;
      if (joint == root) continue;  // always right
      for (std::size_t t = 0; t < sums_.nearer_.size(); ++t) {
        sums_.nearer_[t] += error < threshold_step_mm * static_cast<double>(t) ? 1 : 0;
      }
    }
    sums_.procrustes_error_mm_ += procrustes_error(pair);
    sums_.scaled_error_mm_ += scaled_error(pair);
  }

  void add_velocities(const FramePair& before, const FramePair& now) {
    for (std::size_t joint = 0; joint < sums_.joints_.size(); ++joint) {
      if (before.slot[joint] < 0 || now.slot[joint] < 0) continue;
      const auto was = static_cast<std::size_t>(before.slot[joint]);
      const auto is = static_cast<std::size_t>(now.slot[joint]);
      const Eigen::Vector3d truth = now.truth[is] - before.truth[was];
      const Eigen::Vector3d prediction = now.prediction[is] - before.prediction[was];
      sums_.velocity_error_mm_ += (prediction - truth).norm();
      ++sums_.velocities_;
    }
  }

  Rows truth_mm_;
  Rows prediction_mm_;
  ScoreSums& sums_;
};

ScoreSums::ScoreSums(std::size_t joints, bool root_counts)
    : root_counts_(root_counts), joints_(joints), error_mm_(joints) {
  if (joints == 0 || joints > most_joints)
    throw Error(fmt::format("scores: poses of {} joints, expected 1 to {}", joints, most_joints));
}

ScoreSums::ScoreSums(const Protocol& protocol) : ScoreSums(protocol.joints.size(), protocol.root_counts) {}

void ScoreSums::add(std::span<const float> truth_mm, std::span<const float> prediction_mm) {
  const std::size_t row = 3 * joints_.size();
  if (truth_mm.size() != prediction_mm.size() || truth_mm.size() % row != 0) {
    throw Error(fmt::format("scores: {} and {} values are not the same number of whole poses of {} joints",
                            truth_mm.size(), prediction_mm.size(), joints_.size()));
  }
  const auto frames = static_cast<std::int64_t>(truth_mm.size() / row);
  const std::int64_t parts = (frames + frames_per_part - 1) / frames_per_part;
  std::vector<ScoreSums> sums(static_cast<std::size_t>(parts), ScoreSums(joints_.size(), root_counts_));
  parallel_for(parts, [&](std::int64_t part) {
    const std::int64_t first = part * frames_per_part;
    SequenceScorer scorer({truth_mm, joints_.size()}, {prediction_mm, joints_.size()},
                          sums[static_cast<std::size_t>(part)]);
    scorer.add(first, std::min(frames, first + frames_per_part));
  });
  for (const ScoreSums& part : sums) *this += part;
}

ScoreSums& ScoreSums::operator+=(const ScoreSums& other) {
  if (joints_.size() != other.joints_.size() || root_counts_ != other.root_counts_)
    throw Error("scores: of two protocols, which do not add up");
  const auto add_each = [](auto& to, const auto& from) {
    std::transform(to.begin(), to.end(), from.begin(), to.begin(), std::plus<>());
  };
  frames_ += other.frames_;
  frames_left_out_ += other.frames_left_out_;
  missing_in_truth_ += other.missing_in_truth_;
  missing_in_prediction_ += other.missing_in_prediction_;
  add_each(joints_, other.joints_);
  add_each(error_mm_, other.error_mm_);
  procrustes_error_mm_ += other.procrustes_error_mm_;
  scaled_error_mm_ += other.scaled_error_mm_;
  velocity_error_mm_ += other.velocity_error_mm_;
  velocities_ += other.velocities_;
  add_each(nearer_, other.nearer_);
  return *this;
}

PoseScores ScoreSums::scores() const {
  PoseScores scores;
  scores.frames = frames_;
  scores.frames_left_out = frames_left_out_;
  scores.joints_missing_in_truth = missing_in_truth_;
  scores.joints_missing_in_prediction = missing_in_prediction_;
  scores.joints = std::accumulate(joints_.begin(), joints_.end(), std::int64_t{0});
  scores.per_joint_mm.assign(joints_.size(), PoseScores::undefined);
  if (scores.joints == 0) return scores;

  const auto joints = static_cast<double>(scores.joints);
  scores.mpjpe_mm = std::accumulate(error_mm_.begin(), error_mm_.end(), 0.0) / joints;
  scores.p_mpjpe_mm = procrustes_error_mm_ / joints;
  scores.n_mpjpe_mm = scaled_error_mm_ / joints;
  if (velocities_ > 0) scores.mpjve_mm = velocity_error_mm_ / static_cast<double>(velocities_);
  const auto besides_root = static_cast<double>(scores.joints - joints_[root]);
  const auto percent = [&](std::int64_t nearer) { return 100 * static_cast<double>(nearer) / besides_root; };
  scores.pck150 = percent(nearer_.back());
  scores.auc = percent(std::accumulate(nearer_.begin(), nearer_.end(), std::int64_t{0})) / auc_thresholds;
  for (std::size_t joint = 0; joint < joints_.size(); ++joint) {
    if (joints_[joint] > 0)
      scores.per_joint_mm[joint] = error_mm_[joint] / static_cast<double>(joints_[joint]);
  }
  return scores;
}

}  // namespace solopose
