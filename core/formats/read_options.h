#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace solopose {

class OptionVisitor;

/// What somebody states about files beside what these say themselves; it wins over them, over a mapping file
/// and over every guess.
struct ReadOptions {
  std::optional<double> frames_per_second;
  std::optional<double> millimetres_per_unit;  ///< e.g. 1000 for metres
  std::optional<std::string> up;  ///< "x", "-x", "y", "-y", "z", "-z": the up axis of the file's frame
  /// Of AIST++: also what its ignore_list.txt names, whose reconstruction the authors found wrong.
  bool with_ignored = false;
  /// Of MPI-INF-3DHP: univ_annot3, every person brought to one size, instead of annot3.
  bool universal = false;
  /// Cameras of the tracks, instead of those beside their files: see calibration.h and stated_cameras.h.
  std::filesystem::path calibration = {};
  std::filesystem::path mapping;  ///< joint-mapping JSON (JointSet::from_json and, for `table`, see table.h)
};
void describe(OptionVisitor& visitor, ReadOptions& options);

}  // namespace solopose
