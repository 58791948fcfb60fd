// A run is gone on with: after a pause, a stop or its end.
#include <algorithm>

#include <QAction>
#include <QInputDialog>
#include <QLocale>

#include "widgets/actions/action_registry.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"
#include "widgets/training_panel/run_text.h"
#include "widgets/training_panel/training_panel_private.h"

namespace solopose {
namespace {

constexpr int most_steps = 1'000'000'000;

/// Without which its last stage would have no step left, or nothing would be new.
std::int64_t least_steps_of_an_extension(const Run& run) {
  const std::int64_t before_the_last = run.options.steps() - TrainingOptions(run.options).last_stage().steps;
  return std::max(trained_steps(run), before_the_last) + 1;
}

}  // namespace

void TrainingPanel::Private::resume(const Run* run) {
  if (!whyNotResumed(run).isEmpty()) return;
  if (run->folder == queue.current())
    queue.setPaused(false);
  else
    queue.add(run->folder);
}

void TrainingPanel::Private::askToExtend() {
  const Run* run = chosen();
  if (!whyNotExtended(run).isEmpty()) return;
  const auto number = [](std::int64_t value) { return QLocale().toString(qint64{value}); };
  const std::int64_t last_stage = TrainingOptions(run->options).last_stage().steps;
  auto* dialog = new QInputDialog(q);
  dialog->setObjectName(QStringLiteral("extend-run"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Train further"));
  dialog->setInputMode(QInputDialog::IntInput);
  dialog->setLabelText(
      tr("%1 has done %2 of %3 steps. How many is it to have in all?")
          .arg(shown_name(run->name()), number(trained_steps(*run)), number(run->options.steps())));
  dialog->setIntRange(static_cast<int>(least_steps_of_an_extension(*run)), most_steps);
  dialog->setIntValue(static_cast<int>(run->options.steps() + last_stage));
  dialog->setOkButtonText(tr("Train further"));
  QObject::connect(dialog, &QInputDialog::intValueSelected, q, [this, folder = run->folder](int steps) {
    store.extend(folder, steps, [this, folder] { queue.add(folder); });
  });
  dialog->open();
}

/// What neither resuming nor extending can do without; empty: it is all there.
QString TrainingPanel::Private::whyNotOn(const Run* run) const {
  if (run == nullptr) return tr("Choose one run in the table");
  if (const QString reason = session->whyReadOnly(); !reason.isEmpty()) return reason;
  if (queue.contains(run->folder) && run->folder != queue.current())
    return tr("This run waits in the queue and begins by itself");
  const RunState state = model.state(*run);
  if (state == RunState::running || (run->folder == queue.current() && queue.ending()))
    return tr("This run is being trained");
  return {};
}

QString TrainingPanel::Private::whyNotResumed(const Run* run) const {
  if (const QString reason = whyNotOn(run); !reason.isEmpty()) return reason;
  const RunState state = model.state(*run);
  if (state == RunState::finished) return tr("This run has done all its steps: Train further gives it more");
  if (state == RunState::paused && run->folder != queue.current())
    return tr("Another process trains this run, and holds it");
  return {};
}

QString TrainingPanel::Private::whyNotExtended(const Run* run) const {
  if (const QString reason = whyNotOn(run); !reason.isEmpty()) return reason;
  if (model.state(*run) == RunState::paused) return tr("This run is held: end the pause or stop it first");
  if (trained_steps(*run) == 0) return tr("This run has not begun: Resume run begins it");
  if (has_given_up(*run))
    return tr(
        "This run ended because its error did not fall any more, and more steps would not begin. Load "
        "its options and raise “Stop after”");
  return {};
}

/// An action that is off says why.
void TrainingPanel::Private::offer(QAction* action, const QString& why_not, const QString& meaning) {
  action->setEnabled(why_not.isEmpty());
  const QString told = why_not.isEmpty() ? meaning : why_not;
  if (action->whatsThis() == told) return;
  action->setWhatsThis(told);
  registry->refreshText(registry->id(action));
}

void TrainingPanel::Private::updateGoingOn(const Run* run) {
  offer(actions.resume_run, whyNotResumed(run),
        tr("Goes on with the chosen run where it was paused, stopped or interrupted"));
  offer(actions.extend_run, whyNotExtended(run),
        tr("Gives the chosen run more steps and goes on behind its last one"));
}

}  // namespace solopose
