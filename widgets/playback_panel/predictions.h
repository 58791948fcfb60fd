#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <QColor>
#include <QObject>
#include <QString>

#include "core/prediction/predict.h"
#include "widgets/shared/latest_work.h"

namespace solopose {

/// What one model says of the videos at hand.
struct PredictedBy {
  std::string fingerprint;  ///< of the model
  QString name;             ///< for people
  int colour = 0;           ///< Theme::prediction
  bool shown = true;
  std::map<std::filesystem::path, PredictionPtr> videos;

  PredictionPtr of(const std::filesystem::path& video) const;
};

class Predictions;

/// Where a job on another thread leaves what it has predicted. Outlives the window it is for.
class PredictionInbox {
 public:
  explicit PredictionInbox(Predictions* owner) : owner_(owner) {}
  void post(PredictionPtr prediction);
  void close();

 private:
  std::mutex mutex_;
  Predictions* owner_;
};

/// The predictions that a project keeps of some videos, read in the background, and those that a job is
/// making.
class Predictions : public QObject {
  Q_OBJECT
 public:
  explicit Predictions(QObject* parent = nullptr);
  ~Predictions() override;

  /// Forgets what is not of these videos. An empty folder: nothing is kept, only made.
  void setVideos(const std::filesystem::path& project_folder,
                 const std::vector<std::filesystem::path>& videos);
  /// Read again what the project keeps.
  void reload();
  /// As far as a job has come; takes the place of what was known of this video by this model.
  void put(const PredictionPtr& prediction);

  const std::shared_ptr<PredictionInbox>& inbox() const { return inbox_; }
  const std::vector<PredictedBy>& models() const { return models_; }
  void setShown(const std::string& fingerprint, bool shown);
  bool busy() const { return reader_.busy(); }

 Q_SIGNALS:
  void changed();       ///< other predictions, or more of them
  void shownChanged();  ///< one was switched on or off
  void failed(const QString& message);

 private:
  void take(const PredictionPtr& prediction);

  std::shared_ptr<PredictionInbox> inbox_;
  std::filesystem::path project_folder_;
  std::vector<std::filesystem::path> videos_;
  LatestWork reader_;
  std::vector<PredictedBy> models_;
  std::map<std::string, bool> switched_;  ///< by hand; outlives another choice of videos
  std::map<std::string, int> colours_;    ///< a model keeps its colour while the window is open
};

}  // namespace solopose
