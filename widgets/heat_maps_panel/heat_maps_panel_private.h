#pragma once

#include <array>

#include "core/skeleton/body_axes.h"
#include "render/heat_map/heat_map_view.h"
#include "widgets/heat_maps_panel/heat_map_actions.h"
#include "widgets/heat_maps_panel/heat_map_computer.h"
#include "widgets/heat_maps_panel/heat_map_look.h"
#include "widgets/heat_maps_panel/heat_maps_panel.h"
#include "widgets/heat_maps_panel/kept_heat_map.h"
#include "widgets/heat_maps_panel/model_box.h"
#include "widgets/heat_maps_panel/same_place.h"

class QComboBox;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QToolBar;

namespace solopose {

struct HeatMapCaption;
struct SequenceAlignment;
struct SequenceRecord;

class CaptionedView;
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
  std::optional<HeatMapProbe> probe;            ///< of the map that the pointer is over
  bool probe_in_kept = false;                   ///< that is the kept one
  QString pinned_file;                          ///< name of the file that the kept map came from
  std::optional<KeptHeatMap> wanted_kept;       ///< of a view's file, until it is there again
  std::unique_ptr<HeatMapComputer> kept_maker;  ///< while that is made
  double magnification = 1;                     ///< of the error arrows drawn

  QStackedWidget* pages = nullptr;
  EmptyPage* empty = nullptr;
  QComboBox* source = nullptr;
  ModelBox* models = nullptr;
  QComboBox* camera = nullptr;
  QString wanted_camera;  ///< chosen by somebody
  QComboBox* joint = nullptr;
  QComboBox* rule = nullptr;
  QToolBar* tools = nullptr;
  CaptionedView* current = nullptr;
  HeatMapView* view = nullptr;  ///< in it
  QSplitter* views = nullptr;
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
  QString readingOf(const HeatMapPicture& of, bool kept) const;
  QString probeText(const HeatMapPicture& of, const HeatMapProbe& at) const;
  QString gridText(const HeatMapPicture& of) const;

  // heat_maps_beside.cpp
  QString frameName(const HeatMapPicture& of) const;
  HeatMapCaption captionOf(const HeatMapPicture& of, const QString& file_shown) const;
  void refreshCaptions();
  void keepBeside(bool keep);
  void stopKeeping();
  void showBeside(bool shown);
  std::optional<Eigen::Matrix3d> turnFromKept() const;
  void turnKept();
  void probed(bool in_kept, const std::optional<HeatMapProbe>& at);
  std::optional<HeatMapProbe> probeOf(bool kept) const;
  void moveCursors();
  QJsonValue keptState() const;
  void setKeptState(const QJsonValue& state);
  void giveKeptUp(const QString& why);
  void makeKept();
  void takeKept(const HeatMapPicturePtr& fresh);

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
  std::optional<HeatMapQuery> queryOf(const SequenceRecord& of, std::int64_t frame,
                                      const HeatMapChoice& wanted);  ///< none until its poses are there
  void listModels();
  void listCameras();
  void takeChoice();
  void showRule(SigmaRule shown);
  void followJoint();
  void takeLook();
  void take(const HeatMapPicturePtr& fresh);
  void take(const HeatMapReadingsPtr& fresh);
  void fail(const QString& message);
  std::optional<BodyAxes> ownAxes(const HeatMapPicture& of) const;
  void turnCamera();
  void takePlaceAlong(const Eigen::Matrix3d& turn);
  void tellSlices();
  static HeatMapOverlay overlayOf(const HeatMapPicture& of, const HeatMapReadings* read);
  HeatMapOverlay overlay() const;
  void updateOverlay();
  void updateStyle();
  void updateActions();
  void theme();
  HeatMapLook& look() { return looks[is_difference(choice.source) ? 1 : 0]; }
  void stepJoint(int by);
  void showEmpty();
};

}  // namespace solopose
