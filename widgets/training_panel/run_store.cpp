#include "widgets/training_panel/run_store.h"

#include <exception>
#include <utility>

#include "core/evaluation/kept_results.h"
#include "core/models/model_description.h"
#include "core/runs/settled_options.h"
#include "widgets/shared/file_path.h"

namespace solopose {
namespace {

/// A run without a model, or with a damaged one, has none: the run itself says what is wrong with it.
std::map<std::filesystem::path, Reliability> reliabilities_of(const std::vector<Run>& runs) {
  std::map<std::filesystem::path, Reliability> known;
  for (const Run& run : runs) {
    if (!run.has_model()) continue;
    try {
      const ModelDescription model = read_model_description(run.best_model());
      if (model.reliability) known.emplace(run.folder, *model.reliability);
    } catch (const std::exception&) {
    }
  }
  return known;
}

/// Damaged results are the results panel's to report.
std::map<std::filesystem::path, std::vector<WorstClip>> evaluated_worst_of(const std::vector<Run>& runs) {
  std::map<std::filesystem::path, std::vector<WorstClip>> known;
  for (const Run& run : runs) {
    try {
      std::string latest;
      for (KeptResult& result : read_results(run.folder)) {
        if (!result.of_run || result.measured_at < latest) continue;
        latest = result.measured_at;
        known[run.folder] = std::move(result.worst);
      }
    } catch (const std::exception&) {
    }
  }
  return known;
}

}  // namespace

RunStore::RunStore(QObject* parent) : QObject(parent) { thread_.setMaxThreadCount(1); }

RunStore::~RunStore() { thread_.waitForDone(); }

void RunStore::setProject(const QString& folder) {
  folder_ = folder;
  ++generation_;
  listing_ = false;
}

void RunStore::setCatalog(std::shared_ptr<const Catalog> catalog) {
  catalog_ = std::move(catalog);
  listing_ = false;
  refresh();
}

void RunStore::post(Work work, Work then) {
  ++pending_;
  thread_.start([this, generation = generation_, work = std::move(work), then = std::move(then)] {
    QString error;
    try {
      work();
    } catch (const std::exception& e) {
      error = QString::fromUtf8(e.what());
    }
    const auto done = [this, generation, error, then] {
      --pending_;
      if (generation != generation_) return;
      if (error.isEmpty()) return then();
      listing_ = false;
      Q_EMIT failed(error);
    };
    QMetaObject::invokeMethod(this, done, Qt::QueuedConnection);
  });
}

void RunStore::refresh() {
  if (folder_.isEmpty() || std::exchange(listing_, true)) return;
  auto listing = std::make_shared<RunListing>();
  post(
      [listing, project = path_of(folder_), catalog = catalog_] {
        listing->runs = list_runs(project);
        listing->videos = videos_by_dataset(*catalog, project);
        listing->reliabilities = reliabilities_of(listing->runs);
        listing->evaluated_worst = evaluated_worst_of(listing->runs);
      },
      [this, listing] {
        listing_ = false;
        Q_EMIT listed(listing);
      });
}

void RunStore::create(const TrainingOptions& options,
                      std::function<void(const std::filesystem::path&)> then) {
  auto run = std::make_shared<std::filesystem::path>();
  post([run, project = path_of(folder_), options] { *run = create_run(project, settled(options)); },
       [this, run, then = std::move(then)] {
         then(*run);
         listing_ = false;
         refresh();
       });
}

void RunStore::extend(const std::filesystem::path& run, std::int64_t steps, std::function<void()> then) {
  post([run, steps] { extend_run(run, steps); },
       [this, then = std::move(then)] {
         then();
         listing_ = false;
         refresh();
       });
}

void RunStore::remove(const std::filesystem::path& run) {
  post([run] { delete_run(run); },
       [this] {
         listing_ = false;
         refresh();
       });
}

void RunStore::dropUnbegun(const std::filesystem::path& run) {
  post([run] { drop_unbegun_run(run); },
       [this] {
         listing_ = false;
         refresh();
       });
}

void RunStore::writeNotes(const std::filesystem::path& run, const QString& notes) {
  post([run, text = notes.toStdString()] { write_run_notes(run, text); },
       [this] {
         listing_ = false;
         refresh();
       });
}

}  // namespace solopose
