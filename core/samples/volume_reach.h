#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/skeleton/canonical.h"

namespace solopose {

class SampleSet;

/// Of the joints that training asks for in one dataset, those that its volume has no voxel for. Each frame
/// counts once for every video that shows it.
struct VolumeReach {
  std::string dataset;
  std::array<std::int64_t, joint_count> known{};
  std::array<std::int64_t, joint_count> outside{};

  double share_outside(int joint) const;  ///< 0 to 1; 0 where nothing is known
};

/// Over the frames of the training clips, in the order of the catalog's datasets; one that is not learnt from
/// is not in it. @throws Cancelled.
std::vector<VolumeReach> volume_reach(const SampleSet& samples, const JobContext& context);

/// Of one joint of one dataset: beyond this many the volume is too small to learn from.
inline constexpr double most_outside = 0.01;

/// Notes what lies outside, joint by joint. @throws Error naming dataset, joint and share where a joint is
/// outside more often than `most_outside`, unless that is `allowed`; Cancelled.
void require_joints_inside(const SampleSet& samples, bool allowed, const JobContext& context);

}  // namespace solopose
