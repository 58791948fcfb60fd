#pragma once

#include "core/inspection/heat_map_picture.h"
#include "render/heat_map/heat_map_view.h"
#include "widgets/heat_maps_panel/captioned_view.h"

namespace solopose {

/// A heat map that stays while the one beside it changes: another frame, rule, joint, or what a model says.
/// Both are looked at by one camera and coloured on one scale. Where their frames are turned against each
/// other the camera is turned with them, so that places are told from the middles of the cubes, by the axes
/// of the cameras; where they are not, both are cut at the same shares of their cubes.
class PinnedHeatMap : public CaptionedView {
  Q_OBJECT
 public:
  /// `beside` outlives it.
  PinnedHeatMap(HeatMapView* beside, QWidget* parent);

  void pin(const HeatMapPicturePtr& picture, const HeatMapOverlay& overlay);
  void forget() { picture_.reset(); }
  const HeatMapPicturePtr& picture() const { return picture_; }

  /// What a direction in the kept map's frame is in the frame of the one beside it.
  Eigen::Matrix3d toBeside() const;

 Q_SIGNALS:
  void besideMoved();  ///< camera or slices of the one beside have followed this one's

 private:
  void agree();
  static HeatMapPlaces placesFor(const HeatMapView& leader, const HeatMapView& follower);

  HeatMapView* beside_;
  HeatMapPicturePtr picture_;
  HeatMapPlaces agreed_;  ///< of this one; elsewhere it has been moved by hand
};

}  // namespace solopose
