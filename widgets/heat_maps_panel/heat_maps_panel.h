#pragma once

#include <memory>
#include <optional>

#include <QImage>
#include <QWidget>

namespace solopose {

class ActionRegistry;
class ColoursPage;
class HeatMapView;
class ModelBox;
class OptionsPage;
class ProfilePage;
class ReadingsPage;
class Session;
struct HeatMapPicture;
struct HeatMapProbe;
struct HeatMapReadings;

/// What a network is asked to learn, in 3D, of the frame at the cursor: the target, what a
/// model says, a volume from a file, or one of these minus the target, of one joint or all. A .vti file can
/// be dropped on it. Owns the actions "heat.…".
class HeatMapsPanel : public QWidget {
  Q_OBJECT
 public:
  /// Session and registry outlive the panel.
  HeatMapsPanel(Session* session, ActionRegistry* actions, QWidget* parent = nullptr);
  ~HeatMapsPanel() override;

  HeatMapView* view() const;
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

  /// The volume of the cursor's frame is drawn at full quality and nothing is under way (tests and the tour
  /// wait for it). A hidden panel computes nothing.
  bool isSettled() const;

  /// Choices, colours and switches, for the view state's sidecar.
  QByteArray saveViewState() const;
  void restoreViewState(const QByteArray& state);

 Q_SIGNALS:
  void viewStateChanged();

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
