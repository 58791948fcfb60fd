#pragma once

#include <array>

#include "render/heat_map/heat_map_view.h"
#include "widgets/heat_maps_panel/heat_map_actions.h"
#include "widgets/heat_maps_panel/heat_map_computer.h"
#include "widgets/heat_maps_panel/heat_map_look.h"
#include "widgets/heat_maps_panel/heat_maps_panel.h"
#include "widgets/heat_maps_panel/model_box.h"

class QComboBox;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QToolBar;

namespace solopose {

struct SequenceAlignment;
struct SequenceRecord;

class EmptyPage;
class PinnedHeatMap;

/// The panel's parts and how they work together: cursor and choices make a query, the computer makes a
/// picture of it, picture and readings go to view and pages.
struct HeatMapsPanel::Private {
  Private(HeatMapsPanel* panel, const PanelContext& context);

  HeatMapsPanel* q;
  Session* session;
  ActionRegistry* registry;
  HeatMapActions actions;
  HeatMapComputer computer;

  HeatMapChoice choice;
  std::array<HeatMapLook, 2> looks{default_look(), difference_look()};
  VolumePtr file;
  QString file_name;
  HeatMapSource wanted_source = HeatMapSource::file;  ///< what a volume is being opened for
  HeatMapPicturePtr picture;
  HeatMapReadingsPtr readings;
  QString error;
  QString trouble;          ///< why the sequence cannot be read
  bool stale = true;        ///< something has changed while hidden
  bool axes_known = false;  ///< the camera has turned to this sequence's up and facing
  SequenceId axes_of = 0;
  std::optional<HeatMapProbe> probe;
  double magnification = 1;  ///< of the error arrows drawn

  QStackedWidget* pages = nullptr;
  EmptyPage* empty = nullptr;
  QComboBox* source = nullptr;
  ModelBox* models = nullptr;
  QComboBox* camera = nullptr;
  QString wanted_camera;  ///< chosen by somebody
  QComboBox* joint = nullptr;
  QComboBox* rule = nullptr;
  QToolBar* tools = nullptr;
  HeatMapView* view = nullptr;
  PinnedHeatMap* pinned = nullptr;
  QLabel* status = nullptr;
  QSplitter* splitter = nullptr;
  QTabWidget* tabs = nullptr;
  ColoursPage* colours = nullptr;
  OptionsPage* options = nullptr;
  ProfilePage* profile = nullptr;
  ReadingsPage* readings_page = nullptr;

  // heat_maps_panel_ui.cpp
  void build();
  QWidget* buildContent();
  void fillTools();
  void retranslate();
  void refreshEmpty();
  void refreshStatus();
  QString valueText(const HeatMapProbe& at) const;

  // heat_map_files.cpp
  void askForVolume();
  QString suggestedName(const QString& ending) const;
  void askWhere(const QString& title, const QString& ending, const QString& filters,
                void (HeatMapsPanel::*save)(const QString&));

  // heat_maps_panel.cpp
  void connectAll();
  void connectActions();
  void followSequence();
  void followCatalog();
  void forgetProject();
  void refreshPossible();
  const SequenceRecord* record() const;        ///< the cursor's; nullptr when there is none
  const SequenceAlignment* alignment() const;  ///< of the cursor's sequence, where it is aligned
  void request();
  void listModels();
  void listCameras();
  void takeChoice();
  void takeLook();
  void take(const HeatMapPicturePtr& fresh);
  void take(const HeatMapReadingsPtr& fresh);
  void fail(const QString& message);
  void turnCamera();
  void tellSlices();
  HeatMapOverlay overlay() const;
  void updateOverlay();
  void keepBeside(bool keep);
  QString whatIsShown() const;
  void updateStyle();
  void updateActions();
  void theme();
  HeatMapLook& look() { return looks[is_difference(choice.source) ? 1 : 0]; }
  void stepJoint(int by);
  void showEmpty();
};

}  // namespace solopose
