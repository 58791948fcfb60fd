#include "core/augmotion/frame_graph.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace solopose {
namespace {

RigidTransform camera_from_world(const Camera& camera) {
  return {camera.rotation, camera.translation_mm, 1.0};
}

/// As a reader leaves it that knows no extrinsics. One camera may well be the world's origin; two cannot.
bool stands_at_the_origin(const Camera& camera) {
  return camera.rotation.isIdentity(0) && camera.translation_mm.isZero(0);
}

}  // namespace

RigidTransform composed(const RigidTransform& second, const RigidTransform& first) {
  return {second.rotation * first.rotation, second * first.translation_mm, second.scale * first.scale};
}

FrameGraph::FrameGraph(const SequenceRecord& track, const SequenceAlignment* placed)
    : own_(track.frame == CoordinateFrame::camera ? TrackFrame::camera : TrackFrame::world) {
  from_own_[index(own_)] = RigidTransform();
  if (track.cameras.size() == 1) {
    const RigidTransform seen = camera_from_world(track.cameras.front());
    if (own_ == TrackFrame::camera) {
      from_own_[index(TrackFrame::world)] = seen.inverse();
    } else {
      from_own_[index(TrackFrame::camera)] = seen;
    }
  }
  if (placed != nullptr && placed->key_frame >= 0)
    from_own_[index(TrackFrame::universal)] = placed->universal_from_dataset;
}

std::optional<RigidTransform> FrameGraph::between(TrackFrame from, TrackFrame to) const {
  if (!knows(from) || !knows(to)) return std::nullopt;
  return composed(*from_own_[index(to)], from_own_[index(from)]->inverse());
}

TakeViews::TakeViews(const Catalog& catalog) {
  for (const SequenceRecord& sequence : catalog.sequences) by_name_.emplace(sequence.name, &sequence);
}

std::vector<const SequenceRecord*> TakeViews::of(const TakeDispersion& take) const {
  std::vector<const SequenceRecord*> views;
  for (const std::string& view : take.views) {
    const auto found = by_name_.find(take.name + '/' + view);
    if (found != by_name_.end()) views.push_back(found->second);
  }
  return views;
}

std::string why_not_comparable(std::span<const SequenceRecord* const> views) {
  std::vector<std::string> without_camera;
  std::vector<std::string> at_origin;
  for (const SequenceRecord* view : views) {
    if (!FrameGraph(*view).knows(TrackFrame::world)) {
      without_camera.push_back(view->view);
    } else if (view->frame == CoordinateFrame::camera && stands_at_the_origin(view->cameras.front())) {
      at_origin.push_back(view->view);
    }
  }
  if (!without_camera.empty())
    return fmt::format("no extrinsics of view {}", fmt::join(without_camera, ", "));
  if (at_origin.size() > 1)
    return fmt::format("no extrinsics of views {}: all of them at the world's origin",
                       fmt::join(at_origin, ", "));
  return {};
}

}  // namespace solopose
