#pragma once

#include <optional>

#include <Eigen/Core>
#include <QWidget>

namespace solopose {

class ElidedLabel;
class HeatMapView;
class PlaceMarker;

/// What a heat map is, on two lines.
struct HeatMapCaption {
  QString title;
  QString details;

  QString whole() const { return title + QLatin1Char('\n') + details; }
};

/// A heat map in 3D under a caption, with a cursor in it.
class CaptionedView : public QWidget {
  Q_OBJECT
 public:
  explicit CaptionedView(QWidget* parent);

  HeatMapView* view() const { return view_; }
  void setCaption(const HeatMapCaption& caption);
  const HeatMapCaption& caption() const { return caption_; }
  void showCaption(bool shown);

  /// Where the cursor is, mm in the volume's frame.
  void mark(const std::optional<Eigen::Vector3d>& place_mm);
  const std::optional<Eigen::Vector3d>& marked() const;

 private:
  ElidedLabel* line(Qt::TextElideMode elided);

  HeatMapCaption caption_;
  ElidedLabel* title_;
  ElidedLabel* details_;
  HeatMapView* view_;
  PlaceMarker* marker_;
};

/// Both as they are seen, each under its whole caption.
QImage picture_of(const CaptionedView& left, const CaptionedView& right);

}  // namespace solopose
