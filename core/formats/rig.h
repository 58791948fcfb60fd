#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "core/base/job.h"

namespace solopose {

/// The joints or markers a motion file has, whatever they are called, before anything is known of them.
struct Rig {
  std::vector<std::string> joints;  ///< names in the file's order, at least one
  std::vector<int> parents;         ///< as in JointSet; empty when the file has no hierarchy
  /// Of the first frame in which most joints are there: (joints), the file's unit and frame; NaN = missing.
  std::vector<Eigen::Vector3f> pose;
};

/// Whether a file names its joints itself, so that a mapping by names fits every file of its rig: BVH, TRC,
/// C3D and tables in CSV.
bool has_rig(const std::filesystem::path& file);

/// The names alone, from the file's header: its frames are not read. @throws FormatError, Error; Cancelled.
std::vector<std::string> read_rig_names(const std::filesystem::path& file, const JobContext& context = {});

/// The names and the first good pose, of all people that the file holds.
/// @throws as read_rig_names.
Rig read_rig(const std::filesystem::path& file, const JobContext& context = {});

}  // namespace solopose
