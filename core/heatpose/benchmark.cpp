#include "core/heatpose/benchmark.h"

#include <cmath>
#include <cstring>
#include <functional>
#include <numbers>
#include <numeric>

#include "core/base/measure.h"
#include "core/heatpose/cross_entropy.h"
#include "core/heatpose/decode.h"
#include "core/heatpose/volume.h"

namespace solopose {
namespace {

constexpr double extent_mm = 2800;
/// Several times any last-level cache.
constexpr std::size_t streamed_floats = std::size_t{64} << 20;

/// A standing adult swinging arms and legs, pelvis at the origin, z up. (15, 3) mm; a phase per pose.
std::vector<float> swinging_pose(double phase) {
  const double swing = 0.6 * std::sin(phase);
  const auto limb = [](double x, double z, double length, double angle) {
    return Eigen::Vector3d(x, length * std::sin(angle), z - length * std::cos(angle));
  };
  std::array<Eigen::Vector3d, joint_count> joints;
  const auto at = [&](Joint joint) -> Eigen::Vector3d& { return joints[static_cast<std::size_t>(joint)]; };
  at(Joint::pelvis) = {0, 0, 0};
  at(Joint::neck) = {0, 20, 500};
  at(Joint::head) = {0, 60, 690};
  for (const bool left : {true, false}) {
    const double side = left ? -1 : 1;
    const double angle = side * swing;
    const auto joint = [&](Joint on_left, Joint on_right) -> Eigen::Vector3d& {
      return at(left ? on_left : on_right);
    };
    joint(Joint::left_hip, Joint::right_hip) = {side * 120, 0, 0};
    joint(Joint::left_knee, Joint::right_knee) = limb(side * 125, 0, 430, angle);
    joint(Joint::left_ankle, Joint::right_ankle) =
        joint(Joint::left_knee, Joint::right_knee) + Eigen::Vector3d(0, -60, -400);
    joint(Joint::left_shoulder, Joint::right_shoulder) = {side * 175, 20, 490};
    joint(Joint::left_elbow, Joint::right_elbow) = limb(side * 220, 490, 280, -angle);
    joint(Joint::left_wrist, Joint::right_wrist) =
        joint(Joint::left_elbow, Joint::right_elbow) + Eigen::Vector3d(0, 120, -200);
  }
  std::vector<float> pose;
  for (const auto& position : joints) {
    for (const double coordinate : position) pose.push_back(static_cast<float>(coordinate));
  }
  return pose;
}

class Benchmark {
 public:
  Benchmark(const HeatposeBenchmarkOptions& options, const JobContext& context)
      : options_(options), context_(context), grid_(Grid::cube({0, 0, 0}, extent_mm, options.size)) {
    for (int i = 0; i < options.poses; ++i)
      poses_.push_back(swinging_pose(2 * std::numbers::pi * i / options.poses));
    volume_.resize(static_cast<std::size_t>(grid_.voxels()));
    streamed_.resize(streamed_floats);
  }

  std::vector<BenchmarkRow> run() {
    const std::size_t volume_bytes = volume_.size() * sizeof(float);
    std::vector<BenchmarkRow> rows;
    rows.push_back(measure("body_volume", write_seconds(volume_bytes),
                           [this](const auto& pose) { body_volume(grid_, pose, {}, volume_); }));
    rows.push_back(measure("body_sum", write_seconds(volume_bytes), [this](const auto& pose) {
      sum_gaussians(grid_, gaussians_of(body_mixture(pose, {})), volume_);
    }));
    rows.push_back(
        measure("joint_volumes", write_seconds(joint_count * volume_bytes), [this](const auto& pose) {
          for (int j = 0; j < joint_count; ++j) joint_volume(grid_, pose, static_cast<Joint>(j), {}, volume_);
        }));
    joint_volume(grid_, poses_[0], Joint::neck, {}, volume_);
    rows.push_back(measure("decode", read_seconds(volume_bytes),
                           [this](const auto&) { sink_ = sink_ + decode_joint_mm(grid_, volume_).x(); }));
    rows.push_back(measure_cross_entropy());
    return rows;
  }

 private:
  BenchmarkRow measure(const char* name, double floor_seconds,
                       const std::function<void(const std::vector<float>&)>& work) {
    context_.throw_if_stopped();
    context_.report({name, 0, 0, "poses"});
    BenchmarkRow row;
    row.name = name;
    row.items = options_.poses;
    row.floor_seconds = floor_seconds * options_.poses;
    reset_peak_rss();
    row.seconds = best_seconds_of(options_.rounds, [&] {
      for (const auto& pose : poses_) work(pose);
    });
    row.peak_rss_mb = peak_rss_mb();
    return row;
  }

  BenchmarkRow measure_cross_entropy() {
    constexpr int tiny = 16;
    const Grid grid = Grid::cube({0, 0, 0}, extent_mm, tiny);
    const MixtureOptions mixture{.sigma_mm = extent_mm / tiny};
    std::vector<float> logits(static_cast<std::size_t>(grid.voxels()), 0.5F);
    std::vector<float> gradient(logits.size());
    return measure("cross_entropy_16", write_seconds(joint_count * logits.size() * sizeof(float)),
                   [&](const auto& pose) {
                     for (int j = 0; j < joint_count; ++j) {
                       const auto target = gaussians_of(joint_mixture(pose, static_cast<Joint>(j), mixture));
                       cross_entropy(grid, logits, target, 1, gradient);
                     }
                   });
  }

  /// Seconds that a streaming write of so many bytes takes at this machine's memory.
  double write_seconds(std::size_t bytes) {
    const double all = best_seconds_of(options_.rounds, [this] {
      std::memset(streamed_.data(), ++fill_, streamed_.size() * sizeof(float));
    });
    return all * static_cast<double>(bytes) / static_cast<double>(streamed_.size() * sizeof(float));
  }

  double read_seconds(std::size_t bytes) {
    const double all = best_seconds_of(options_.rounds, [this] {
      std::array<float, 64> sums{};
      for (std::size_t i = 0; i < streamed_.size(); i += sums.size()) {
        for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += streamed_[i + k];
      }
      sink_ = sink_ + static_cast<double>(std::accumulate(sums.begin(), sums.end(), 0.0F));
    });
    return all * static_cast<double>(bytes) / static_cast<double>(streamed_.size() * sizeof(float));
  }

  HeatposeBenchmarkOptions options_;
  const JobContext& context_;
  Grid grid_;
  std::vector<std::vector<float>> poses_;
  std::vector<float> volume_;
  std::vector<float> streamed_;
  int fill_ = 0;
  volatile double sink_ = 0;  ///< so that nothing measured is optimised away
};

}  // namespace

std::vector<BenchmarkRow> benchmark_heatpose(const HeatposeBenchmarkOptions& options,
                                             const JobContext& context) {
  return Benchmark(options, context).run();
}

}  // namespace solopose
