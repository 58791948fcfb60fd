#pragma once

#include <filesystem>

#include "core/video/libav.h"

namespace solopose {

/// A picture as its file stores it; where the file says how to bring it upright, that stands in the frame's
/// AV_FRAME_DATA_DISPLAYMATRIX. What it is, its first bytes tell, not its name: jpeg, png, bmp, tiff or webp.
/// @throws Error naming the file.
libav::Frame read_picture(const std::filesystem::path& file);

}  // namespace solopose
