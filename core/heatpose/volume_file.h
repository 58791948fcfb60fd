#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "core/heatpose/grid.h"

namespace solopose {

/// A volume and where it lies.
struct Volume {
  Grid grid;
  std::vector<float> values;  ///< (x, y, z), z fastest
};

/// Write by the file's ending: .npz (`volume` float32 (x, y, z), `origin_mm` = centre of voxel 0,
/// `spacing_mm`) or .vti (VTK image data, point values named "heat", mm; opens in ParaView and Slicer).
/// Written beside and renamed.
/// @throws Error for another ending, a size that is not the grid's, or a full disk.
void write_volume(const std::filesystem::path& file, const Grid& grid, std::span<const float> values);

/// Read a .npz as write_volume makes it. @throws FormatError, Error naming the file and the array.
Volume read_volume(const std::filesystem::path& file);

}  // namespace solopose
