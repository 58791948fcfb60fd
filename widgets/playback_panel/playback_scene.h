#pragma once

#include <vector>

#include "render/skeleton/skeleton_scene.h"
#include "widgets/playback_panel/playback_data.h"

namespace solopose {

/// Where the 3D view stands: steady over a track, whatever its poses do.
struct SceneStand {
  Eigen::Vector3d up = Eigen::Vector3d::UnitZ();
  bool up_is_guessed = false;  ///< from how the body stands: nothing tells it
  Eigen::Vector3d facing = Eigen::Vector3d::UnitY();
  Eigen::Vector3f origin_mm = Eigen::Vector3f::Zero();  ///< of the scene in the view frame
  float floor_height_mm = 0;
  std::vector<Eigen::Vector3f> framed;  ///< what the camera should see, in the scene
  bool known = false;                   ///< there is anything to see
};

/// Of the view frame.
struct UpAxis {
  Eigen::Vector3d direction = Eigen::Vector3d::UnitZ();
  bool is_guessed = false;  ///< from how the body stands: neither track nor camera tells it
};
UpAxis up_axis(const PlaybackData& data);

/// From the true poses, else from the first model's; of a marker cloud from its markers.
SceneStand scene_stand(const PlaybackData& data);

struct SceneOptions {
  bool truth = true;
  bool predictions = true;
  JointMask marked = {};  ///< of the truth
};

/// Truth and predictions of a frame of the track, in the view frame. Predicted bodies stand where the true
/// one does, so that what is seen is their pose's error and not their distance's. Of a marker cloud its
/// markers, in the track's own frame.
SkeletonScene playback_scene(const PlaybackData& data, const SceneStand& stand, const SceneOptions& options,
                             qint64 frame);

}  // namespace solopose
