#include "widgets/training_panel/training_actions.h"

#include "widgets/actions/action_family.h"

namespace solopose {

TrainingActions::TrainingActions(ActionRegistry* registry) {
  const ActionFamily family(registry, "train.", [] { return tr("&Train"); });
  const ActionFamily::Text queue = [] { return tr("&Queue"); };
  const ActionFamily::Text curves = [] { return tr("C&urves"); };
  start = family.add(
      "start", [] { return tr("&Start training"); }, "Ctrl+T, S", "play");
  pause =
      family.add("pause", [] { return tr("&Pause training"); }, "Ctrl+T, P", "pause", {.checkable = true});
  stop_early = family.add(
      "stop-early", [] { return tr("Stop &early and keep the run"); }, "Ctrl+T, E", "stop");
  cancel = family.add(
      "cancel", [] { return tr("Dis&card the run at work…"); }, "Ctrl+T, X", "cancel");
  queue_up =
      family.add("queue-up", [] { return tr("Move &up"); }, "Ctrl+T, Up", "move-up", {.submenu = queue});
  queue_down = family.add("queue-down", [] { return tr("Move &down"); }, "Ctrl+T, Down", "move-down",
                          {.submenu = queue});
  queue_remove = family.add("queue-remove", [] { return tr("&Take out of the queue"); }, "Ctrl+T, Q",
                            "remove", {.submenu = queue});

  resume_run =
      family.add("resume-run", [] { return tr("&Resume run"); }, "Ctrl+T, R", "refresh", {.separator = true});
  extend_run = family.add(
      "extend-run", [] { return tr("&Train further…"); }, "Ctrl+T, G", "skip-end");
  load_options = family.add(
      "load-options", [] { return tr("Load &options into the form"); }, "Ctrl+T, O", "copy");
  use_model = family.add(
      "use-model", [] { return tr("Use &model for prediction"); }, "Ctrl+T, U", "person");
  evaluate = family.add(
      "evaluate", [] { return tr("E&valuate…"); }, "Ctrl+T, V", "ruler");
  reveal = family.add(
      "reveal", [] { return tr("Show in &folder"); }, "Ctrl+T, F", "folder-open");
  remove = family.add(
      "delete", [] { return tr("&Delete run…"); }, "Ctrl+T, Del", "trash");

  show_form = family.add("show-form", [] { return tr("&New run form"); }, "Ctrl+T, N", "settings",
                         {.checkable = true, .separator = true});
  logarithmic = family.add("logarithmic", [] { return tr("&Logarithmic loss"); }, "Ctrl+T, L", "log-scale",
                           {.checkable = true, .submenu = curves});
  without_outliers = family.add("without-outliers", [] { return tr("Without &outliers"); }, "Ctrl+T, C",
                                "filter", {.checkable = true, .submenu = curves});
  over_time = family.add("over-time", [] { return tr("Over &time instead of steps"); }, "Ctrl+T, T", "clock",
                         {.checkable = true, .submenu = curves});
}

void TrainingActions::explain(ActionRegistry* registry) const {
  pause->setWhatsThis(
      tr("Holds the run at work after the step under way, with a checkpoint. Pressed again it goes on"));
  stop_early->setWhatsThis(
      tr("Ends the run at work after the step under way and measures it. Its model stays, and Resume run can "
         "go on with it"));
  cancel->setWhatsThis(tr("Ends the run at work and deletes its folder with models and curves. Asks first"));
  load_options->setWhatsThis(tr("For another run from the beginning"));
  remove->setWhatsThis(tr("Deletes the chosen run’s folder with models and curves. Asks first"));
  without_outliers->setWhatsThis(
      tr("Draws to the scale of most values: the few far away, as at a run’s beginning, lie outside"));
  for (const QAction* action : {pause, stop_early, cancel, load_options, remove, without_outliers})
    registry->refreshText(registry->id(action));
}

}  // namespace solopose
