#include "widgets/actions/action_family.h"

#include <utility>

namespace solopose {

ActionFamily::ActionFamily(ActionRegistry* registry, const char* prefix, Text menu)
    : registry_(registry), prefix_(prefix), menu_(std::move(menu)) {}

QAction* ActionFamily::add(const char* id, Text text, const char* shortcut, const char* icon,
                           ActionRest rest) const {
  return registry_->add({.id = prefix_ + QLatin1String(id),
                         .text = std::move(text),
                         .menu = menu_,
                         .shortcut = QKeySequence(QLatin1String(shortcut)),
                         .icon = QLatin1String(icon),
                         .checkable = rest.checkable,
                         .run = {},
                         .submenu = std::move(rest.submenu),
                         .separator = rest.separator,
                         .within = rest.within});
}

}  // namespace solopose
