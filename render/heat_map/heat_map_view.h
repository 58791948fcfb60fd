#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>

#include <QImage>
#include <QWidget>

#include "core/heatpose/grid.h"
#include "render/heat_map/heat_map_overlay.h"
#include "render/heat_map/heat_map_style.h"
#include "render/skeleton/orbit_camera.h"

namespace solopose {

/// What the pointer is over: a voxel of the nearest slice plane, or without slices the highest voxel along
/// the line of sight.
struct HeatMapProbe {
  std::array<int, 3> voxel = {0, 0, 0};
  Eigen::Vector3d position_mm = Eigen::Vector3d::Zero();  ///< on the slice, or the voxel's centre
  float value = 0;
};

/// Where somebody looks from and where the slices are, for any volume of any person.
struct HeatMapPlaces {
  double azimuth = 0;
  double elevation = 0;
  bool framed = true;  ///< the person fills the view; otherwise the next two hold
  double distance_mm = 0;
  Eigen::Vector3d focus_from_middle_mm = Eigen::Vector3d::Zero();  ///< of the cube
  std::array<double, 3> slices = {0.5, 0.5, 0.5};                  ///< shares of the cube, 0 to 1
};

/// A heat map in 3D. Left drag turns, or moves a slice plane it began on (with Ctrl or Alt it always turns);
/// a double click moves all three to the highest voxel under it; right or middle drag moves, the wheel zooms.
/// While something moves the picture is coarse; a quarter of a second later it is at full quality.
class HeatMapView : public QWidget {
  Q_OBJECT
 public:
  enum class RayCasting { as_renderer_wants, processor, graphics_card };

  explicit HeatMapView(QWidget* parent = nullptr, RayCasting casting = RayCasting::as_renderer_wants);
  ~HeatMapView() override;

  /// values: (x, y, z), z fastest. The camera follows the grid's centre, slices stay at their share of the
  /// cube.
  /// @throws Error when sizes disagree.
  void setVolume(const Grid& grid, std::span<const float> values);
  void clear();         ///< shows nothing; camera and slices stay for the next volume
  void forgetPlaces();  ///< the next volume is looked at afresh
  bool hasVolume() const;

  void setStyle(const HeatMapStyle& style);
  const HeatMapStyle& style() const;
  void setColours(const HeatMapColours& colours);
  void setOverlay(const HeatMapOverlay& overlay);

  const OrbitCamera& camera() const;
  void setCamera(const OrbitCamera& camera);
  /// Which way is up and where people look; the camera keeps its angles.
  void setBodyAxes(const Eigen::Vector3d& up, const Eigen::Vector3d& facing);
  void look(FixedView from);
  void resetCamera();  ///< the person of the overlay, from the front, right and above
  void showCube();     ///< all of it, from where the camera is

  HeatMapPlaces places() const;
  void setPlaces(const HeatMapPlaces& places);  ///< of the next volume, if there is none yet

  std::array<int, 3> sliceVoxels() const;
  void setSliceVoxel(int axis, int voxel);

  /// The picture at full quality.
  QImage picture();
  /// What is on the screen is at full quality, and nothing waits to be drawn.
  bool isSettled() const;

 Q_SIGNALS:
  void probed(const std::optional<solopose::HeatMapProbe>& probe);
  void sliceMoved(int axis, int voxel);
  void painted(double ms, bool full_quality);

 private:
  class Canvas;
  Canvas* canvas_;
  void take(const HeatMapPlaces& places);

  bool placed_ = false;  ///< camera and slices have been set for a volume
  std::optional<HeatMapPlaces> wanted_;
};

}  // namespace solopose
