#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include <QPointer>

#include "core/prediction/prediction_job.h"
#include "widgets/playback_panel/joint_correction.h"
#include "widgets/playback_panel/play_along.h"
#include "widgets/playback_panel/playback_actions.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/playback_panel/playback_scene.h"
#include "widgets/playback_panel/video_stage.h"
#include "widgets/timeline/timeline_plot.h"

class QComboBox;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QToolBar;

namespace solopose {

class CorrectionBar;
class ElidedLabel;
class EmptyPage;
class FormSplitter;
class JobHandle;
class PredictPage;
class SkeletonsPage;

struct WantedPrediction {
  std::filesystem::path model;
  std::string run;        ///< that it is of
  std::int64_t step = 0;  ///< as trained until then
  SequenceId track = 0;
};

/// The panel's parts and how they work together: the cursor asks, the stage shows videos, the data measure,
/// 3D view, pages and the timeline's plots follow.
struct PlaybackPanel::Private {
  Private(PlaybackPanel* panel, const PanelContext& context);

  PlaybackPanel* q;
  Session* session;
  Playback* playback;
  ActionRegistry* registry;
  TimelineLanes* lanes;
  PlaybackActions actions;
  PlaybackData data;
  JointCorrection correction;
  SceneStand stand;
  bool stand_stale = true;
  bool framed = false;  ///< the 3D camera has been placed for what is shown
  /// By video: what was asked for last, to ask for somebody else.
  std::map<std::filesystem::path, PredictionOrder> orders;
  PredictionPtr film_poses;    ///< of a video played without a project: for the one that is opened next
  std::filesystem::path film;  ///< to be predicted and played as soon as it is open
  PlayAlong along;
  std::filesystem::path film_along;  ///< what it plays
  /// A run's model that is to say its word on the cursor's video, as soon as that is open.
  std::optional<WantedPrediction> wanted_prediction;
  bool stale = true;         ///< something has changed while hidden
  QPointer<QWidget> screen;  ///< the full-screen window, while there is one

  QStackedWidget* pages = nullptr;
  EmptyPage* empty = nullptr;
  QComboBox* view_choice = nullptr;
  QToolBar* tools = nullptr;
  QSplitter* splitter = nullptr;
  FormSplitter* side = nullptr;
  QWidget* video_side = nullptr;
  QStackedWidget* video_pages = nullptr;  ///< the stage, or why there is none
  EmptyPage* no_video = nullptr;
  VideoStage* stage = nullptr;
  CorrectionBar* correction_bar = nullptr;
  QLabel* status = nullptr;
  QWidget* scene_side = nullptr;
  SkeletonView* view_3d = nullptr;
  QLabel* guessed_up = nullptr;
  ElidedLabel* lacking = nullptr;  ///< what the frame lacks
  QTabWidget* tabs = nullptr;
  SkeletonsPage* skeletons = nullptr;
  PredictPage* predict_page = nullptr;

  // playback_panel_ui.cpp
  void build();
  QWidget* buildContent();
  QWidget* buildSceneSide(QWidget* content);
  QWidget* buildVideoSide(QWidget* content);
  void fillTools();
  void retranslate();
  void refreshEmpty();
  void refreshStatus();

  // playback_panel.cpp
  void connectAll();
  void connectActions();
  void connectViewActions();
  void followViews();
  void followFrame();
  void followMetrics();
  void refreshPages();
  void refreshScene();
  void updateActions();
  void updateOverlay();
  void publishPlots();
  void chooseView(std::size_t index);
  void chooseVideo(const std::filesystem::path& file);
  void stepView(int by);
  void askForVideo();
  void exportFilm();
  PredictionPtr posesToAdd() const;
  void toggleFullScreen();
  void leaveFullScreen();
  bool hasFrames() const;

  // playback_correction.cpp
  void connectCorrection();
  void correct(bool on);
  void updateCorrectionActions();

  // playback_film.cpp
  /// An order without a model: by the one for real video.
  /// `made`: where to put the whole once it is there.
  JobHandle* predict(const PredictionOrder& order, bool then_play,
                     const std::shared_ptr<PredictionPtr>& made = {});
  void followFilm();
  void followPoses();
  void wantPrediction(const std::filesystem::path& model);
  void followWanted();
  void rememberFilm();
  void keepFilm();
  void choosePersonAt(const QPointF& pixel, qint64 video_frame);
  void tellFollowed(const PredictionPtr& before, const PredictionPtr& after);
  QStringList remarks() const;  ///< of who was found, and what is unusual about the film
};

/// What the timeline carries: error, speed, bone length and confidence, of truth and of the models shown.
std::vector<TimelinePlot> playback_plots(const PlaybackData& data);

}  // namespace solopose
