#pragma once

#include <vector>

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QWidget>

#include "widgets/panel/panel_context.h"
#include "widgets/panel/tour_stop.h"

namespace solopose {

/// A file, or a run's folder, that is handed over to the panel that works with such files.
enum class HandedFile {
  video,
  model,
  run,
  results,     ///< what is measured of the run
  view,        ///< a video of the sequence that the cursor is on, to be the one in front
  prediction,  ///< of the cursor's video by the model, beside the truth
};

/// What the window, the tour and the tests know of a panel. A panel overrides what concerns it; by itself it
/// is always settled, has no view state and no stops.
class Panel : public QWidget {
  Q_OBJECT
 public:
  explicit Panel(QWidget* parent = nullptr);

  QString id() const { return id_; }  ///< its name in the table of panels: "key-frames"
  void setId(const QString& id) { id_ = id; }

  /// No work is under way that will change the picture. What a hidden panel leaves undone until it is shown
  /// does not count.
  virtual bool isSettled() const { return true; }

  /// How somebody looks at the data here (switches, cameras, pages), kept beside the project.
  virtual QJsonObject viewState() const { return {}; }
  /// Takes on what `viewState` gave. What is missing or makes no sense is left as it is or at its default.
  virtual void setViewState(const QJsonObject& /*state*/) {}

  /// What the tour is to see beside the panel as it stands.
  virtual std::vector<TourStop> tourStops() { return {}; }

  /// Somebody has come to its workspace: the keyboard goes where they work there.
  virtual void takeKeys() { holdKeys(); }
  /// The keyboard is with nobody: it goes where somebody works in the panel as it stands.
  virtual void holdKeys();

  virtual bool opens(HandedFile /*kind*/) const { return false; }
  virtual void openFile(HandedFile /*kind*/, const QString& /*file*/) {}

  /// What stopping its long work would mean, a sentence each; empty when there is none.
  virtual QStringList stoppingMeans() const { return {}; }

 Q_SIGNALS:
  void settled();  ///< isSettled has become true
  void viewStateChanged();
  /// Somebody wants this file used by the panel that opens such files.
  void handedOver(solopose::HandedFile kind, const QString& file);

 private:
  void watch();

  QString id_;
  bool was_settled_ = true;
};

}  // namespace solopose
