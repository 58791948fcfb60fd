#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/project/catalog.h"
#include "render/skeleton/skeleton_scene.h"

namespace solopose {

/// A marker cloud as its project has it.
struct ShownCloud {
  std::filesystem::path project;
  SequenceRecord track;
  std::vector<float> positions_mm;  ///< (frames, markers, 3) in the track's frame; NaN = missing
};
using ShownCloudPtr = std::shared_ptr<const ShownCloud>;

/// All of it, from the project's disk. @throws Error.
ShownCloudPtr read_cloud(const std::filesystem::path& project, const SequenceRecord& track);

/// The markers that are there in a frame, moved by `shift_mm`.
std::vector<SceneMarker> markers_of(const ShownCloud& cloud, qint64 frame, const Eigen::Vector3f& shift_mm);

}  // namespace solopose
