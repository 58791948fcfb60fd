#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include "render/heat_map/heat_map_scene.h"
#include "render/heat_map/heat_map_view.h"
#include "render/vtk/vtk_widget.h"

namespace solopose {

/// The view's drawing surface: scene, camera, pointer and the choice between coarse and full quality.
class HeatMapView::Canvas : public VtkWidget {
  Q_OBJECT
 public:
  Canvas(HeatMapView* view, RayCasting casting);

  HeatMapScene scene;
  HeatMapStyle style;
  HeatMapColours colours;
  OrbitCamera camera;
  /// What the camera was made to show, and has not been moved away from since.
  enum class Framed { nothing, person, cube };
  Framed framed = Framed::nothing;

  /// Something has changed: draw coarsely now and well after a rest.
  void touch();
  void settle();  ///< full quality from the next picture on
  bool isSettled() const { return !coarse_ && !dirty_; }
  void moveSlice(int axis, int voxel);
  /// As large as fits, from the direction the camera has. Without a person the cube.
  void frame(Framed what);

 protected:
  void drawScene(QImage& picture) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;

 private:
  void fillWith(std::span<const Eigen::Vector3f> corners_mm, double room_x_px, double room_y_px);
  void chooseMapper();
  void applyQuality();
  void paintOver(QImage& picture);
  void learn(double ms);
  std::optional<SliceHit> sliceUnder(const QPointF& pixel) const;
  void dragSlice(const QPointF& pixel);
  std::optional<std::array<int, 3>> highestUnder(const QPointF& pixel) const;
  void probe(const QPointF& pixel);
  void probeAgain();

  HeatMapView* view_;
  RayCasting casting_;
  QTimer rest_;
  bool coarse_ = false;
  bool dirty_ = true;
  bool changed_ = false;            ///< since the pointer was last asked what it is over
  double pixels_between_rays_ = 2;  ///< while something moves; follows the machine's speed
  double full_ms_ = 100;            ///< what the last picture at full quality took
  std::optional<SliceHit> held_;
  QPointF pointer_;
  int wheel_ = 0;
};

}  // namespace solopose
