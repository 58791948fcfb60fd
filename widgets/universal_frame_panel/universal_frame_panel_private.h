#pragma once

#include <array>
#include <functional>
#include <optional>

#include <QTimer>
#include <QVariantAnimation>

#include "render/skeleton/skeleton_view.h"
#include "widgets/universal_frame_panel/measure_tool.h"
#include "widgets/universal_frame_panel/panel_actions.h"
#include "widgets/universal_frame_panel/universal_frame_panel.h"
#include "widgets/universal_frame_panel/universal_scene.h"

class QComboBox;
class QLabel;
class QSpinBox;
class QSplitter;
class QToolBar;
class QToolButton;
class QVBoxLayout;

namespace solopose {

class AlignmentSide;
class TimelineLanes;

/// The panel's parts and how they work together: the scene says what there is to be seen, the view shows it,
/// and the side tells its numbers.
struct UniversalFramePanel::Private {
  Private(UniversalFramePanel* owner, const PanelContext& context)
      : panel(owner),
        session(context.session),
        lanes(context.lanes),
        actions(context.actions),
        scene(context.session) {}

  // universal_frame_panel_ui.cpp
  void build();
  void buildToolBar(QVBoxLayout* layout);
  void retranslate();
  void refreshActions();
  void refreshStatus();
  void layOut(int width);
  void applySizes();

  // universal_frame_panel.cpp
  void connectActions();
  void connectScene();
  void refreshSoon();
  void refresh();
  void refreshAxes();
  void markFinding(SkeletonScene& now) const;
  void edit(const std::function<void(UniversalSceneOptions&)>& change);
  void setAligned(bool aligned);
  void frameWhenSettled();
  void onPicked(qint64 sequence, int joint);
  void onHovered(qint64 sequence, int joint);
  void clearMeasure();
  bool moving() const { return transition.state() == QAbstractAnimation::Running || view->isFlying(); }
  bool showsAligned() const { return actions.aligned->isChecked() && scene.aligned(); }

  UniversalFramePanel* panel;
  Session* session;
  const TimelineLanes* lanes;  ///< may be null
  PanelActions actions;
  UniversalScene scene;
  MeasureTool measure;
  SkeletonView* view = nullptr;
  AlignmentSide* side = nullptr;
  QSplitter* splitter = nullptr;
  QList<int> wanted_sizes;  ///< of the splitter, until it is shown
  QToolBar* bar = nullptr;
  QComboBox* show = nullptr;
  QToolButton* look = nullptr;
  QToolButton* extras = nullptr;
  QSpinBox* trail_length = nullptr;
  QAction* trail_place = nullptr;  ///< in the tool bar
  QLabel* count = nullptr;
  QLabel* status = nullptr;
  QTimer refresh_soon;
  QVariantAnimation transition;
  double blend = 0;
  std::array<std::optional<OrbitCamera>, 2> cameras;  ///< before, after alignment: as last looked at
  bool frame_wanted = true;
  std::optional<OrbitCamera> wanted_camera;  ///< what to frame instead, once everything is there
  bool was_aligned = false;
  QString hovered;
  SkeletonScene floor;  ///< only its floor is used: steady while poses move
};

}  // namespace solopose
