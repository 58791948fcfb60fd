#pragma once

#include <filesystem>
#include <span>

#include "core/demo/take.h"

namespace solopose::demo {

/// AIST++: keypoints3d/<take>.pkl (17 COCO joints, cm, y up, the floor not at 0), cameras/setting1.json with
/// nine cameras and cameras/mapping.txt. Takes are named as AIST++ names sequences. @throws Error naming the
/// file.
void write_aist(const std::filesystem::path& folder, std::span<const Take> takes);

}  // namespace solopose::demo
