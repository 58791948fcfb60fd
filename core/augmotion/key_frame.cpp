#include "core/augmotion/key_frame.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include <fmt/format.h>
#include <Eigen/Dense>

#include "core/augmotion/k_means.h"
#include "core/base/error.h"
#include "core/options/validation.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

static_assert(key_frame_feature_count == k_means_dimensions);

/// Torso lengths and degrees by which positions rounded to float may differ from one rigid frame to another:
/// a few micrometres on a body. Less than this apart is a tie.
constexpr double distance_tie = 1e-5;
constexpr double tilt_tie_deg = 1e-3;

struct Wanted {
  bool neck = true;
  bool head = true;

  bool in(const TrunkLengths& lengths, const TrunkLimits& limits) const {
    return limits.hold(lengths) && (!neck || limits.neck.holds(lengths.neck)) &&
           (!head || limits.head.holds(lengths.head));
  }
  /// All is there, and some of it where it cannot be.
  bool mistaken(const TrunkLengths& lengths, const TrunkLimits& limits) const {
    const bool there = !std::isnan(lengths.shoulder_width) && !std::isnan(lengths.torso) &&
                       !(neck && std::isnan(lengths.neck)) && !(head && std::isnan(lengths.head));
    return there && !in(lengths, limits);
  }
};

/// Features in millimetres and the unit torso vectors of the frames that have what is wanted; a zero vector
/// where a frame stands in for its own mistaken joint.
struct Torsos {
  KeyFrameFeatures features;
  std::vector<Eigen::Vector3f> directions;

  explicit Torsos(std::int64_t frames) {
    const auto room = static_cast<std::size_t>(frames);
    features.frames.reserve(room);
    features.values.reserve(room * key_frame_feature_count);
    directions.reserve(room);
  }

  std::size_t rows() const { return directions.size(); }

  void add(std::int64_t frame, const std::array<Eigen::Vector3d, 5>& arms) {
    features.frames.push_back(frame);
    for (const auto& arm : arms) {
      for (const double value : arm) features.values.push_back(static_cast<float>(value));
    }
    directions.push_back((-arms[4].normalized()).cast<float>());
  }

  /// With the features of the last of `rows`.
  void stand_in(std::int64_t frame, const Torsos& rows) {
    features.frames.push_back(frame);
    const std::size_t last = rows.features.values.size() - key_frame_feature_count;
    for (std::size_t i = last; i < last + key_frame_feature_count; ++i)
      features.values.push_back(rows.features.values[i]);
    directions.emplace_back(Eigen::Vector3f::Zero());
  }
};

std::array<Eigen::Vector3d, 5> arms_of(std::span<const float> poses, std::int64_t frame, Wanted wanted) {
  const Eigen::Vector3d left = joint_at(poses, frame, Joint::left_shoulder);
  const Eigen::Vector3d right = joint_at(poses, frame, Joint::right_shoulder);
  const Eigen::Vector3d middle = 0.5 * (left + right);
  const Eigen::Vector3d zero = Eigen::Vector3d::Zero();
  return {left - middle, right - middle,
          wanted.neck ? Eigen::Vector3d(joint_at(poses, frame, Joint::neck) - middle) : zero,
          wanted.head ? Eigen::Vector3d(joint_at(poses, frame, Joint::head) - middle) : zero,
          joint_at(poses, frame, Joint::pelvis) - middle};
}

Torsos collect(std::span<const float> poses, const TrunkLimits& limits, Wanted wanted) {
  const std::int64_t frames = frames_of(poses);
  Torsos found(frames);
  std::int64_t first = 0;
  while (first < frames && !wanted.in(trunk_lengths_mm(poses, first), limits)) ++first;
  if (first == frames) return found;

  double length_sum = 0;
  std::int64_t whole = 0;
  Torsos lead(1);  // for mistaken joints before the first whole frame
  lead.add(first, arms_of(poses, first, wanted));
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    const TrunkLengths lengths = trunk_lengths_mm(poses, frame);
    if (wanted.in(lengths, limits)) {
      found.add(frame, arms_of(poses, frame, wanted));
      length_sum += lengths.torso;
      ++whole;
    } else if (wanted.mistaken(lengths, limits)) {
      found.stand_in(frame, found.rows() == 0 ? lead : found);
    }
  }
  found.features.torso_length_mm = length_sum / static_cast<double>(whole);
  return found;
}

/// Frames with all five joints; else, for skeletons without a neck or a head, with those that there are.
Torsos collect(std::span<const float> poses, const TrunkLimits& limits) {
  for (const Wanted wanted : {Wanted{true, true}, Wanted{true, false}, Wanted{false, true}}) {
    Torsos found = collect(poses, limits, wanted);
    if (!found.features.frames.empty()) return found;
  }
  return collect(poses, limits, Wanted{false, false});
}

/// Weiszfeld's iteration for the geometric median of unit vectors, brought back to length 1. Zero vectors do
/// not count; there is at least one other.
Eigen::Vector3d median_direction(const std::vector<Eigen::Vector3f>& directions) {
  constexpr int most_iterations = 100;
  constexpr double on_the_point = 1e-6;
  Eigen::Vector3d median = Eigen::Vector3d::Zero();
  for (const auto& direction : directions) median += direction.cast<double>();
  median /=
      static_cast<double>(std::ssize(directions) - std::ranges::count(directions, Eigen::Vector3f::Zero()));
  for (int iteration = 0; iteration < most_iterations; ++iteration) {
    Eigen::Vector3d sum = Eigen::Vector3d::Zero();
    double weights = 0;
    for (const auto& direction : directions) {
      if (direction.isZero()) continue;
      const Eigen::Vector3d vector = direction.cast<double>();
      const double weight = 1 / std::max((vector - median).norm(), on_the_point);
      sum += weight * vector;
      weights += weight;
    }
    const Eigen::Vector3d next = sum / weights;
    const double step = (next - median).norm();
    median = next;
    if (step < 1e-9) break;
  }
  if (median.norm() > 0) return median.normalized();
  return std::ranges::find_if(directions, [](const auto& each) { return !each.isZero(); })
      ->cast<double>()
      .normalized();
}

float degrees_between(const Eigen::Vector3d& a, const Eigen::Vector3d& b) {
  return static_cast<float>(std::atan2(a.cross(b).norm(), a.dot(b)) * 180 / std::numbers::pi);
}

/// Old cluster number per new one: large to small, equal sizes by their first frame.
std::vector<std::size_t> by_size(const KMeansResult& clustering) {
  std::vector<std::size_t> first(clustering.centres.size());
  for (std::size_t c = 0; c < first.size(); ++c) {
    const auto at = std::ranges::find(clustering.labels, static_cast<std::int8_t>(c));
    first[c] = static_cast<std::size_t>(at - clustering.labels.begin());
  }
  std::vector<std::size_t> order(clustering.centres.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    if (clustering.sizes[a] != clustering.sizes[b]) return clustering.sizes[a] > clustering.sizes[b];
    return first[a] < first[b];
  });
  return order;
}

/// The clustering with cluster 0 the largest, no key frame yet.
KeyFrameChoice ordered(const KMeansResult& clustering) {
  const auto order = by_size(clustering);
  KeyFrameChoice choice;
  choice.centres.resize(static_cast<Eigen::Index>(order.size()), key_frame_feature_count);
  std::vector<std::int8_t> renamed(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    renamed[order[i]] = static_cast<std::int8_t>(i);
    choice.cluster_sizes.push_back(clustering.sizes[order[i]]);
    choice.centres.row(static_cast<Eigen::Index>(i)) =
        Eigen::Map<const Eigen::RowVectorXf>(clustering.centres[order[i]].data(), key_frame_feature_count);
  }
  choice.labels.resize(clustering.labels.size());
  std::ranges::transform(clustering.labels, choice.labels.begin(),
                         [&](std::int8_t label) { return renamed[static_cast<std::size_t>(label)]; });
  return choice;
}

/// The row with the least cost among those of a cluster, the first of those within `tie` of it; -1 when no
/// row has a cost. cost(row) is negative for rows that do not count.
template <typename Cost>
std::int64_t first_least(const KeyFrameChoice& choice, std::int8_t cluster, double tie, const Cost& cost) {
  std::vector<std::pair<std::size_t, double>> candidates;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t row = 0; row < choice.labels.size(); ++row) {
    if (choice.labels[row] != cluster) continue;
    const double value = cost(row);
    if (value < 0 || value > least + tie) continue;
    least = std::min(least, value);
    candidates.emplace_back(row, value);
  }
  for (const auto& [row, value] : candidates) {
    if (value <= least + tie) return static_cast<std::int64_t>(row);
  }
  return -1;
}

}  // namespace

KeyFrameFeatures key_frame_features(std::span<const float> poses_mm,
                                    const std::optional<Eigen::Vector3d>& up) {
  if (poses_mm.size() % pose_floats != 0) {
    throw Error(
        fmt::format("key frame: {} values are not whole poses of {} joints", poses_mm.size(), joint_count));
  }
  const TrunkLimits limits = trunk_limits(poses_mm);
  Torsos torsos = collect(poses_mm, limits);
  KeyFrameFeatures& features = torsos.features;
  features.limits = limits;
  if (features.frames.empty()) return features;

  const auto per_torso = static_cast<float>(1 / features.torso_length_mm);
  for (float& value : features.values) value *= per_torso;

  const bool known = up && up->allFinite() && !up->isZero();
  const Eigen::Vector3d upwards = known ? *up : median_direction(torsos.directions);
  features.tilt_deg.reserve(torsos.directions.size());
  for (const auto& direction : torsos.directions) {
    features.tilt_deg.push_back(direction.isZero() ? 180
                                                   : degrees_between(direction.cast<double>(), upwards));
  }
  return features;
}

KeyFrameChoice choose_key_frame(const KeyFrameFeatures& features, const KeyFrameOptions& options) {
  require_in_range("key frame", options);
  if (features.frames.empty()) return {};
  KeyFrameChoice choice = ordered(k_means(features.values, {.clusters = options.clusters,
                                                            .starts = options.starts,
                                                            .max_iterations = options.max_iterations,
                                                            .seed = options.seed}));
  using Row = Eigen::Map<const Eigen::RowVectorXf>;
  for (std::int8_t cluster = 0; static_cast<std::size_t>(cluster) < choice.cluster_sizes.size(); ++cluster) {
    const Eigen::RowVectorXd centre = choice.centres.row(cluster).cast<double>();
    const std::int64_t row = first_least(choice, cluster, distance_tie, [&](std::size_t r) {
      if (static_cast<double>(features.tilt_deg[r]) > options.tolerance_deg) return -1.0;
      const Row values(features.values.data() + r * key_frame_feature_count, key_frame_feature_count);
      return (values.cast<double>() - centre).norm();
    });
    if (row >= 0) {
      choice.upright = true;
      choice.key_frame = features.frames[static_cast<std::size_t>(row)];
      return choice;
    }
  }
  const std::int64_t row = first_least(
      choice, 0, tilt_tie_deg, [&](std::size_t r) { return static_cast<double>(features.tilt_deg[r]); });
  choice.key_frame = features.frames[static_cast<std::size_t>(std::max<std::int64_t>(row, 0))];
  return choice;
}

std::vector<float> principal_plane(const KeyFrameFeatures& features) {
  const auto rows = static_cast<Eigen::Index>(features.frames.size());
  if (rows == 0) return {};
  using Rows = Eigen::Matrix<float, Eigen::Dynamic, key_frame_feature_count, Eigen::RowMajor>;
  const Eigen::Map<const Rows> values(features.values.data(), rows, key_frame_feature_count);
  const Eigen::RowVectorXf mean =
      (values.cast<double>().colwise().sum() / static_cast<double>(rows)).cast<float>();
  const Rows centred = values.rowwise() - mean;

  using Square = Eigen::Matrix<double, key_frame_feature_count, key_frame_feature_count>;
  const Square covariance = centred.cast<double>().transpose() * centred.cast<double>();
  const Eigen::SelfAdjointEigenSolver<Square> solver(covariance);  // eigenvalues ascending
  Eigen::Matrix<double, key_frame_feature_count, 2> axes =
      solver.eigenvectors().rightCols<2>().rowwise().reverse();
  for (int axis = 0; axis < 2; ++axis) {
    Eigen::Index largest = 0;
    axes.col(axis).cwiseAbs().maxCoeff(&largest);
    if (axes(largest, axis) < 0) axes.col(axis) *= -1;
  }

  std::vector<float> plane(features.frames.size() * 2);
  using Plane = Eigen::Matrix<float, Eigen::Dynamic, 2, Eigen::RowMajor>;
  Eigen::Map<Plane>(plane.data(), rows, 2) = centred * axes.cast<float>();
  return plane;
}

}  // namespace solopose
