#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/job.h"

namespace solopose {

/// A parameter of a C3D file: texts or numbers, whatever its axes are.
struct C3dParameter {
  std::vector<std::string> texts;  ///< without the blanks behind them
  std::vector<double> numbers;
};

/// The points of a C3D file (the C3D file format's user guide, Motion Lab Systems), as any of the three
/// processors wrote it: Intel, DEC (VAX numbers) or MIPS (big-endian), whole numbers or floats. Analog
/// samples are passed over.
struct C3dFile {
  std::map<std::string, C3dParameter> parameters;  ///< by "GROUP:NAME", in capitals
  std::int64_t points = 0;
  std::int64_t frames = 0;           ///< that the file holds whole
  std::int64_t declared_frames = 0;  ///< the header's count
  bool count_is_full = false;        ///< it may stand for any greater one: all frames were read
  std::int64_t first_frame = 0;
  double frames_per_second = 0;  ///< 0 = unknown
  /// (frames, points, 3), in the unit of POINT:UNITS. NaN = missing: a negative fourth word, or a coordinate
  /// that is none.
  std::vector<float> positions;

  const C3dParameter* parameter(const std::string& name) const;
  /// The parameter's first text or number, or what is given.
  std::string text(const std::string& name, const std::string& otherwise = "") const;
  double number(const std::string& name, double otherwise) const;
  /// The texts of NAME, NAME2, NAME3, …: an axis holds no more than 255.
  std::vector<std::string> all_texts(const std::string& name) const;
  /// One for each point, whatever POINT:LABELS has: "point 3" for a third without a label.
  std::vector<std::string> point_names() const;
};

/// Without the points: `frames` is 0 and `positions` empty. @throws as read_c3d.
C3dFile read_c3d_parameters(const std::filesystem::path& file, const JobContext& context);

/// @throws FormatError, Error; Cancelled.
C3dFile read_c3d(const std::filesystem::path& file, const JobContext& context);

}  // namespace solopose
