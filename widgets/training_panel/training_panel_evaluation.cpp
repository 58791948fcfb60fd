// A run is measured.
#include "core/engine/engine.h"
#include "core/project/catalog.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/measuring_jobs.h"
#include "widgets/session/session.h"
#include "widgets/shared/file_path.h"
#include "widgets/theme/shown_text.h"
#include "widgets/training_panel/evaluate_dialog.h"
#include "widgets/training_panel/training_panel_private.h"

namespace solopose {

void TrainingPanel::Private::askToEvaluate() {
  const Run* run = chosen();
  if (run == nullptr || !run->has_model()) return;
  auto* dialog = new EvaluateDialog(*run, rejected_frames(*session->catalog()), q->window());
  QObject::connect(dialog, &QDialog::accepted, q, [this, dialog] { evaluateRun(dialog->options()); });
  dialog->open();
}

/// As the shell's evaluate does it; the results page shows what is kept with the run.
void TrainingPanel::Private::evaluateRun(const EvaluateOptions& options) {
  EvaluateOptions asked = options;
  asked.project = path_of(session->projectFolder());
  const QString name = shown_name(asked.model.filename().string());
  JobHandle* job = session->jobs()->start(tr("Evaluate %1").arg(name), [asked](const JobContext& context) {
    engine().evaluate_beside(asked, {}, context);
  });
  mark_measuring(job, name);
  QObject::connect(job, &JobHandle::ended, q, [this] { store.refresh(); });
  Q_EMIT q->handedOver(HandedFile::results, QString::fromStdString(asked.model.string()));
}

}  // namespace solopose
