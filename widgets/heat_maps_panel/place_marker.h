#pragma once

#include <optional>

#include <Eigen/Core>
#include <QWidget>

namespace solopose {

class HeatMapView;

/// The cursor of a heat map: a cross over the view where a place in it is seen. The mouse goes through it.
class PlaceMarker : public QWidget {
  Q_OBJECT
 public:
  explicit PlaceMarker(HeatMapView* view);

  /// mm in the volume's frame.
  void setPlace(const std::optional<Eigen::Vector3d>& place_mm);
  const std::optional<Eigen::Vector3d>& place() const { return place_mm_; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  HeatMapView* view_;
  std::optional<Eigen::Vector3d> place_mm_;
};

}  // namespace solopose
