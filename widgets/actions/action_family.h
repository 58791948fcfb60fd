#pragma once

#include "widgets/actions/action_registry.h"

namespace solopose {

/// What most actions do not have.
struct ActionRest {
  bool checkable = false;
  std::function<QString()> submenu = {};
  bool separator = false;
  QWidget* within = nullptr;
};

/// Registers a panel's actions, which share a menu and the beginning of their ids.
class ActionFamily {
 public:
  using Text = std::function<QString()>;  ///< tr()

  /// `prefix` with its full stop: "train."
  ActionFamily(ActionRegistry* registry, const char* prefix, Text menu);

  QAction* add(const char* id, Text text, const char* shortcut, const char* icon = "",
               ActionRest rest = {}) const;

 private:
  ActionRegistry* registry_;
  QLatin1String prefix_;
  Text menu_;
};

}  // namespace solopose
