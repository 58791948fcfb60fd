#pragma once

#include <filesystem>

#include "core/heatpose/volume_file.h"

namespace solopose {

/// Read a VTK image, the studio's own or one saved by ParaView or Slicer: the first array of one number a
/// point; without a direction matrix, in mm. Any thread. write_volume() is its counterpart.
/// @throws FormatError, Error naming the file and what VTK says.
Volume read_vti(const std::filesystem::path& file);

}  // namespace solopose
