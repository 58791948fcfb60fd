#include "widgets/playback_panel/playback_actions.h"

#include "widgets/actions/action_family.h"

namespace solopose {

PlaybackActions::PlaybackActions(ActionRegistry* registry, QWidget* panel) {
  const ActionFamily family(registry, "video.", [] { return tr("V&ideo"); });
  const ActionRest part{.checkable = true, .submenu = [] { return tr("&Show"); }};
  open_video = family.add(
      "open", [] { return tr("&Open video…"); }, "Ctrl+Shift+O", "folder-open");
  close_video = family.add(
      "close", [] { return tr("&Back to the sequence"); }, "Ctrl+Shift+W", "close");
  predict = family.add(
      "predict", [] { return tr("&Predict poses…"); }, "Ctrl+Shift+R", "predict");
  export_film = family.add(
      "export-film", [] { return tr("&Export film…"); }, "Ctrl+Shift+M", "film");

  add_to_project = family.add(
      "add-to-project", [] { return tr("A&dd to the project"); }, "Ctrl+Shift+U", "add");

  grid = family.add("grid", [] { return tr("All &views of the take"); }, "G", "grid",
                    {.checkable = true, .separator = true});
  next_view = family.add(
      "next-view", [] { return tr("&Next view"); }, "V");
  previous_view = family.add(
      "previous-view", [] { return tr("P&revious view"); }, "Shift+V");

  correct = family.add("correct", [] { return tr("&Move joints in the pictures"); }, "E", "rename",
                       {.checkable = true, .separator = true});
  next_joint = family.add("next-joint", [] { return tr("Next &joint"); }, "N", "", {.within = panel});
  previous_joint =
      family.add("previous-joint", [] { return tr("Previous joint"); }, "Shift+N", "", {.within = panel});

  fit = family.add("fit", [] { return tr("&Fit"); }, "Shift+0", "fit", {.separator = true});
  actual_size = family.add(
      "actual-size", [] { return tr("&Actual size"); }, "Shift+1");
  zoom_in = family.add(
      "zoom-in", [] { return tr("Zoom &in"); }, "Shift++");
  zoom_out = family.add(
      "zoom-out", [] { return tr("Zoom ou&t"); }, "Shift+-");
  full_screen = family.add(
      "full-screen", [] { return tr("Video on the full s&creen"); }, "Shift+F11", "fullscreen");

  show_truth = family.add("show-truth", [] { return tr("&True poses"); }, "Shift+T", "ghost",
                          {.checkable = true, .submenu = part.submenu, .separator = true});
  show_predictions = family.add(
      "show-predictions", [] { return tr("&Predicted poses"); }, "Shift+P", "person", part);
  confidence = family.add(
      "confidence", [] { return tr("&Confidence as opacity"); }, "Shift+C", "opacity", part);
  show_labels = family.add(
      "show-labels", [] { return tr("2D &labels"); }, "Shift+2", "scatter", part);
  view_3d = family.add(
      "show-3d", [] { return tr("&3D view"); }, "Shift+3", "axes", part);
  plots = family.add(
      "plots", [] { return tr("Pl&ots in the timeline"); }, "Shift+L", "chart", part);
}

}  // namespace solopose
