#pragma once

#include "core/augmotion/alignment.h"
#include "core/augmotion/key_frame_analysis.h"
#include "core/augmotion/key_frame_facts.h"
#include "widgets/panel/panel.h"
#include "widgets/shared/latest_work.h"

class QAction;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTimer;

namespace solopose {

class ActionRegistry;
class ClusterPlot;
class EmptyPage;
class KeyFrameOptionsBar;
class Session;
class TiltPlot;

/// How the key frame of the cursor's sequence was chosen: features in their principal
/// plane by cluster, tilt over time, the choice; another frame can be picked, and the options changed. Owns
/// the actions "align.pick-key-frame", "align.release-key-frame" and "align.go-to-key-frame".
class KeyFramesPanel : public Panel {
  Q_OBJECT
 public:
  explicit KeyFramesPanel(const PanelContext& context, QWidget* parent = nullptr);

  ClusterPlot* clusterPlot() const { return clusters_; }
  TiltPlot* tiltPlot() const { return tilt_; }
  KeyFrameOptionsBar* optionsBar() const { return options_bar_; }
  const KeyFrameAnalysisPtr& analysis() const { return analysis_; }
  const KeyFrameFacts& facts() const { return facts_; }
  /// The plots show what cursor and options ask for.
  bool isSettled() const override;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  QWidget* buildPlots();
  void addActions();
  void connectSession();
  void retranslateUi();

  void followSequence();
  void analyseAnew();
  void followFrame();
  void followCatalog();
  void analyse();
  void take(const KeyFrameAnalysisPtr& analysis);
  void drop(const QString& error);
  void optionsEdited();
  void storeOptions();
  void settleOptions();

  void refresh();
  void refreshEmpty();
  void updateActions();
  const SequenceRecord* sequence() const;
  void pickKeyFrame();
  void releaseKeyFrame();
  void goToKeyFrame();

  Session* session_;
  ActionRegistry* actions_;
  TimelineLanes* lanes_;
  LatestWork analyser_;
  KeyFrameAnalysisPtr analysis_;
  KeyFrameFacts facts_;     ///< as of the last refresh
  QString error_;           ///< why there is no analysis
  AlignOptions options_;    ///< as the fields have them; the session's follow
  bool unsettled_ = false;  ///< the session's alignment does not have them yet
  QTimer* store_later_;

  QAction* pick_ = nullptr;
  QAction* release_ = nullptr;
  QAction* go_to_ = nullptr;
  QStackedWidget* pages_ = nullptr;
  QLabel* title_ = nullptr;
  QLabel* words_ = nullptr;
  QPushButton* align_ = nullptr;
  QLabel* legend_ = nullptr;
  KeyFrameOptionsBar* options_bar_ = nullptr;
  ClusterPlot* clusters_ = nullptr;
  TiltPlot* tilt_ = nullptr;
  EmptyPage* empty_ = nullptr;
};

}  // namespace solopose
