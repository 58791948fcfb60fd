#include "app/gui/panels.h"

#include "app/gui/main_window.h"
#include "widgets/data_panel/data_panel.h"
#include "widgets/dataset_tree/dataset_tree.h"
#include "widgets/heat_maps_panel/heat_maps_panel.h"
#include "widgets/inspector/inspector.h"
#include "widgets/key_frames_panel/key_frames_panel.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/quality_panel/quality_panel.h"
#include "widgets/results_panel/results_panel.h"
#include "widgets/timeline/timeline.h"
#include "widgets/training_panel/training_panel.h"
#include "widgets/universal_frame_panel/universal_frame_panel.h"

namespace solopose {
namespace {

template <typename P>
Panel* make(const PanelContext& context) {
  return new P(context);
}

}  // namespace

const std::vector<WorkspaceEntry>& workspace_table() {
  static const std::vector<WorkspaceEntry> table{
      {"data", [] { return MainWindow::tr("Data"); }, "data"},
      {"align", [] { return MainWindow::tr("Align"); }, "align"},
      {"heat-maps", [] { return MainWindow::tr("Heat maps"); }, "heat-map"},
      {"quality", [] { return MainWindow::tr("Quality"); }, "quality"},
      {"train", [] { return MainWindow::tr("Train"); }, "train"},
      {"playback", [] { return MainWindow::tr("Playback"); }, "playback"},
  };
  return table;
}

const std::vector<PanelEntry>& panel_table() {
  static const std::vector<PanelEntry> table{
      {"dataset-tree", "", "tree", [] { return MainWindow::tr("Datasets"); }, make<DatasetTree>,
       Qt::LeftDockWidgetArea, 256},
      {"inspector", "", "info", [] { return MainWindow::tr("Inspector"); }, make<Inspector>,
       Qt::RightDockWidgetArea, 304},
      {"timeline", "", "clock", [] { return MainWindow::tr("Timeline"); }, make<Timeline>,
       Qt::BottomDockWidgetArea, 136},
      {"imported-data", "data", "chart", [] { return MainWindow::tr("Imported data"); }, make<DataPanel>},
      {"key-frames", "align", "scatter", [] { return MainWindow::tr("Key frames"); }, make<KeyFramesPanel>},
      {"universal-frame", "align", "axes", [] { return MainWindow::tr("Universal frame"); },
       make<UniversalFramePanel>},
      {"heat-map", "heat-maps", "heat-map", [] { return MainWindow::tr("Heat map"); }, make<HeatMapsPanel>},
      {"findings", "quality", "list", [] { return MainWindow::tr("Findings"); }, make<QualityPanel>},
      {"training", "train", "train", [] { return MainWindow::tr("Training"); }, make<TrainingPanel>},
      {"results", "train", "ruler", [] { return MainWindow::tr("Results"); }, make<ResultsPanel>,
       Qt::NoDockWidgetArea, 0, true},
      {"video", "playback", "video", [] { return MainWindow::tr("Video"); }, make<PlaybackPanel>},
  };
  return table;
}

}  // namespace solopose
