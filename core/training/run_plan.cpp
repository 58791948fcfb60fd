#include "core/training/run_plan.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "core/base/counted.h"
#include "core/models/network_size.h"
#include "core/network/flat_features.h"
#include "core/training/stage_plan.h"

namespace solopose {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double float_bytes = 4;
/// Convolutions of few channels and what lies between them reach this share of what matrices do.
constexpr double usual_share = 0.5;

/// Multiplications with a following addition, a second.
double multiply_adds_a_second(torch::Device device) {
  const torch::NoGradGuard no_gradient;
  const std::int64_t side = device.is_cpu() ? 512 : 4096;
  const torch::TensorOptions like =
      torch::TensorOptions(device).dtype(device.is_cpu() ? torch::kFloat : torch::kBFloat16);
  const torch::Tensor matrix = torch::ones({side, side}, like);
  double best = 0;
  for (int turn = 0; turn < 4; ++turn) {
    const Clock::time_point start = Clock::now();
    // Asking for a number waits until a GPU has it.
    torch::matmul(matrix, matrix)[0][0].item<double>();
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    best = std::max(best, static_cast<double>(side * side * side) / seconds);
  }
  return best;
}

std::string gigabytes(double bytes) { return fmt::format("{:.2g} GB", bytes / 1e9); }

std::string duration(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  if (seconds < 90 * 60) return fmt::format("{:.0f} min", seconds / 60);
  return seconds < 48 * 3600 ? fmt::format("{:.1f} h", seconds / 3600)
                             : fmt::format("{:.1f} days", seconds / 86400);
}

}  // namespace

RunPlan plan_of(const TrainingOptions& options, std::int64_t learnt, std::int64_t to_decode,
                std::int64_t crop_bytes, torch::Device device) {
  const NetworkSize size = network_size(options.network, options.data.clip_frames);
  RunPlan plan{.parameters = size.parameters(), .learnt = learnt, .steps = options.steps()};
  const std::int64_t drawn = frames_drawn(options);
  const auto decoded = static_cast<double>(std::min(to_decode, drawn));
  const HeadSize& head = options.network.head;
  double most_frames = 0, encoded = 0, multiply_adds = 0;
  for (const StagePlan& stage : stage_plans(options)) {
    const double frames_a_step = stage.options.batch * (stage.single_frames ? 1.0 : options.data.clip_frames);
    const double frames = frames_a_step * static_cast<double>(stage.options.steps * options.accumulate);
    most_frames = std::max(most_frames, frames_a_step);
    if (stage.frozen) encoded = std::max(encoded, frames);
    // A pass back costs twice a pass forward.
    const double temporal =
        stage.single_frames && options.network.temporal.residual ? 0 : size.temporal.multiply_adds;
    multiply_adds += 3 * frames * (temporal + size.head.multiply_adds);
    multiply_adds += (stage.frozen ? 1 : 3) * frames * size.encoder.multiply_adds;
  }
  const double volume =
      head.kind == HeadKind::heat_map ? static_cast<double>(head.voxels) * head.voxels * head.voxels : 3;
  const double volumes = most_frames * (head.per_joint ? joint_count : 1) * volume;
  // Values, gradients, two moments and their average; answers, their gradient and a copy between.
  const double state = float_bytes * (static_cast<double>(plan.parameters) + 4 * static_cast<double>(learnt));
  plan.memory_bytes = state + 3 * float_bytes * volumes;
  plan.disk_bytes = decoded * static_cast<double>(crop_bytes) +
                    encoded * 2 * static_cast<double>(feature_size(options.network)) + 2 * state;
  plan.seconds = multiply_adds / (usual_share * multiply_adds_a_second(device));
  return plan;
}

std::string text_of(const RunPlan& plan) {
  return fmt::format(
      "training: {:.3g} million parameters, {:.3g} of them learnt; at least {} of memory; up to {} on disk; "
      "{} "
      "steps, about {} beside validations and the decoding of new video",
      static_cast<double>(plan.parameters) / 1e6, static_cast<double>(plan.learnt) / 1e6,
      gigabytes(plan.memory_bytes), gigabytes(plan.disk_bytes), grouped(plan.steps), duration(plan.seconds));
}

}  // namespace solopose
