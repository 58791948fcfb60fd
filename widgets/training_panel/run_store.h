#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include <QObject>
#include <QString>
#include <QThreadPool>

#include "core/models/reliability.h"
#include "core/project/catalog.h"
#include "core/project/sequence_videos.h"
#include "core/runs/run_folder.h"

namespace solopose {

/// What a project has for training, as read from the disk at one moment.
struct RunListing {
  std::vector<Run> runs;              ///< newest first
  std::vector<DatasetVideos> videos;  ///< what there is to learn from
  /// Of the runs' best models, by the run's folder, where they know it.
  std::map<std::filesystem::path, Reliability> reliabilities;
  /// What its last evaluation found worst, by the run's folder.
  std::map<std::filesystem::path, std::vector<WorstClip>> evaluated_worst;
};
using RunListingPtr = std::shared_ptr<const RunListing>;

/// The runs of a project on the disk. Everything happens in order on a thread of its own; what comes back,
/// comes on the caller's thread.
class RunStore : public QObject {
  Q_OBJECT
 public:
  explicit RunStore(QObject* parent = nullptr);
  ~RunStore() override;  ///< does what was asked for, then ends

  /// Empty: none. Its catalog follows.
  void setProject(const QString& folder);
  void setCatalog(std::shared_ptr<const Catalog> catalog);  ///< `listed` follows

  /// Read all runs again; `listed` follows.
  void refresh();
  /// `then` gets the new run's folder.
  void create(const TrainingOptions& options, std::function<void(const std::filesystem::path&)> then);
  /// So many steps in all.
  void extend(const std::filesystem::path& run, std::int64_t steps, std::function<void()> then);
  void remove(const std::filesystem::path& run);
  void dropUnbegun(const std::filesystem::path& run);  ///< one that failed before its first step
  void writeNotes(const std::filesystem::path& run, const QString& notes);

  bool busy() const { return pending_ > 0; }

 Q_SIGNALS:
  void listed(solopose::RunListingPtr listing);
  void failed(const QString& error);

 private:
  using Work = std::function<void()>;
  void post(Work work, Work then);

  QThreadPool thread_;
  QString folder_;
  std::shared_ptr<const Catalog> catalog_ = std::make_shared<const Catalog>();
  int generation_ = 0;  ///< of the project: what was read of another one is dropped
  int pending_ = 0;
  bool listing_ = false;  ///< a listing waits or is under way, and no change has been asked for since
};

}  // namespace solopose
