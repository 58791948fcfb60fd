#pragma once

#include "widgets/panel/panel.h"

class QComboBox;
class QHBoxLayout;
class QScrollBar;
class QToolButton;

namespace solopose {

class ActionRegistry;
class ElidedLabel;
class GoToFrame;
class MissingFrames;
class Playback;
struct SequenceRecord;
class Session;
class TimelineRuler;

/// The cursor's sequence along time: transport buttons and speed, a ruler with the playhead, and below it a
/// strip with frames that miss joints and what panels have set as lanes. Owns the actions of the menu
/// "Playback".
class Timeline : public Panel {
  Q_OBJECT
 public:
  explicit Timeline(const PanelContext& context, QWidget* parent = nullptr);

  TimelineRuler* ruler() const { return ruler_; }
  GoToFrame* goToFrame() const { return go_to_; }
  QComboBox* speedChoice() const { return speed_; }
  QString readOut() const;  ///< frame, time and rate as shown

  /// Opens the small field that asks for a frame number.
  void askForFrame();

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

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
  void followClusters();
  void followFindings();
  void followKeyFrame(const SequenceRecord* record);
  void followView();
  void updateReadOut();
  void updatePlaying();

  Session* session_;
  ActionRegistry* actions_;
  Playback* playback_;
  const TimelineLanes* lanes_;
  MissingFrames* missing_ = nullptr;
  TimelineRuler* ruler_ = nullptr;
  QScrollBar* scroll_ = nullptr;
  GoToFrame* go_to_ = nullptr;
  QComboBox* speed_ = nullptr;
  ElidedLabel* speed_name_ = nullptr;
  QToolButton* frame_ = nullptr;
  ElidedLabel* time_ = nullptr;
  ElidedLabel* rate_ = nullptr;
};

}  // namespace solopose
