#pragma once

#include <QWidget>

namespace solopose {

class ElidedLabel;
class HeatMapView;
struct HeatMapOverlay;
struct HeatMapPicture;

/// A heat map that stays while the one beside it changes: another frame, rule, joint, or what a model says.
/// Both are looked at from one place, cut at the same shares of their cubes, and coloured on one scale.
class PinnedHeatMap : public QWidget {
  Q_OBJECT
 public:
  /// `beside` outlives it.
  PinnedHeatMap(HeatMapView* beside, QWidget* parent);

  /// `what` is said above it.
  void pin(const HeatMapPicture& picture, const HeatMapOverlay& overlay, const QString& what);
  HeatMapView* view() const { return view_; }
  QString what() const;

 private:
  void follow(const HeatMapView* leader, HeatMapView* follower);

  HeatMapView* beside_;
  HeatMapView* view_;
  ElidedLabel* what_;
};

}  // namespace solopose
