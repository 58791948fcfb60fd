#include "core/quality/label_distance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <Eigen/Geometry>

#include "core/camera/camera_projection.h"
#include "core/project/catalog.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

struct LabelledView {
  Camera camera;  ///< from the track's frame
  std::span<const float> points_px;
};

/// Those whose camera is known. A camera's own track has one, whatever a stated calibration calls it.
std::vector<LabelledView> labelled_views(const SequenceRecord& track, std::span<const ImagePoints> labels) {
  std::vector<LabelledView> views;
  for (const ImagePoints& label : labels) {
    const bool its_own = track.frame == CoordinateFrame::camera && track.cameras.size() == 1;
    const auto own =
        its_own ? track.cameras.begin() : std::ranges::find(track.cameras, label.camera, &Camera::name);
    if (own == track.cameras.end()) continue;
    LabelledView& view = views.emplace_back(*own, label.points_px);
    if (track.frame == CoordinateFrame::world) continue;
    view.camera.rotation.setIdentity();
    view.camera.translation_mm.setZero();
  }
  return views;
}

/// Per canonical joint the file's own joint that it is; -1 where it is none, or made of several.
std::array<int, joint_count> own_joints(const JointSet& joints) {
  std::array<int, joint_count> own{};
  for (std::size_t j = 0; j < joint_count; ++j)
    own[j] = joints.canonical[j].size() == 1 ? joints.canonical[j].front() : -1;
  return own;
}

float distance_from_sight(const Camera& camera, const Eigen::Vector3d& joint_mm,
                          const Eigen::Vector2d& label_px) {
  const Eigen::Vector3d seen = camera_from_world(camera, joint_mm);
  if (!(seen.z() > 0)) return std::numeric_limits<float>::quiet_NaN();
  return static_cast<float>(seen.cross(unproject_pixel(camera, label_px, 1).normalized()).norm());
}

float lower_median(std::vector<float>& values) {
  if (values.empty()) return std::numeric_limits<float>::quiet_NaN();
  const auto middle = values.begin() + std::ssize(values) / 2 - (values.size() % 2 == 0 ? 1 : 0);
  std::ranges::nth_element(values, middle);
  return *middle;
}

}  // namespace

std::vector<float> label_distances_mm(const SequenceRecord& track, std::span<const float> poses_mm,
                                      std::span<const ImagePoints> labels) {
  const std::vector<LabelledView> views = labelled_views(track, labels);
  if (views.empty()) return {};
  const std::array<int, joint_count> own = own_joints(*track.joints);
  const auto size = static_cast<std::size_t>(track.joints->size());
  const auto frames = static_cast<std::size_t>(frames_of(poses_mm));
  std::vector<float> distances(frames * joint_count, std::numeric_limits<float>::quiet_NaN());
  std::vector<float> in_views;
  for (std::size_t f = 0; f < frames; ++f) {
    for (std::size_t j = 0; j < joint_count; ++j) {
      const Eigen::Vector3f joint(poses_mm.data() + (f * joint_count + j) * 3);
      if (own[j] < 0 || !joint.allFinite()) continue;
      in_views.clear();
      for (const LabelledView& view : views) {
        const Eigen::Vector2f label(view.points_px.data() +
                                    (f * size + static_cast<std::size_t>(own[j])) * 2);
        if (!label.allFinite()) continue;
        const float distance = distance_from_sight(view.camera, joint.cast<double>(), label.cast<double>());
        if (std::isfinite(distance)) in_views.push_back(distance);
      }
      distances[f * joint_count + j] = lower_median(in_views);
    }
  }
  return distances;
}

}  // namespace solopose
