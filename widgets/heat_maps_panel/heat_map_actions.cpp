#include "widgets/heat_maps_panel/heat_map_actions.h"

#include "widgets/actions/action_registry.h"

namespace solopose {

HeatMapActions::HeatMapActions(ActionRegistry* registry) {
  using Text = std::function<QString()>;
  const Text menu = [] { return tr("&Heat maps"); };
  const Text views = [] { return tr("&View from"); };
  const Text parts = [] { return tr("&Show"); };
  const auto add = [&](const char* id, Text text, const char* shortcut, const char* icon,
                       bool checkable = false, const Text& submenu = {}, bool separator = false) {
    return registry->add({.id = QStringLiteral("heat.") + QLatin1String(id),
                          .text = std::move(text),
                          .menu = menu,
                          .shortcut = QKeySequence(QLatin1String(shortcut)),
                          .icon = QLatin1String(icon),
                          .checkable = checkable,
                          .run = {},
                          .submenu = submenu,
                          .separator = separator});
  };
  open_volume = add(
      "open-volume", [] { return tr("&Open volume…"); }, "Ctrl+H, O", "folder-open");
  export_volume = add(
      "export-volume", [] { return tr("&Export volume…"); }, "Ctrl+H, X", "export");
  screenshot = add(
      "screenshot", [] { return tr("Save &picture…"); }, "Ctrl+H, P", "camera");
  next_joint = add(
      "next-joint", [] { return tr("&Next joint"); }, "Ctrl+H, J", "", false, {}, true);
  previous_joint = add(
      "previous-joint", [] { return tr("Pre&vious joint"); }, "Ctrl+H, Shift+J", "");

  look = {add(
              "view-front", [] { return tr("&Front"); }, "Ctrl+H, 1", "view-front", false, views),
          add(
              "view-back", [] { return tr("&Back"); }, "Ctrl+H, 2", "view-front", false, views),
          add(
              "view-left", [] { return tr("&Left"); }, "Ctrl+H, 4", "view-side", false, views),
          add(
              "view-right", [] { return tr("&Right"); }, "Ctrl+H, 3", "view-side", false, views),
          add(
              "view-top", [] { return tr("&Top"); }, "Ctrl+H, 7", "view-top", false, views),
          add(
              "view-perspective", [] { return tr("&Perspective"); }, "Ctrl+H, 9", "view-free", false, views)};
  reset_view = add(
      "reset-view", [] { return tr("Rese&t view"); }, "Ctrl+H, 0", "home");

  show_volume = add(
      "show-volume", [] { return tr("&Volume"); }, "Ctrl+H, V", "data", true, parts);
  show_surface = add(
      "show-surface", [] { return tr("&Iso-surface"); }, "Ctrl+H, I", "ghost", true, parts);
  show_slices = add(
      "show-slices", [] { return tr("&Slice planes"); }, "Ctrl+H, S", "layout", true, parts);
  show_skeleton = add(
      "show-skeleton", [] { return tr("S&keleton"); }, "Ctrl+H, B", "person", true, parts);
  show_decoded = add(
      "show-decoded", [] { return tr("&Decoded positions"); }, "Ctrl+H, D", "pin", true, parts);
  show_sides = add(
      "show-sides", [] { return tr("Centres of side &Gaussians"); }, "Ctrl+H, G", "scatter", true, parts);
  show_errors = add(
      "show-errors", [] { return tr("&Error arrows"); }, "Ctrl+H, E", "ruler", true, parts);
  show_axes = add(
      "show-axes", [] { return tr("Cube and &axes"); }, "Ctrl+H, A", "axes", true, parts);
}

}  // namespace solopose
