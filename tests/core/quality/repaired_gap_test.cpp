#include <array>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "core/project/repair_makers.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/quality/real_motion.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

constexpr std::int64_t longest_gap = 24;
constexpr std::int64_t between_gaps = 40;

struct Gap {
  FrameRun frames;
  JointMask joints;
};

JointMask of(std::initializer_list<Joint> joints) {
  JointMask mask;
  for (const Joint joint : joints) mask |= mask_of(joint);
  return mask;
}

/// What findings name: ends of limbs, joints within them, limbs, everything.
const std::vector<JointMask>& doubted() {
  using enum Joint;
  static const std::vector<JointMask> all = {of({left_wrist}),
                                             of({right_ankle}),
                                             of({left_knee}),
                                             of({right_elbow}),
                                             of({left_hip}),
                                             of({head}),
                                             of({left_elbow, left_wrist}),
                                             of({right_knee, right_ankle}),
                                             JointMask().set()};
  return all;
}

std::vector<Gap> gaps_in(const Recording& recording, std::mt19937& random) {
  std::vector<Gap> gaps;
  for (std::int64_t first = 3; first + longest_gap + 3 < recording.frames(); first += between_gaps) {
    const auto frames = 1 + static_cast<std::int64_t>(random() % longest_gap);
    gaps.push_back({{first, first + frames - 1}, doubted()[random() % doubted().size()]});
  }
  return gaps;
}

/// Each joint by itself on the cubic through its two neighbours to either side.
Eigen::Vector3d on_its_way_alone(const std::vector<float>& poses, const FrameRun& gap, std::int64_t frame,
                                 Joint joint) {
  const std::array<std::int64_t, 4> pillars = {gap.first - 2, gap.first - 1, gap.last + 1, gap.last + 2};
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  for (const std::int64_t own : pillars) {
    double weight = 1;
    for (const std::int64_t other : pillars)
      if (other != own) weight *= static_cast<double>(frame - other) / static_cast<double>(own - other);
    sum += weight * joint_at(poses, own, joint);
  }
  return sum;
}

struct Errors {
  double repaired_mm = 0;
  double alone_mm = 0;
};

/// Puts the gap's repair into `poses` and says how far from the truth it is.
Errors repair(const std::vector<float>& truth, const Gap& gap, std::vector<float>& poses) {
  Repair repair;
  repair.kind = RepairKind::values;
  repair.joints = gap.joints;
  repair.first_frame = gap.frames.first;
  repair.last_frame = gap.frames.last;
  repair.positions_mm = interpolated(truth, gap.frames, gap.joints);
  apply(repair, 0, poses);
  Errors errors;
  for (std::int64_t f = gap.frames.first; f <= gap.frames.last; ++f) {
    for (int j = 0; j < joint_count; ++j) {
      const auto joint = static_cast<Joint>(j);
      if (!gap.joints.test(static_cast<std::size_t>(j))) continue;
      const Eigen::Vector3d there = joint_at(truth, f, joint);
      errors.repaired_mm += (joint_at(poses, f, joint) - there).norm();
      errors.alone_mm += (on_its_way_alone(truth, gap.frames, f, joint) - there).norm();
    }
  }
  return errors;
}

std::set<std::int64_t> frames_of_findings(const Inspection& inspection, std::size_t i) {
  std::set<std::int64_t> frames;
  for (const Finding& finding : inspection.findings("bone_length", i))
    for (std::int64_t f = finding.first_frame; f <= finding.last_frame; ++f) frames.insert(f);
  return frames;
}

TEST(RepairedGap, of_real_motion_is_nearer_to_the_truth_than_joint_by_joint_and_breaks_no_bone) {
  REQUIRE_SHARED_DATA();
  std::vector<Recording> clean;
  for (const Recording& recording : real_motion())
    if (recording.record.name.starts_with("aistpp") || recording.record.name.starts_with("cmu"))
      clean.push_back(recording);
  ASSERT_FALSE(clean.empty());
  std::mt19937 random(12);
  std::vector<Recording> repaired = clean;
  Errors all;
  std::int64_t gaps = 0;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    for (const Gap& gap : gaps_in(clean[i], random)) {
      const Errors errors = repair(clean[i].poses_mm, gap, repaired[i].poses_mm);
      all.repaired_mm += errors.repaired_mm;
      all.alone_mm += errors.alone_mm;
      ++gaps;
    }
  }
  EXPECT_GT(gaps, 200);
  EXPECT_LE(all.repaired_mm, all.alone_mm);

  const Inspection before(clean);
  const Inspection after(repaired);
  for (std::size_t i = 0; i < clean.size(); ++i) {
    const std::set<std::int64_t> known = frames_of_findings(before, i);
    for (const std::int64_t frame : frames_of_findings(after, i))
      EXPECT_TRUE(known.contains(frame)) << clean[i].record.name << " frame " << frame;
  }
}

}  // namespace
}  // namespace solopose::testing
