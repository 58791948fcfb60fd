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
  std::filesystem::path mapping;  ///< joint-mapping JSON (JointSet::from_json and, for `table`, see table.h)
};
void describe(OptionVisitor& visitor, ReadOptions& options);

}  // namespace solopose
