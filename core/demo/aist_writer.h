#pragma once

#include <filesystem>
#include <span>

#include "core/demo/films.h"
#include "core/demo/take.h"

namespace solopose::demo {

/// AIST++: keypoints3d/<take>.pkl (17 COCO joints, cm, y up, the floor not at 0), cameras/setting1.json with
/// nine cameras and cameras/mapping.txt. Takes are named as AIST++ names sequences. @throws Error naming the
/// file.
void write_aist(const std::filesystem::path& folder, std::span<const Take> takes);

/// Every camera's film of every take, where the dataset has its videos: videos/<take with its camera>.mp4.
std::vector<Shot> aist_shots(const std::filesystem::path& folder, std::span<const Take> takes);

}  // namespace solopose::demo
