#include <chrono>
#include <future>

#include <QFileInfo>

#include "core/augmotion/export.h"
#include "core/demo/demo.h"
#include "core/models/film_sequence.h"
#include "core/project/catalog.h"
#include "core/project/import_plan.h"
#include "core/project/lost_sequences.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/session.h"
#include "widgets/session/session_private.h"
#include "widgets/shared/file_path.h"
#include "widgets/theme/shown_text.h"

namespace solopose {

namespace {

QString sentence_for_nothing(const ImportReport& report) {
  const QString first = QString::fromStdString(report.problems.empty() ? report.unread.front().sentence()
                                                                       : report.problems.front().message);
  const int others = static_cast<int>(report.problems.size()) - 1;
  if (others <= 0) return first;
  return Session::tr("%1 (and %Ln more problem(s))", nullptr, others).arg(first);
}

bool anything_aligned(const Catalog& catalog) {
  if (!catalog.alignment) return false;
  return std::ranges::any_of(catalog.sequences, [&](const SequenceRecord& sequence) {
    return catalog.alignment->of(sequence.id) != nullptr;
  });
}

}  // namespace

void Session::createDemoProject(const QString& folder) {
  const auto work = [folder](const JobContext& context) { make_demo_project(path_of(folder), context); };
  auto* job = d_->startJob(tr("Make the demo project"), work, {});
  // It belongs to no open project, so it may end in whichever is open by then.
  d_->plans[job->id()] = {Private::any_project, [d = d_.get(), folder](JobHandle* ended) {
                            if (d->jobs.busy()) {
                              Q_EMIT d->q->demoReady(folder);
                              return;
                            }
                            const QPointer<JobHandle> handle(ended);
                            d->open(
                                folder, [folder] { return Project::open(path_of(folder)); },
                                [d, handle] {
                                  if (handle) d->keepLog(handle);
                                });
                          }};
}

void Session::addFilm(const std::shared_ptr<const Prediction>& prediction) {
  if (!d_->needProject()) return;
  auto added = std::make_shared<ImportId>(0);
  const auto work = [folder = path_of(d_->folder), prediction, added](const JobContext&) {
    Project project = Project::open(folder);
    *added = add_film(project, *prediction);
  };
  const auto finished = [this, added](JobHandle*) {
    const auto go_there = [this, import = *added] {
      const auto& all = d_->snapshot.catalog->sequences;
      const auto film = std::ranges::find(all, import, &SequenceRecord::import);
      if (film != all.end()) cursor()->setSequence(film->id, film->frames, 0);
    };
    d_->edit([import = *added](const EditTarget& target) { return importEdit(target, import); }, go_there);
  };
  d_->startJob(tr("Add %1 to the project")
                   .arg(shown_name(QString::fromStdString(prediction->video.filename().string()))),
               work, finished);
}

void Session::importFiles(const ImportOptions& options) {
  if (!d_->needProject()) return;
  auto reports = std::make_shared<std::vector<ImportReport>>();
  const auto work = [folder = path_of(d_->folder), options, reports](const JobContext& context) {
    Project project = Project::open(folder);
    *reports = import_all(project, options, context);
  };
  const auto finished = [this, reports](JobHandle*) {
    const bool first_data = !anything_aligned(*d_->snapshot.catalog);
    bool arrived = false;
    for (const ImportReport& report : *reports) {
      if (report.import == 0) continue;
      arrived = true;
      const ImportId import = report.import;
      d_->edit([import](const EditTarget& target) { return importEdit(target, import); });
    }
    if (arrived && first_data) d_->alignFirstData();
    for (const ImportReport& report : *reports) {
      Q_EMIT imported(report);
      const bool unread = report.already_present.empty() && !report.unread.empty();
      if (report.import == 0 && (!report.problems.empty() || unread))
        Q_EMIT failed(sentence_for_nothing(report));
    }
  };
  const QString title =
      options.dataset.empty()
          ? tr("Import %Ln file(s) or folder(s)", nullptr, static_cast<int>(options.paths.size()))
          : tr("Import into %1").arg(QString::fromStdString(options.dataset));
  d_->startJob(title, work, finished);
}

void Session::reimportDataset(DatasetId dataset) {
  if (!d_->needProject()) return;
  struct Read {
    std::vector<ImportId> before;
    std::vector<ImportId> fresh;
    std::vector<std::string> names_before;
  };
  auto read = std::make_shared<Read>();
  const auto work = [folder = path_of(d_->folder), dataset, read](const JobContext& context) {
    Project project = Project::open(folder);
    read->before = project.active_imports(dataset);
    read->fresh = reimport_dataset(project, dataset, context);
  };
  const auto make = [dataset, read](const EditTarget& target) {
    read->names_before = sequence_names(target.catalog, dataset);
    return reimportEdit(target, dataset, read->before, read->fresh);
  };
  const auto finished = [this, dataset, read, make](JobHandle*) {
    d_->edit(make, [this, dataset, read] { d_->tellReread(dataset, read->names_before); });
  };
  const DatasetRecord* record = catalog()->dataset(dataset);
  const QString name = record ? QString::fromStdString(record->name) : QString();
  d_->startJob(tr("Re-import %1").arg(name), work, finished);
}

void Session::Private::tellReread(DatasetId dataset, const std::vector<std::string>& names_before) {
  const DatasetRecord* record = snapshot.catalog->dataset(dataset);
  if (record == nullptr) return;
  Rereading rereading{
      QString::fromStdString(record->name), std::ssize(sequence_names(*snapshot.catalog, dataset)), {}};
  for (const std::string& name : lost_sequences(names_before, *snapshot.catalog, dataset))
    rereading.gone.append(QString::fromStdString(name));
  Q_EMIT q->reread(rereading);
}

void Session::exportPoses(const QString& file, ExportOptions options) {
  if (!d_->needProject()) return;
  options.clips = clipOptions();
  auto written = std::make_shared<std::filesystem::path>();
  const auto work = [folder = path_of(d_->folder), to = path_of(file), options,
                     written](const JobContext& context) {
    *written = export_poses(Project::open(folder), to, options, context).written;
  };
  const auto finished = [written](JobHandle* job) { job->setResult(place_of(*written)); };
  d_->startJob(tr("Export to %1").arg(QFileInfo(file).fileName()), work, finished);
}

void Session::align(const AlignOptions& options) {
  if (d_->needProject()) d_->alignAnew(options, tr("align"));
}

void Session::setAlignOptions(const AlignOptions& options) {
  if (!d_->needProject()) return;
  if (!catalog()->alignment) {
    d_->edit([options](const EditTarget& target) { return waitingAlignOptionsEdit(target, options); });
    return;
  }
  AlignOptions kept = options;
  kept.preset = alignOptions().preset;
  kept.ratio = alignOptions().ratio;
  kept.with_scale = alignOptions().with_scale;
  if (d_->realignment && d_->realignment->running())
    d_->realignment->cancel();
  else if (kept.to_json() == alignOptions().to_json())
    return;
  const auto compute = [kept](const Project& project, const Catalog& catalog, const JobContext& context) {
    std::vector<SequenceId> all;
    for (const SequenceRecord& sequence : catalog.sequences) all.push_back(sequence.id);
    return compute_realignment(project, catalog, kept, all, context);
  };
  d_->realignment = d_->startAlignment(tr("Realign"), tr("change alignment options"), compute);
}

JobHandle* Session::Private::startAlignment(const QString& title, const QString& undo_text,
                                            ComputeAlignment compute) {
  struct Result {
    Catalog at_start;
    AlignmentRecord aligned;
  };
  auto result = std::make_shared<Result>();
  const auto work = [where = path_of(folder), compute = std::move(compute),
                     result](const JobContext& context) {
    const Project project = Project::open(where);
    project.require_writable();
    result->at_start = project.catalog();
    result->aligned = compute(project, result->at_start, context);
  };
  const auto finished = [this, undo_text, result](JobHandle*) {
    edit([undo_text, result](const EditTarget& target) {
      return alignmentEdit(target, undo_text, result->aligned, result->at_start);
    });
  };
  ++alignments_under_way;
  JobHandle* job = startJob(title, work, finished);
  QObject::connect(job, &JobHandle::ended, q, [this] { --alignments_under_way; });
  return job;
}

void Session::Private::alignAnew(const AlignOptions& options, const QString& undo_text) {
  startAlignment(tr("Align"), undo_text,
                 [options](const Project& project, const Catalog& catalog, const JobContext& context) {
                   return compute_alignment(project, catalog, options, context);
                 });
}

/// So that somebody who brings the first files sees them on top of each other. Later imports leave the
/// alignment to people.
void Session::Private::alignFirstData() {
  if (alignments_under_way == 0) alignAnew(snapshot.align_options, {});
}

/// `work` begins when the edits asked for before it are done: a dataset removed a moment ago is not aligned
/// any more.
JobHandle* Session::Private::startJob(const QString& title, JobRunner::Work work, Ended finished) {
  idle_told = false;
  ++jobs_started;
  const auto edits = std::make_shared<std::promise<void>>();
  project_thread->post([edits](ProjectState&, const JobContext&) { edits->set_value(); },
                       [this](const QString&) { checkIdle(); });
  const auto after_edits = [edits = edits->get_future().share(),
                            work = std::move(work)](const JobContext& context) {
    while (edits.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready)
      context.throw_if_stopped();
    work(context);
  };
  JobHandle* job = jobs.start(title, after_edits);
  plans[job->id()] = {generation, std::move(finished)};
  return job;
}

void Session::Private::jobEnded(JobHandle* job) {
  const auto node = plans.extract(job->id());
  const JobPlan plan = node.empty() ? JobPlan{generation, {}} : node.mapped();
  if (superseded(job)) {
    jobs.dismiss(job);
  } else {
    if (plan.generation == generation && q->hasProject()) keepLog(job);
    finish(plan, job);
  }
  checkIdle();
}

void Session::Private::finish(const JobPlan& plan, JobHandle* job) {
  const bool wanted = plan.generation == generation || plan.generation == any_project;
  if (!wanted) return;
  if (job->outcome() == JobOutcome::failed) Q_EMIT q->failed(job->error());
  if (job->outcome() == JobOutcome::finished && plan.finished) plan.finished(job);
}

/// Cancelled by setAlignOptions for newer options, not by a person: not worth a line in the job bar.
bool Session::Private::superseded(const JobHandle* job) const {
  return job->outcome() == JobOutcome::cancelled && realignment && job != realignment &&
         realignment->running() && job->title() == realignment->title();
}

void Session::Private::keepLog(const JobHandle* job) {
  if (!snapshot.why_read_only.isEmpty()) return;
  std::string outcome = "finished";
  if (job->outcome() == JobOutcome::cancelled) outcome = "cancelled";
  if (job->outcome() == JobOutcome::failed) outcome = "failed";
  const QString text = job->error().isEmpty() ? job->log() : job->log() + job->error() + '\n';
  const auto work = [title = job->title().toStdString(), outcome, log = text.toStdString()](
                        ProjectState& state, const JobContext&) {
    state.project->append_job_log(title, outcome, log);
  };
  post(work, [this](const QString& error) {
    if (!error.isEmpty()) Q_EMIT q->failed(error);
  });
}

}  // namespace solopose
