#include "core/inspection/track_camera.h"

#include <array>

#include "core/augmotion/frame_graph.h"
#include "core/project/catalog.h"

namespace solopose {

std::optional<Camera> camera_of_track(const SequenceRecord& track, const SequenceRecord& filmed,
                                      const Camera& camera) {
  Camera seeing = camera;
  if (track.frame == CoordinateFrame::world) return seeing;
  if (track.id == filmed.id) {
    seeing.rotation.setIdentity();
    seeing.translation_mm.setZero();
    return seeing;
  }
  const std::array<const SequenceRecord*, 2> views{&track, &filmed};
  const auto world = FrameGraph(track).between(TrackFrame::camera, TrackFrame::world);
  if (!world || !why_not_comparable(views).empty()) return std::nullopt;
  seeing.rotation = camera.rotation * world->rotation;
  seeing.translation_mm = camera.rotation * world->translation_mm + camera.translation_mm;
  return seeing;
}

}  // namespace solopose
