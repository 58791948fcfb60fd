#pragma once

#include <memory>

#include <QImage>

#include "widgets/panel/panel.h"

namespace solopose {

class PlaybackData;
class PredictPage;
class SkeletonsPage;
class SkeletonView;
class VideoStage;

/// The cursor's video with true and predicted skeletons on it, the same in 3D beside it, and how far they are
/// apart. Joints are put right in the pictures, a model can be run on the video, and what is seen be written
/// as a film. Owns the actions "video.…"; the clock is the timeline's.
class PlaybackPanel : public Panel {
  Q_OBJECT
 public:
  explicit PlaybackPanel(const PanelContext& context, QWidget* parent = nullptr);
  ~PlaybackPanel() override;

  /// A video that belongs to no sequence.
  void openVideo(const QString& file);

  PlaybackData* data() const;
  VideoStage* stage() const;
  SkeletonView* view3d() const;
  SkeletonsPage* skeletonsPage() const;
  PredictPage* predictPage() const;
  void showPage(QWidget* page);  ///< one of the two above
  QString statusText() const;    ///< the words under the video

  /// Exactly the cursor's frame is shown. A hidden panel shows nothing.
  bool isSettled() const override;
  QJsonObject viewState() const override;  ///< switches and splitters
  void setViewState(const QJsonObject& state) override;
  std::vector<TourStop> tourStops() override;
  bool opens(HandedFile kind) const override;
  void openFile(HandedFile kind, const QString& file) override;

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace solopose
