#pragma once

#include <filesystem>
#include <span>

#include "core/demo/films.h"
#include "core/demo/take.h"

namespace solopose::demo {

/// Human3.6M as VideoPose3D keeps it: an .npz whose `positions_3d` is a pickled dict[subject][action] of
/// (frames, 32, 3) float32, metres, z up, 50 fps; and metadata.xml beside it, which tells the cameras. Takes
/// of a subject stand together. @throws Error naming the file.
void write_h36m(const std::filesystem::path& file, std::span<const Take> takes);

/// Every camera's film of every take, where the dataset has its videos: <subject>/Videos/<take>.<camera>.mp4.
std::vector<Shot> h36m_shots(const std::filesystem::path& folder, std::span<const Take> takes);

}  // namespace solopose::demo
