#pragma once

#include <filesystem>

#include "core/base/job.h"

namespace solopose {

/// Make a project with four small datasets of moving people: synthesised from joint angles, written in the
/// real file formats, units, axes and joint orders of AIST++, Human3.6M, MPI-INF-3DHP and MADS under
/// DIR/sources, imported through the ordinary readers, aligned. Some carry faults a real set has: lost
/// joints, a burst of jitter, one dataset with left and right swapped.
/// @throws Error when DIR already holds a project; Cancelled.
void make_demo_project(const std::filesystem::path& folder, const JobContext& context);

}  // namespace solopose
