#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <QWidget>

#include "core/project/ids.h"
#include "widgets/timeline/timeline_plot.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QScrollBar;
class QToolButton;

namespace solopose {

class ActionRegistry;
class GoToFrame;
class MissingFrames;
class Playback;
struct SequenceRecord;
class Session;
class TimelineRuler;

/// The cursor's sequence along time: transport buttons and speed, a ruler with the playhead, and below it a
/// strip with the frames' clusters and one with frames that miss joints. Owns the actions of the menu
/// "Playback".
class Timeline : public QWidget {
  Q_OBJECT
 public:
  explicit Timeline(Session* session, ActionRegistry* actions, QWidget* parent = nullptr);

  /// Cluster of every frame of the cursor's sequence, -1 = none. Labels belong to the sequence that the
  /// cursor is on now and vanish when it moves to another one. Empty: no strip.
  void setClusterLabels(std::vector<std::int8_t> labels_per_frame);

  /// Lanes below the others; their curves run over the frames of the cursor's sequence.
  void setPlots(std::vector<TimelinePlot> plots);

  Playback* playback() const { return playback_; }
  TimelineRuler* ruler() const { return ruler_; }
  GoToFrame* goToFrame() const { return go_to_; }
  QComboBox* speedChoice() const { return speed_; }
  QString readOut() const;  ///< frame, time and rate as shown

  /// Opens the small field that asks for a frame number.
  void askForFrame();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  QHBoxLayout* buildTransport();
  void addActions();
  void addTransportActions();
  void addStepActions();
  void addShuttleActions();
  void addRangeActions();
  void retranslate();
  void followSequence();
  void followCatalog();
  void followFrame();
  void followKeyFrame(const SequenceRecord* record);
  void followView();
  void updateReadOut();
  void updatePlaying();

  Session* session_;
  ActionRegistry* actions_;
  Playback* playback_ = nullptr;
  MissingFrames* missing_ = nullptr;
  TimelineRuler* ruler_ = nullptr;
  QScrollBar* scroll_ = nullptr;
  GoToFrame* go_to_ = nullptr;
  QComboBox* speed_ = nullptr;
  QLabel* speed_name_ = nullptr;
  QToolButton* frame_ = nullptr;
  QLabel* time_ = nullptr;
  QLabel* rate_ = nullptr;
  SequenceId clusters_of_ = 0;  ///< the sequence the cluster labels belong to
};

}  // namespace solopose
