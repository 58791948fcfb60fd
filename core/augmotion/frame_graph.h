#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/rigid_transform.h"
#include "core/options/named_values.h"
#include "core/project/catalog.h"

namespace solopose {

/// The frames that a track is told in, mm. `camera`: origin at the centre of projection, x right, y down, z
/// forward. `world`: the file's own, which its extrinsics are relative to and all views of a take share.
/// `universal`: see universal_frame.h; under the person's middle at the key frame.
enum class TrackFrame : std::uint8_t { camera, world, universal };

constexpr auto named_values(TrackFrame) {
  return std::array{NamedValue{TrackFrame::camera, "camera"}, NamedValue{TrackFrame::world, "world"},
                    NamedValue{TrackFrame::universal, "universal"}};
}

/// One track's frames and how to go between them. A world track of several cameras has no camera's frame of
/// its own; a camera track without a calibration has no world; an unaligned one no universal frame.
class FrameGraph {
 public:
  /// `placed`: the track's part of an alignment, or nullptr.
  explicit FrameGraph(const SequenceRecord& track, const SequenceAlignment* placed = nullptr);

  TrackFrame own() const { return own_; }  ///< that its poses are stored in
  bool knows(TrackFrame frame) const { return from_own_[index(frame)].has_value(); }
  /// None where one of them is not known.
  std::optional<RigidTransform> between(TrackFrame from, TrackFrame to) const;

 private:
  static std::size_t index(TrackFrame frame) { return static_cast<std::size_t>(frame); }

  TrackFrame own_;
  std::array<std::optional<RigidTransform>, 3> from_own_;
};

/// Why the views of a take cannot be compared in their world, for people; empty when they can.
std::string why_not_comparable(std::span<const SequenceRecord* const> views);

/// The sequences of a catalog that are a take's views.
class TakeViews {
 public:
  explicit TakeViews(const Catalog& catalog);  ///< which must outlive it
  /// In the order of the take's; those that are gone are left out.
  std::vector<const SequenceRecord*> of(const TakeDispersion& take) const;

 private:
  std::unordered_map<std::string_view, const SequenceRecord*> by_name_;
};

/// x'' = second * (first * x).
RigidTransform composed(const RigidTransform& second, const RigidTransform& first);

}  // namespace solopose
