#pragma once

#include <filesystem>
#include <span>

#include "core/demo/films.h"
#include "core/demo/take.h"

namespace solopose::demo {

/// MADS: multi_view_data/<subject>/<subject>_<take>_GT.mat with GTpose2 as a 1 x frames cell of 19 x 3
/// doubles, mm, y up, NaN where missing; and Calib_Cam0.mat to Calib_Cam2.mat in each folder. The subject is
/// the category: HipHop, Jazz, Kata, Sports, Taichi.
/// @throws Error naming the file.
void write_mads(const std::filesystem::path& folder, std::span<const Take> takes);

/// Every camera's film of every take, where the dataset has its videos:
/// multi_view_data/<category>/<category>_<take>_C<camera>.avi.
std::vector<Shot> mads_shots(const std::filesystem::path& folder, std::span<const Take> takes);

}  // namespace solopose::demo
