#include "widgets/playback_panel/shown_cloud.h"

#include "core/project/pose_store.h"
#include "widgets/theme/shown_text.h"

namespace solopose {

ShownCloudPtr read_cloud(const std::filesystem::path& project, const SequenceRecord& track) {
  return std::make_shared<const ShownCloud>(
      ShownCloud{project, track, PoseStore(project).positions_mm(track)});
}

std::vector<SceneMarker> markers_of(const ShownCloud& cloud, qint64 frame, const Eigen::Vector3f& shift_mm) {
  std::vector<SceneMarker> markers;
  if (frame < 0 || frame >= cloud.track.frames) return markers;
  const std::vector<std::string>& names = cloud.track.joints->joints;
  const float* row = cloud.positions_mm.data() + static_cast<std::size_t>(frame) * names.size() * 3;
  for (std::size_t marker = 0; marker < names.size(); ++marker) {
    const Eigen::Vector3f at = Eigen::Map<const Eigen::Vector3f>(row + 3 * marker);
    if (at.allFinite()) markers.push_back({at + shift_mm, shown_name(names[marker])});
  }
  return markers;
}

}  // namespace solopose
