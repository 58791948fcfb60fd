#pragma once

#include <filesystem>
#include <span>

#include "core/demo/take.h"

namespace solopose::demo {

/// Human3.6M as VideoPose3D keeps it: an .npz whose `positions_3d` is a pickled dict[subject][action] of
/// (frames, 32, 3) float32, metres, z up, 50 fps. Takes of a subject stand together. @throws Error naming the
/// file.
void write_h36m(const std::filesystem::path& file, std::span<const Take> takes);

}  // namespace solopose::demo
