#include "widgets/training_panel/training_actions.h"

#include "widgets/actions/action_registry.h"

namespace solopose {

TrainingActions::TrainingActions(ActionRegistry* registry) {
  using Text = std::function<QString()>;
  const Text menu = [] { return tr("&Train"); };
  const Text queue = [] { return tr("&Queue"); };
  const Text curves = [] { return tr("C&urves"); };
  struct Rest {
    bool checkable = false;
    Text submenu = {};
    bool separator = false;
  };
  const auto add = [&](const char* id, Text text, const char* shortcut, const char* icon, Rest rest = {}) {
    return registry->add({.id = QStringLiteral("train.") + QLatin1String(id),
                          .text = std::move(text),
                          .menu = menu,
                          .shortcut = QKeySequence(QLatin1String(shortcut)),
                          .icon = QLatin1String(icon),
                          .checkable = rest.checkable,
                          .run = {},
                          .submenu = rest.submenu,
                          .separator = rest.separator});
  };
  start = add(
      "start", [] { return tr("&Start training"); }, "Ctrl+T, S", "play");
  pause = add("pause", [] { return tr("&Pause training"); }, "Ctrl+T, P", "pause", {.checkable = true});
  stop_early = add(
      "stop-early", [] { return tr("Stop &early and keep the model"); }, "Ctrl+T, E", "stop");
  cancel = add(
      "cancel", [] { return tr("&Cancel and discard…"); }, "Ctrl+T, X", "cancel");
  queue_up = add("queue-up", [] { return tr("Move &up"); }, "Ctrl+T, Up", "move-up", {.submenu = queue});
  queue_down =
      add("queue-down", [] { return tr("Move &down"); }, "Ctrl+T, Down", "move-down", {.submenu = queue});
  queue_remove = add("queue-remove", [] { return tr("&Take out of the queue"); }, "Ctrl+T, Q", "remove",
                     {.submenu = queue});

  resume_run =
      add("resume-run", [] { return tr("&Resume run"); }, "Ctrl+T, R", "refresh", {.separator = true});
  load_options = add(
      "load-options", [] { return tr("Load &options into the form"); }, "Ctrl+T, O", "copy");
  use_model = add(
      "use-model", [] { return tr("Use &model for prediction"); }, "Ctrl+T, U", "person");
  reveal = add(
      "reveal", [] { return tr("Show in &folder"); }, "Ctrl+T, F", "folder-open");
  remove = add(
      "delete", [] { return tr("&Delete run…"); }, "Ctrl+T, Del", "trash");

  show_form = add("show-form", [] { return tr("&New run form"); }, "Ctrl+T, N", "settings",
                  {.checkable = true, .separator = true});
  logarithmic = add("logarithmic", [] { return tr("&Logarithmic loss"); }, "Ctrl+T, L", "log-scale",
                    {.checkable = true, .submenu = curves});
  without_outliers = add("without-outliers", [] { return tr("Without &outliers"); }, "Ctrl+T, C", "filter",
                         {.checkable = true, .submenu = curves});
  over_time = add("over-time", [] { return tr("Over &time instead of steps"); }, "Ctrl+T, T", "clock",
                  {.checkable = true, .submenu = curves});
}

}  // namespace solopose
