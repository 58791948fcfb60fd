#include "core/project/repair_makers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>
#include <Eigen/Cholesky>

#include "core/base/error.h"
#include "core/project/catalog.h"
#include "core/project/joint_gap.h"
#include "core/project/pose_store.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

using Position = Eigen::Vector3f;

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

constexpr int widest_window = 999;

void require_inside(std::int64_t frames, const FrameRun& run) {
  if (run.first >= 0 && run.last >= run.first && run.last < frames) return;
  throw Error(fmt::format("repair: frames: expected some of 0 to {}, found {} to {}", frames - 1, run.first,
                          run.last));
}

void require_inside(std::span<const float> poses_mm, const FrameRun& run) {
  require_inside(frames_of(poses_mm), run);
}

Position position_at(std::span<const float> poses_mm, std::int64_t frame, int joint) {
  return Eigen::Map<const Position>(poses_mm.data() + frame * pose_floats + joint * 3);
}

/// None where it is missing or where there is no such frame.
std::optional<Position> known_at(std::span<const float> poses_mm, std::int64_t frame, int joint) {
  if (frame < 0 || frame >= frames_of(poses_mm)) return std::nullopt;
  const Position position = position_at(poses_mm, frame, joint);
  return position.allFinite() ? std::optional(position) : std::nullopt;
}

/// (frames, joints, 3), each what `position_of(frame, joint)` says.
template <typename PositionOf>
std::vector<float> filled(const FrameRun& run, const JointMask& joints, PositionOf position_of) {
  std::vector<float> values;
  values.reserve(static_cast<std::size_t>(run.frames()) * joints.count() * 3);
  for (std::int64_t frame = run.first; frame <= run.last; ++frame) {
    for (int joint = 0; joint < joint_count; ++joint) {
      if (!joints.test(static_cast<std::size_t>(joint))) continue;
      const Position position = position_of(frame, joint);
      values.insert(values.end(), position.data(), position.data() + 3);
    }
  }
  return values;
}

/// The value at `frame` of the parabola that fits the joint's known positions around it best.
std::optional<Position> fitted(std::span<const float> poses_mm, std::int64_t frame, int joint, int half) {
  Eigen::Matrix3d normal = Eigen::Matrix3d::Zero();
  Eigen::Matrix3d right = Eigen::Matrix3d::Zero();
  int known_frames = 0;
  for (std::int64_t at = frame - half; at <= frame + half; ++at) {
    const auto known = known_at(poses_mm, at, joint);
    if (!known) continue;
    ++known_frames;
    const auto t = static_cast<double>(at - frame) / half;
    const Eigen::Vector3d row(1, t, t * t);
    normal += row * row.transpose();
    right += row * known->cast<double>().transpose();
  }
  if (known_frames < 3) return std::nullopt;
  return normal.ldlt().solve(right).row(0).transpose().cast<float>();
}

std::vector<float> values_of(const RepairRequest& request, std::span<const float> poses_mm,
                             const JointMask& joints) {
  switch (request.method) {
    case RepairMethod::interpolate:
      return interpolated(poses_mm, request.frames, joints);
    case RepairMethod::copy_previous:
      return copied_from_before(poses_mm, request.frames, joints);
    case RepairMethod::smooth:
      return smoothed(poses_mm, request.frames, joints, request.window);
    case RepairMethod::move_joint:
      if (joints.count() != 1) throw Error("repair: joints: expected the one that is moved");
      return filled(request.frames, joints, [&](std::int64_t, int) { return request.position_mm; });
    case RepairMethod::blank:
    case RepairMethod::swap_sides:
      break;
  }
  return blanked(request.frames, joints);
}

}  // namespace

std::vector<float> interpolated(std::span<const float> poses_mm, FrameRun run, const JointMask& joints) {
  require_inside(poses_mm, run);
  const std::vector<float> poses = bridged(poses_mm, run, joints);
  return filled(run, joints,
                [&](std::int64_t frame, int joint) { return position_at(poses, frame - run.first, joint); });
}

std::vector<float> blanked(FrameRun run, const JointMask& joints) {
  return filled(run, joints, [](std::int64_t, int) { return Position(missing, missing, missing); });
}

std::vector<float> copied_from_before(std::span<const float> poses_mm, FrameRun run,
                                      const JointMask& joints) {
  require_inside(poses_mm, run);
  if (run.first == 0) throw Error("repair: frames: there is no frame before frame 0 to copy");
  return filled(run, joints,
                [&](std::int64_t, int joint) { return position_at(poses_mm, run.first - 1, joint); });
}

std::vector<float> smoothed(std::span<const float> poses_mm, FrameRun run, const JointMask& joints,
                            int window) {
  require_inside(poses_mm, run);
  if (window < 3 || window > widest_window || window % 2 == 0) {
    throw Error(fmt::format("repair: window: expected an odd number of frames, 3 to {}, found {}",
                            widest_window, window));
  }
  return filled(run, joints, [&](std::int64_t frame, int joint) {
    const Position before = position_at(poses_mm, frame, joint);
    if (!before.allFinite()) return before;
    return fitted(poses_mm, frame, joint, window / 2).value_or(before);
  });
}

Repair make_repair(const PoseStore& store, const SequenceRecord& sequence, const RepairRequest& request) {
  require_inside(sequence.frames, request.frames);
  const bool exchange = request.method == RepairMethod::swap_sides;
  const JointMask all = JointMask().set();
  const JointMask joints = request.joints.none() ? all : request.joints;
  Repair repair;
  repair.sequence = sequence.id;
  repair.kind = exchange ? RepairKind::exchange_sides : RepairKind::values;
  repair.joints = exchange ? joint_pairs(joints) : joints;
  repair.first_frame = request.frames.first;
  repair.last_frame = request.frames.last;
  repair.method = request.method;
  repair.reviewer = request.reviewer;
  if (!exchange) repair.positions_mm = values_of(request, store.poses_mm(sequence), joints);
  require_valid(repair, sequence.frames);
  return repair;
}

}  // namespace solopose
