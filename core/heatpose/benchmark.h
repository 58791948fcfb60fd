#pragma once

#include <vector>

#include "core/base/benchmark_row.h"
#include "core/base/job.h"

namespace solopose {

struct HeatposeBenchmarkOptions {
  int size = 64;   ///< voxels a side, extent 2.8 m
  int poses = 64;  ///< different ones, walked through in turn
  int rounds = 5;  ///< the best counts
};

/// One core. "body_volume": one volume with all joints, equation 8's division included; "body_sum" the same
/// without it; "joint_volumes": 15 volumes; "decode": maximum and refinement of a joint's volume;
/// "cross_entropy_16": forward and gradient of the 15 joints' 16^3 volumes of a frame. The floor is a
/// streaming write of the memory that the item fills, into a buffer larger than the last-level cache (for
/// decode a read of it).
/// @throws Cancelled.
std::vector<BenchmarkRow> benchmark_heatpose(const HeatposeBenchmarkOptions& options,
                                             const JobContext& context);

}  // namespace solopose
