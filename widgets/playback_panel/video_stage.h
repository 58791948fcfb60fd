#pragma once

#include <memory>
#include <vector>

#include <QWidget>

#include "render/video/video_view.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/playback_panel/skeleton_looks.h"

class QGridLayout;

namespace solopose {

class JointCorrection;

/// The main video, or all synchronised ones in a grid, each with the skeletons reprojected into it; two
/// beside each other while joints are put right in them. Shows what the cursor asks for.
class VideoStage : public QWidget {
  Q_OBJECT
 public:
  explicit VideoStage(PlaybackData* source, QWidget* parent = nullptr);
  ~VideoStage() override;

  void setGrid(bool on);
  bool grid() const { return grid_; }
  /// Round the pictures, where they fill the screen; else in the theme's colour.
  void setOnBlack(bool on);
  /// While it is active, its handles and guides stand on the pictures in place of the skeletons.
  void setCorrection(JointCorrection* correction);
  void setOverlay(const OverlayOptions& options);
  const OverlayOptions& overlay() const { return overlay_; }

  /// The cursor's frame. `playing`: frames that come late are left out.
  void showFrame(qint64 track_frame, bool playing);
  void refreshOverlays();
  void fit();
  /// Players are closed while nobody looks.
  void setActive(bool active);

  VideoView* mainView() const;  ///< nullptr without a video
  std::vector<VideoView*> viewsShown() const;
  /// Every view shows exactly what the cursor asks for, or says why not.
  bool settled() const;
  /// Every view has something near any frame to show while scrubbing.
  bool prepared() const;
  QImage picture() const;  ///< of the main view as it is drawn; null without one

 Q_SIGNALS:
  void viewChosen(std::size_t index);                        ///< a double click in the grid
  void activated();                                          ///< a double click on the only view
  void pointedAt(const QPointF& pixel, qint64 video_frame);  ///< a click on the main video
  void shown();                                              ///< a frame has arrived in a view
  void correctionLeft();                                     ///< Escape while there was nothing to give up

 private:
  struct Cell;
  void rebuild();
  std::vector<std::size_t> wantedViews() const;
  bool correcting() const;
  void followCorrection();
  void connectHandles(const Cell& cell);
  void draw(Cell& cell);
  void addCell(std::size_t index);
  void ask(Cell& cell);
  void receive(Cell& cell, const ServedFrame& frame);
  void standIn(Cell& cell, const NearPicture& picture, qint64 wanted);
  void showGap(Cell& cell);
  void tell(Cell& cell);
  void restyle();
  std::vector<Stroke> strokesOf(const Cell& cell, qint64 video_frame) const;

  PlaybackData* data_;
  QGridLayout* layout_;
  std::vector<std::unique_ptr<Cell>> cells_;
  OverlayOptions overlay_;
  bool grid_ = false;
  bool on_black_ = false;
  bool active_ = false;
  qint64 frame_ = 0;
  bool playing_ = false;
  JointCorrection* correction_ = nullptr;
};

}  // namespace solopose
