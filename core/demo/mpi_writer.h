#pragma once

#include <filesystem>
#include <span>

#include "core/demo/films.h"
#include "core/demo/take.h"

namespace solopose::demo {

/// MPI-INF-3DHP: <subject>/<take>/annot.mat with annot2, annot3 and univ_annot3 as 14 x 1 cells, a camera
/// each, 28 joints in mm in camera coordinates; and camera.calibration beside it, world y up. @throws Error
/// naming the file.
void write_mpi_inf_3dhp(const std::filesystem::path& folder, std::span<const Take> takes);

/// Every camera's film of every take, where the dataset has its videos:
/// <subject>/<take>/imageSequence/video_<camera>.avi.
std::vector<Shot> mpi_shots(const std::filesystem::path& folder, std::span<const Take> takes);

}  // namespace solopose::demo
