#pragma once

#include <memory>
#include <vector>

#include <QImage>
#include <QWidget>

#include "widgets/timeline/timeline_plot.h"

namespace solopose {

class ActionRegistry;
class Playback;
class PlaybackData;
class PredictPage;
class Session;
class SkeletonsPage;
class SkeletonView;
class VideoStage;

/// The cursor's video with true and predicted skeletons on it, the same in 3D beside it, and how far they are
/// apart. A model can be run on the video, and what is seen be written as a film. Owns the actions "video.…";
/// the clock is the timeline's.
class PlaybackPanel : public QWidget {
  Q_OBJECT
 public:
  /// Session, playback and registry outlive the panel.
  PlaybackPanel(Session* session, Playback* playback, ActionRegistry* actions, QWidget* parent = nullptr);
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

  /// Exactly the cursor's frame is shown and nothing is under way (tests and the tour wait for it). A hidden
  /// panel shows nothing.
  bool isSettled() const;

  /// View, switches and splitters, for the view state's sidecar.
  QByteArray saveViewState() const;
  void restoreViewState(const QByteArray& state);

 Q_SIGNALS:
  /// For the timeline; empty while the panel is hidden.
  void plotsChanged(const std::vector<solopose::TimelinePlot>& plots);

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
