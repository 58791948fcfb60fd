#include "widgets/heat_maps_panel/pinned_heat_map.h"

#include <algorithm>
#include <cmath>

#include <QVBoxLayout>

#include "core/inspection/heat_map_picture.h"
#include "render/heat_map/heat_map_view.h"
#include "widgets/shared/elided_label.h"

namespace solopose {
namespace {

constexpr QSize least(220, 160);

bool same(double a, double b) { return std::abs(a - b) < 1e-6; }

/// Places come back a rounding away from what was set: following that would never end.
bool same_places(const HeatMapPlaces& a, const HeatMapPlaces& b) {
  const bool turned = !same(a.azimuth, b.azimuth) || !same(a.elevation, b.elevation) || a.framed != b.framed;
  const bool moved = !a.framed && (!same(a.distance_mm, b.distance_mm) ||
                                   !a.focus_from_middle_mm.isApprox(b.focus_from_middle_mm, 1e-6));
  return !turned && !moved;
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

PinnedHeatMap::PinnedHeatMap(HeatMapView* beside, QWidget* parent)
    : QWidget(parent), beside_(beside), view_(new HeatMapView(this)), what_(new ElidedLabel(this)) {
  view_->setMinimumSize(least);
  what_->setProperty("role", "muted");
  what_->setContentsMargins(10, 2, 10, 2);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(what_);
  column->addWidget(view_, 1);
  connect(beside_, &HeatMapView::painted, this, [this] { follow(beside_, view_); });
  connect(view_, &HeatMapView::painted, this, [this] { follow(view_, beside_); });
}

void PinnedHeatMap::pin(const HeatMapPicture& picture, const HeatMapOverlay& overlay, const QString& what) {
  what_->setFullText(what);
  view_->setStyle(beside_->style());
  view_->setBodyAxes(beside_->camera().up, beside_->camera().facing);
  view_->setOverlay(overlay);
  view_->setVolume(picture.volume.grid, picture.volume.values);
  view_->setPlaces(beside_->places());
}

QString PinnedHeatMap::what() const { return what_->fullText(); }

void PinnedHeatMap::follow(const HeatMapView* leader, HeatMapView* follower) {
  if (!isVisible() || !leader->hasVolume() || !follower->hasVolume()) return;
  if (same_places(leader->places(), follower->places()) && same_slices(*leader, *follower)) return;
  follower->setPlaces(leader->places());
}

}  // namespace solopose
