#include "widgets/heat_maps_panel/pinned_heat_map.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Geometry>

#include "render/heat_map/heat_map_view.h"
#include "widgets/heat_maps_panel/same_place.h"

namespace solopose {
namespace {

constexpr double same_direction = 1e-6;

/// Places come back a rounding away from what was set: following that would never end.
bool same_places(const HeatMapPlaces& a, const HeatMapPlaces& b) {
  const bool turned = std::abs(a.azimuth - b.azimuth) > 1e-6 || std::abs(a.elevation - b.elevation) > 1e-6;
  const bool moved = std::abs(a.distance_mm - b.distance_mm) > 1e-6 ||
                     (a.focus_from_middle_mm - b.focus_from_middle_mm).norm() > 1e-3;
  return !turned && !moved && a.slices == b.slices;
}

/// As far as the coarser of two cubes can tell.
bool same_slices(const HeatMapView& a, const HeatMapView& b) {
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double share = a.places().slices[axis];
    const double other = b.places().slices[axis];
    const double voxels =
        std::min((a.sliceVoxels()[axis] + 0.5) / share, (b.sliceVoxels()[axis] + 0.5) / other);
    if (std::abs(share - other) > 0.5 / voxels + 1e-6) return false;
  }
  return true;
}

}  // namespace

PinnedHeatMap::PinnedHeatMap(HeatMapView* beside, QWidget* parent) : CaptionedView(parent), beside_(beside) {
  for (const HeatMapView* each : {beside_, view()})
    connect(each, &HeatMapView::painted, this, &PinnedHeatMap::agree);
}

void PinnedHeatMap::pin(const HeatMapPicturePtr& picture, const HeatMapOverlay& overlay) {
  picture_ = picture;
  view()->setStyle(beside_->style());
  view()->setOverlay(overlay);
  view()->setVolume(picture->volume.grid, picture->volume.values);
  HeatMapPlaces places = placesFor(*beside_, *view());
  places.slices = beside_->places().slices;
  view()->setPlaces(places);
  agreed_ = view()->places();
}

Eigen::Matrix3d PinnedHeatMap::toBeside() const {
  return camera_axes(beside_->camera()) * camera_axes(view()->camera()).transpose();
}

/// Not framed by the follower itself: its person would fill it from another distance.
HeatMapPlaces PinnedHeatMap::placesFor(const HeatMapView& leader, const HeatMapView& follower) {
  const Eigen::Matrix3d turn = camera_axes(follower.camera()) * camera_axes(leader.camera()).transpose();
  HeatMapPlaces places = leader.places();
  places.framed = false;
  places.focus_from_middle_mm = turn * places.focus_from_middle_mm;
  // Of cubes that are turned against each other no two slices are the same.
  if (!turn.isIdentity(same_direction) || same_slices(leader, follower))
    places.slices = follower.places().slices;
  return places;
}

/// The one that was moved by hand leads.
void PinnedHeatMap::agree() {
  if (!isVisible() || !beside_->hasVolume() || !view()->hasVolume()) return;
  const bool leads = !same_places(view()->places(), agreed_);
  const HeatMapView& leader = leads ? *view() : *beside_;
  HeatMapView& follower = leads ? *beside_ : *view();
  const HeatMapPlaces wanted = placesFor(leader, follower);
  if (!same_places(wanted, follower.places())) follower.setPlaces(wanted);
  agreed_ = view()->places();
  if (leads) Q_EMIT besideMoved();
}

}  // namespace solopose
