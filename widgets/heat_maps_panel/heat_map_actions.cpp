#include "widgets/heat_maps_panel/heat_map_actions.h"

#include "widgets/actions/action_family.h"

namespace solopose {

HeatMapActions::HeatMapActions(ActionRegistry* registry) {
  const ActionFamily family(registry, "heat.", [] { return tr("Heat &maps"); });
  const ActionRest view{.submenu = [] { return tr("&View from"); }};
  const ActionRest part{.checkable = true, .submenu = [] { return tr("&Show"); }};
  open_volume = family.add(
      "open-volume", [] { return tr("&Open volume…"); }, "Ctrl+H, O", "folder-open");
  export_volume = family.add(
      "export-volume", [] { return tr("&Export volume…"); }, "Ctrl+H, X", "export");
  screenshot = family.add(
      "screenshot", [] { return tr("Save &picture…"); }, "Ctrl+H, P", "camera");
  next_joint =
      family.add("next-joint", [] { return tr("&Next joint"); }, "Ctrl+H, J", "", {.separator = true});
  previous_joint = family.add(
      "previous-joint", [] { return tr("P&revious joint"); }, "Ctrl+H, Shift+J");

  look = {family.add(
              "view-front", [] { return tr("&Front"); }, "Ctrl+H, 1", "view-front", view),
          family.add(
              "view-back", [] { return tr("&Back"); }, "Ctrl+H, 2", "view-front", view),
          family.add(
              "view-left", [] { return tr("&Left"); }, "Ctrl+H, 4", "view-side", view),
          family.add(
              "view-right", [] { return tr("&Right"); }, "Ctrl+H, 3", "view-side", view),
          family.add(
              "view-top", [] { return tr("&Top"); }, "Ctrl+H, 7", "view-top", view),
          family.add(
              "view-perspective", [] { return tr("&Perspective"); }, "Ctrl+H, 9", "view-free", view)};
  reset_view = family.add(
      "reset-view", [] { return tr("Rese&t view"); }, "Ctrl+H, 0", "home");
  whole_cube = family.add(
      "whole-cube", [] { return tr("&Whole cube"); }, "Ctrl+H, C", "fit");

  keep_beside = family.add("keep-beside", [] { return tr("&Keep this one beside"); }, "Ctrl+H, K",
                           "before-after", {.checkable = true, .separator = true});

  show_volume = family.add(
      "show-volume", [] { return tr("&Volume"); }, "Ctrl+H, V", "data", part);
  show_surface = family.add(
      "show-surface", [] { return tr("&Iso-surface"); }, "Ctrl+H, I", "ghost", part);
  show_slices = family.add(
      "show-slices", [] { return tr("&Slice planes"); }, "Ctrl+H, S", "layout", part);
  show_skeleton = family.add(
      "show-skeleton", [] { return tr("S&keleton"); }, "Ctrl+H, B", "person", part);
  show_decoded = family.add(
      "show-decoded", [] { return tr("&Decoded positions"); }, "Ctrl+H, D", "pin", part);
  show_sides = family.add(
      "show-sides", [] { return tr("Centres of side &Gaussians"); }, "Ctrl+H, G", "scatter", part);
  show_errors = family.add(
      "show-errors", [] { return tr("&Error arrows"); }, "Ctrl+H, E", "ruler", part);
  show_axes = family.add(
      "show-axes", [] { return tr("Cube and &axes"); }, "Ctrl+H, A", "axes", part);
}

}  // namespace solopose
