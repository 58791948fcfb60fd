#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/reader.h"

namespace solopose {

/// One kind of calibration file.
struct CalibrationReader {
  std::string_view name;   ///< "toml"
  std::string_view title;  ///< for people: "Pose2Sim, Anipose or Caliscope"
  /// Of the translations; 0: such files do not say, and each has its own.
  double millimetres_per_unit;
  /// Cheap test by name and first bytes; never throws.
  bool (*recognises)(const std::filesystem::path& file);
  /// The cameras, each with a name of its own. @throws Error, FormatError naming camera and field.
  std::vector<Camera> (*read)(const std::filesystem::path& file, double millimetres_per_unit,
                              const RemarkSink& remark);
};

/// All of them, the most particular first.
std::span<const CalibrationReader> calibration_readers();

/// The one that recognises a file, or nullptr.
const CalibrationReader* calibration_reader_for(const std::filesystem::path& file);

/// The cameras of a calibration file, camera_from_world, mm, in the file's own world. A unit that neither the
/// kind of file nor the caller states is guessed from how far the cameras are apart (less than 40 units:
/// metres, otherwise millimetres), and the guess is remarked.
/// @throws Error when no reader knows the file; FormatError also for two cameras of one name.
std::vector<Camera> read_calibration(const std::filesystem::path& file,
                                     std::optional<double> millimetres_per_unit, const RemarkSink& remark);

}  // namespace solopose
