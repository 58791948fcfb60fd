#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include <QObject>

#include "core/inspection/pose_metrics.h"
#include "core/inspection/view_geometry.h"
#include "widgets/playback_panel/playback_view.h"
#include "widgets/playback_panel/predictions.h"
#include "widgets/playback_panel/shown_cloud.h"
#include "widgets/playback_panel/shown_labels.h"
#include "widgets/playback_panel/video_player.h"
#include "widgets/shared/latest_work.h"

namespace solopose {

class Session;

/// What there is to play at the cursor: its videos, the true poses in them, predictions, and what is measured
/// of those. Follows the session.
class PlaybackData : public QObject {
  Q_OBJECT
 public:
  explicit PlaybackData(Session* session, QObject* parent = nullptr);

  Session* session() const { return session_; }
  const std::vector<PlaybackView>& views() const { return found_.views; }
  const std::vector<QString>& missingVideos() const { return found_.missing; }
  std::size_t mainIndex() const { return main_; }
  const PlaybackView* mainView() const;  ///< nullptr = no video
  void chooseMain(std::size_t index);

  /// A video that belongs to no sequence: the cursor goes to it once it has been opened.
  void openLooseVideo(const std::filesystem::path& file);
  /// Back to the sequence that the cursor was on before.
  void leaveLooseVideo();
  bool onLooseVideo() const;

  /// What a player has found out about a view's file.
  void setFacts(const std::filesystem::path& file, const PlayedVideo& facts);
  const PlayedVideo* factsOf(const PlaybackView& view) const;
  FrameMap mapOf(const PlaybackView& view) const;
  ViewGeometry geometryOf(const PlaybackView& view) const;
  /// Of the main view; of the track alone where there is no video.
  ViewGeometry mainGeometry() const;
  FrameMap mainMap() const;
  const SequenceRecord* trackOf(const PlaybackView& view) const;  ///< nullptr for a loose video
  PosesPtr truthOf(const PlaybackView& view) const;               ///< null while unknown

  Predictions* predictions() { return &predictions_; }
  const Predictions* predictions() const { return &predictions_; }
  PoseMetricsPtr metrics() const { return metrics_; }       ///< null while nothing is known
  const ShownCloud* cloud() const { return cloud_.get(); }  ///< nullptr: the cursor is on a body, or it comes
  /// 2D labels are read only while they are shown.
  void showLabels(bool shown);
  const ShownLabels* labels() const { return labels_.get(); }  ///< nullptr: not shown, or they come
  const Bone& bone() const { return bone_; }
  void setBone(const Bone& bone);
  double trackRate() const;  ///< frames a second of the cursor

  /// Something is still being read or measured.
  bool busy() const;

 Q_SIGNALS:
  void viewsChanged();    ///< other videos, or another main one
  void truthChanged();    ///< true poses have come
  void factsChanged();    ///< a video has told its size and length
  void labelsChanged();   ///< 2D labels have come, or gone
  void metricsChanged();  ///< also when predictions were switched on or off, or a cloud has come
  void failed(const QString& message);

 private:
  void followCursor();
  void followCloud();
  void followLabels();
  void followTruth(SequenceId changed);
  void setViews(PlaybackViews found);
  void measure();
  MetricsQuery query() const;

  Session* session_;
  PlaybackViews found_;
  SequenceId shown_ = 0;
  std::size_t main_ = 0;
  std::filesystem::path loose_file_;
  SequenceId before_loose_ = 0;
  qint64 frame_before_loose_ = 0;
  std::map<std::filesystem::path, PlayedVideo> facts_;
  Predictions predictions_;
  PoseMetricsPtr metrics_;
  Bone bone_{Joint::left_hip, Joint::left_knee};
  LatestWork opener_;
  LatestWork measurer_;
  ShownCloudPtr cloud_;
  LatestWork cloud_reader_;
  bool labels_shown_ = false;
  ShownLabelsPtr labels_;
  LatestWork labels_reader_;
};

}  // namespace solopose
