#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/joint_names.h"
#include "core/formats/reader.h"

namespace solopose {

/// A joint-mapping file: a JSON object with
///   "joints"     a list of names in the file's order, or the name of a built-in set ("coco17"); may be left
///   out where the
///                file itself names its joints
///   "canonical"  {"pelvis": "hip" | ["lhip", "rhip"] | 4 | [1, 2], …}; may be left out with a built-in set
///   "unit"       "mm", "cm", "dm", "m", "in" or "ft"          (optional, as the rest)
///   "up"         "x", "-x", "y", "-y", "z", "-z"
///   "fps"        frames a second
///   "array"      the array of an .npz to read
///   "name"       what to call the joint set
struct JointMapping {
  std::filesystem::path source;
  bool names_joints = false;  ///< "joints" is there
  JointSet set;
  std::optional<double> millimetres_per_unit;
  std::optional<std::string> up;
  std::optional<double> frames_per_second;
  std::string array;
};

/// `file_joints`: what "joints" stands for when it is left out. @throws Error naming the mapping file and the
/// key.
JointMapping read_joint_mapping(const std::filesystem::path& mapping,
                                const std::vector<std::string>& file_joints = {});

/// Joints of a file by its mapping: canonical joints are looked up by name, so "joints" may be in another
/// order than the file's. `kind` as in joints_by_name. @throws FormatError when the file lacks a joint the
/// mapping names; Error as above.
NamedJoints joints_by_mapping(const std::filesystem::path& file, const std::filesystem::path& mapping,
                              std::string_view kind, std::vector<std::string> names,
                              std::vector<int> parents = {});

/// The options, with unit, up axis and rate from their mapping file where they are not set themselves.
ReadOptions options_with_mapping(const ReadOptions& options);

}  // namespace solopose
