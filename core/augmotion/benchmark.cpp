#include "core/augmotion/benchmark.h"

#include <array>
#include <cstring>

#include <fmt/format.h>

#include "core/augmotion/kabsch.h"
#include "core/augmotion/key_frame.h"
#include "core/augmotion/synthetic_people.h"
#include "core/augmotion/track_summary.h"
#include "core/base/measure.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

constexpr std::int64_t track_frames = 2000;
constexpr int rounds = 3;

/// Tracks in memory, each step's input ready for it.
struct Workload {
  explicit Workload(std::int64_t frames) {
    const std::int64_t tracks = std::max<std::int64_t>(1, frames / track_frames);
    for (std::int64_t i = 0; i < tracks; ++i) {
      own.push_back(synthetic_track(track_frames, static_cast<std::uint64_t>(i)));
      poses.push_back(to_canonical(*synthetic_joints(), own.back().positions_mm));
      features.push_back(key_frame_features(poses.back(), own.back().up));
      summaries.push_back(summarise_track(poses.back(), own.back().up, {}));
      body += summaries.back().body;
    }
    reference = reference_points_mm(body.shoulder_width_mm(), body.torso_length_mm(), FramePreset::paper,
                                    FrameRatio::measured);
    moved.resize(poses.front().size());
  }

  std::int64_t frames() const { return static_cast<std::int64_t>(own.size()) * track_frames; }

  std::vector<SyntheticTrack> own;
  std::vector<std::vector<float>> poses;
  std::vector<KeyFrameFeatures> features;
  std::vector<TrackSummary> summaries;
  BodyMeasure body;
  Eigen::Matrix3d reference;
  std::vector<float> moved;
};

KabschResult fit(const Eigen::Matrix3d& joints, const Eigen::Matrix3d& reference) {
  const std::array<Eigen::Vector3d, 3> source = {joints.row(0), joints.row(1), joints.row(2)};
  const std::array<Eigen::Vector3d, 3> target = {reference.row(0), reference.row(1), reference.row(2)};
  return kabsch(source, target);
}

void align_in_memory(Workload& work) {
  for (const auto& track : work.own) {
    std::vector<float> poses = to_canonical(*synthetic_joints(), track.positions_mm);
    const TrackSummary summary = summarise_track(poses, track.up, {});
    transform_points(fit(summary.reference_mm, work.reference).target_from_source, poses, poses);
    work.moved.swap(poses);
  }
}

/// A plain copy of `bytes`, through blocks of a track's size as the work itself goes.
double copy_seconds(std::size_t bytes) {
  const std::size_t block = track_frames * 17 * 3 * sizeof(float);
  std::vector<char> from(std::max(bytes, block), 1);
  std::vector<char> to(block);
  return best_seconds_of(rounds, [&] {
    for (std::size_t at = 0; at < bytes; at += block) {
      std::memcpy(to.data(), from.data() + at, std::min(block, bytes - at));
    }
  });
}

template <typename Work>
BenchmarkRow row(std::string name, std::int64_t items, std::size_t bytes, const Work& work) {
  BenchmarkRow result;
  result.name = std::move(name);
  result.items = items;
  result.floor_seconds = copy_seconds(bytes);
  reset_peak_rss();
  result.seconds = best_seconds_of(rounds, work);
  result.peak_rss_mb = peak_rss_mb();
  return result;
}

}  // namespace

std::vector<BenchmarkRow> benchmark_augmotion_memory(std::int64_t frames, const JobContext& context) {
  context.report({"Making tracks", 0, 0, "frames"});
  Workload work(frames);
  const auto count = static_cast<std::size_t>(work.frames());
  const std::size_t pose_bytes = count * pose_floats * sizeof(float);
  const std::size_t own_bytes =
      count * static_cast<std::size_t>(synthetic_joints()->size()) * 3 * sizeof(float);
  const std::size_t feature_bytes = count * key_frame_feature_count * sizeof(float);
  constexpr std::int64_t fits = 100'000;
  double checksum = 0;  // keeps the compiler from leaving work out

  std::vector<BenchmarkRow> rows;
  const auto measure = [&](const char* name, std::int64_t items, std::size_t bytes, const auto& body) {
    context.throw_if_stopped();
    context.report({std::string("Measuring ") + name, 0, 0, "frames"});
    rows.push_back(row(name, items, bytes, body));
  };
  measure("align_memory", work.frames(), own_bytes, [&] { align_in_memory(work); });
  measure("features", work.frames(), pose_bytes, [&] {
    for (std::size_t i = 0; i < work.poses.size(); ++i) {
      checksum += key_frame_features(work.poses[i], work.own[i].up).torso_length_mm;
    }
  });
  measure("k_means", work.frames(), feature_bytes, [&] {
    for (const auto& features : work.features)
      checksum += static_cast<double>(choose_key_frame(features, {}).key_frame);
  });
  measure("kabsch", fits, fits * sizeof(Eigen::Matrix3d), [&] {
    for (std::int64_t i = 0; i < fits; ++i) {
      checksum += fit(work.summaries[static_cast<std::size_t>(i) % work.summaries.size()].reference_mm,
                      work.reference)
                      .rmsd;
    }
  });
  const RigidTransform motion = fit(work.summaries.front().reference_mm, work.reference).target_from_source;
  measure("apply", work.frames(), pose_bytes, [&] {
    for (const auto& poses : work.poses) transform_points(motion, poses, work.moved);
  });
  context.note(fmt::format("checksum {}", checksum));
  return rows;
}

std::vector<BenchmarkRow> benchmark_augmotion(const AugmotionBenchmarkOptions& options,
                                              const JobContext& context) {
  std::vector<BenchmarkRow> rows = benchmark_augmotion_memory(options.memory_frames, context);
  if (options.streamed_frames > 0) {
    const auto streamed = benchmark_augmotion_streamed(options.streamed_frames, options.scratch, context);
    rows.insert(rows.end(), streamed.begin(), streamed.end());
  }
  return rows;
}

}  // namespace solopose
