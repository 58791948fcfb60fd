#pragma once

#include <memory>
#include <optional>

#include <QImage>

#include "widgets/panel/panel.h"

namespace solopose {

class ColoursPage;
class HeatMapView;
class ModelBox;
class OptionsPage;
class ProfilePage;
class ReadingsPage;
struct HeatMapPicture;
struct HeatMapProbe;
struct HeatMapReadings;

/// What a network is asked to learn, in 3D, of the frame at the cursor: the target, what a
/// model says, a volume from a file, or one of these minus the target, of one joint or all. A .vti file can
/// be dropped on it. Owns the actions "heat.…".
class HeatMapsPanel : public Panel {
  Q_OBJECT
 public:
  explicit HeatMapsPanel(const PanelContext& context, QWidget* parent = nullptr);
  ~HeatMapsPanel() override;

  HeatMapView* view() const;
  HeatMapView* viewBeside() const;  ///< of the heat map that is kept beside; nullptr while none is
  ColoursPage* coloursPage() const;
  OptionsPage* optionsPage() const;
  ProfilePage* profilePage() const;
  ReadingsPage* readingsPage() const;
  ModelBox* modelBox() const;
  void showPage(QWidget* page);  ///< one of the four above

  /// What is shown; null while nothing is.
  std::shared_ptr<const HeatMapPicture> picture() const;
  std::shared_ptr<const HeatMapReadings> readings() const;
  /// The words under the view: the probe's, or what is wrong.
  QString statusText() const;

  /// A job each; the session's messages tell when one fails.
  void openVolume(const QString& file);
  void exportVolume(const QString& file);
  void saveScreenshot(const QString& file);

  /// The volume of the cursor's frame is drawn at full quality. A hidden panel computes nothing.
  bool isSettled() const override;
  QJsonObject viewState() const override;  ///< choices, colours and switches
  void setViewState(const QJsonObject& state) override;
  std::vector<TourStop> tourStops() override;

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace solopose
