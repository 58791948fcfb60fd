#include "core/project/repair.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

/// Bitset operations have no loop over what is in them.
template <typename Visit>
void for_each_joint(const JointMask& joints, Visit visit) {
  for (int i = 0; i < joint_count; ++i)
    if (joints.test(static_cast<std::size_t>(i))) visit(static_cast<Joint>(i));
}

std::size_t size_of_positions(const Repair& repair) {
  return static_cast<std::size_t>(repair.frames().frames()) * repair.joints.count() * 3;
}

void exchange_sides(const JointMask& joints, float* pose) {
  for_each_joint(joints, [&](Joint joint) {
    if (side_of(joint) != Side::left) return;
    std::swap_ranges(pose + index_of(joint) * 3, pose + index_of(joint) * 3 + 3,
                     pose + index_of(mirrored(joint)) * 3);
  });
}

void put(const JointMask& joints, const float* positions, float* pose) {
  for_each_joint(joints, [&](Joint joint) {
    std::copy_n(positions, 3, pose + index_of(joint) * 3);
    positions += 3;
  });
}

}  // namespace

bool operator==(const Repair& a, const Repair& b) {
  const auto fields = [](const Repair& r) {
    return std::tie(r.id, r.sequence, r.kind, r.joints, r.first_frame, r.last_frame, r.method, r.reviewer,
                    r.at);
  };
  const auto same = [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); };
  return fields(a) == fields(b) && std::ranges::equal(a.positions_mm, b.positions_mm, same);
}

JointMask joint_pairs(const JointMask& joints) {
  const JointMask wanted = joints.none() ? JointMask().set() : joints;
  JointMask pairs;
  for_each_joint(wanted, [&](Joint joint) {
    if (side_of(joint) == Side::middle) return;
    pairs.set(static_cast<std::size_t>(index_of(joint)));
    pairs.set(static_cast<std::size_t>(index_of(mirrored(joint))));
  });
  return pairs;
}

void require_valid(const Repair& repair, std::int64_t frames) {
  const FrameRun run = repair.frames();
  if (run.first < 0 || run.last < run.first || run.last >= frames) {
    throw Error(fmt::format("repair: frames: expected some of 0 to {}, found {} to {}", frames - 1, run.first,
                            run.last));
  }
  if (repair.joints.none()) throw Error("repair: joints: expected at least one, found none");
  const bool exchange = repair.kind == RepairKind::exchange_sides;
  if (exchange && repair.joints != joint_pairs(repair.joints))
    throw Error("repair: joints: expected pairs of left and right ones");
  const std::size_t expected = exchange ? 0 : size_of_positions(repair);
  if (repair.positions_mm.size() != expected) {
    throw Error(fmt::format("repair: positions_mm: expected {} numbers, found {}", expected,
                            repair.positions_mm.size()));
  }
  if (repair.reviewer.empty()) throw Error("repair: reviewer: expected a name, found none");
}

void apply(const Repair& repair, std::int64_t first, std::span<float> poses_mm) {
  const std::int64_t begin = std::max(repair.first_frame, first);
  const std::int64_t end = std::min(repair.last_frame + 1, first + frames_of(poses_mm));
  const auto per_frame = static_cast<std::int64_t>(repair.joints.count()) * 3;
  for (std::int64_t frame = begin; frame < end; ++frame) {
    float* pose = poses_mm.data() + (frame - first) * pose_floats;
    if (repair.kind == RepairKind::exchange_sides) {
      exchange_sides(repair.joints, pose);
    } else {
      put(repair.joints, repair.positions_mm.data() + (frame - repair.first_frame) * per_frame, pose);
    }
  }
}

bool blanks(const Repair& repair) {
  return repair.kind == RepairKind::values &&
         std::ranges::all_of(repair.positions_mm, [](float mm) { return std::isnan(mm); });
}

std::vector<FrameRun> repaired_frames(std::span<const RepairPtr> repairs) {
  std::vector<FrameRun> runs;
  for (const RepairPtr& repair : repairs) runs.push_back(repair->frames());
  std::ranges::sort(runs, {}, &FrameRun::first);
  std::vector<FrameRun> apart;
  for (const FrameRun& run : runs) {
    if (!apart.empty() && run.first <= apart.back().last + 1) {
      apart.back().last = std::max(apart.back().last, run.last);
    } else {
      apart.push_back(run);
    }
  }
  return apart;
}

}  // namespace solopose
