#pragma once

#include <QWidget>

#include "core/inspection/heat_map_picture.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace solopose {

class OptionFields;

/// The numbers behind the heat map: cube, Gaussians, and what is drawn beside them.
class OptionsPage : public QWidget {
  Q_OBJECT
 public:
  explicit OptionsPage(QWidget* parent = nullptr);

  /// Frame, size, extent, sigma, spacing and sides of a choice; the rest is left alone. A request that is out
  /// of range gives way to the usual one.
  void setChoice(const HeatMapChoice& choice);
  void applyTo(HeatMapChoice& choice) const;
  /// The universal frame can be chosen. Of a file the cube is its own, of a model all but what is drawn.
  void setPossible(bool universal, HeatMapSource source);
  /// What cannot be chosen says how it is in this picture.
  void setShown(const HeatMapPicture& picture);
  void setFittingExtent(double extent_mm);  ///< 0 = unknown

  double surfaceValue() const;
  void setSurfaceValue(double value);
  /// The slice fields say where slices are, in mm.
  void setSlices(const Grid& grid, const std::array<int, 3>& voxels);
  double errorMagnification() const;  ///< 0 = automatic

 Q_SIGNALS:
  void choiceEdited();
  void drawingEdited();
  void sliceEdited(int axis, int voxel);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void buildRequest(QLayout* flow);
  void setTabOrders();
  void connectFields();
  HeatMapRequest request() const;
  void fill();
  void retranslate();

  QLabel* frame_label_;
  QComboBox* frame_;
  bool universal_wanted_ = false;  ///< whether or not this sequence is aligned
  bool universal_possible_ = false;
  bool own_cube_ = false;     ///< size and extent are what is shown's, not the choice's
  bool own_mixture_ = false;  ///< frame and Gaussians too
  int own_frame_ = 0;         ///< row
  HeatMapRequest own_;
  HeatMapRequest wanted_;  ///< as set, without what was edited since
  OptionFields* fields_;   ///< of the request
  QPushButton* fit_;
  QLabel* surface_label_;
  QDoubleSpinBox* surface_;
  std::array<QLabel*, 3> slice_labels_;
  std::array<QDoubleSpinBox*, 3> slices_;
  Grid grid_;  ///< of the slices
  QLabel* errors_label_;
  QComboBox* errors_;
  double fitting_extent_mm_ = 0;
};

}  // namespace solopose
