#include "widgets/playback_panel/playback_actions.h"

#include "widgets/actions/action_registry.h"

namespace solopose {

PlaybackActions::PlaybackActions(ActionRegistry* registry) {
  using Text = std::function<QString()>;
  const Text menu = [] { return tr("V&ideo"); };
  const Text parts = [] { return tr("&Show"); };
  const auto add = [&](const char* id, Text text, const char* shortcut, const char* icon,
                       bool checkable = false, const Text& submenu = {}, bool separator = false) {
    return registry->add({.id = QStringLiteral("video.") + QLatin1String(id),
                          .text = std::move(text),
                          .menu = menu,
                          .shortcut = QKeySequence(QLatin1String(shortcut)),
                          .icon = QLatin1String(icon),
                          .checkable = checkable,
                          .run = {},
                          .submenu = submenu,
                          .separator = separator});
  };
  open_video = add(
      "open", [] { return tr("&Open video…"); }, "Ctrl+Shift+O", "folder-open");
  close_video = add(
      "close", [] { return tr("&Back to the sequence"); }, "Ctrl+Shift+W", "close");
  predict = add(
      "predict", [] { return tr("&Predict poses…"); }, "Ctrl+Shift+R", "predict");
  export_film = add(
      "export-film", [] { return tr("&Export film…"); }, "Ctrl+Shift+M", "film");

  grid = add(
      "grid", [] { return tr("All &views of the take"); }, "G", "grid", true, {}, true);
  next_view = add(
      "next-view", [] { return tr("&Next view"); }, "V", "");
  previous_view = add(
      "previous-view", [] { return tr("P&revious view"); }, "Shift+V", "");

  fit = add(
      "fit", [] { return tr("&Fit"); }, "Shift+0", "fit", false, {}, true);
  actual_size = add(
      "actual-size", [] { return tr("&Actual size"); }, "Shift+1", "");
  zoom_in = add(
      "zoom-in", [] { return tr("Zoom &in"); }, "Shift++", "");
  zoom_out = add(
      "zoom-out", [] { return tr("Zoom ou&t"); }, "Shift+-", "");
  full_screen = add(
      "full-screen", [] { return tr("Video on the &full screen"); }, "Shift+F11", "fullscreen");

  show_truth = add(
      "show-truth", [] { return tr("&True poses"); }, "Shift+T", "ghost", true, parts, true);
  show_predictions = add(
      "show-predictions", [] { return tr("&Predicted poses"); }, "Shift+P", "person", true, parts);
  confidence = add(
      "confidence", [] { return tr("&Confidence as opacity"); }, "Shift+C", "opacity", true, parts);
  view_3d = add(
      "show-3d", [] { return tr("&3D view"); }, "Shift+3", "axes", true, parts);
  plots = add(
      "plots", [] { return tr("P&lots in the timeline"); }, "Shift+L", "chart", true, parts);
}

}  // namespace solopose
