#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/skeleton/joint_set.h"

namespace solopose {

/// A file's joints and how the canonical 15 follow from their names, with remarks on what was made up or not
/// found.
struct NamedJoints {
  JointSet set;
  std::vector<std::string> remarks;
};

/// Match joint or marker names of any rig to the canonical 15: "Hips", "mixamorig:LeftUpLeg", "Bip01 L
/// Thigh", "upperarm_l", "RKnee", "lShldr", … Case, separators and prefixes that all names share do not
/// matter. The head is the head's end site where there is one. A pelvis or a neck without a joint of its own
/// is the middle of hips or shoulders. `kind` begins the set's name: "bvh" gives "bvh:Hips+37".
/// @throws FormatError when no joint is the pelvis or a shoulder.
NamedJoints joints_by_name(const std::filesystem::path& file, std::string_view kind,
                           std::vector<std::string> names, std::vector<int> parents = {});

/// The same for the markers of a file without a hierarchy. Where no marker is the pelvis or a shoulder they
/// are a marker cloud (marker_cloud.h), and a remark names the joints that are missing.
NamedJoints joints_or_cloud(std::string_view kind, std::vector<std::string> names);

/// The same where nothing is demanded: what the names tell, be it nothing.
JointSet joints_told_by_names(std::string_view kind, std::vector<std::string> names,
                              std::vector<int> parents);

/// "bvh:Hips+37": the name of a set made for one file.
std::string made_up_set_name(std::string_view kind, const std::vector<std::string>& names);

/// A remark that names the canonical joints the set lacks, appended to `remarks`; nothing when it lacks none.
void remark_unmatched(const JointSet& set, std::vector<std::string>& remarks);

/// Names for an error message, shortened.
std::string listed_names(const std::vector<std::string>& names);

}  // namespace solopose
