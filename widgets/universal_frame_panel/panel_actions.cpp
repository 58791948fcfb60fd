#include "widgets/universal_frame_panel/panel_actions.h"

#include "widgets/actions/action_registry.h"

namespace solopose {

namespace {

QString alignMenu() { return PanelActions::tr("&Align"); }
QString viewMenu() { return PanelActions::tr("&View"); }
QString universalFrame() { return PanelActions::tr("U&niversal frame"); }

}  // namespace

PanelActions::PanelActions(ActionRegistry* registry) {
  const auto add = [registry](const char* id, std::function<QString()> text, const char* shortcut,
                              const char* icon, bool checkable, std::function<QString()> menu = viewMenu) {
    return registry->add({.id = QStringLiteral("universal.") + QLatin1String(id),
                          .text = std::move(text),
                          .menu = std::move(menu),
                          .shortcut = QKeySequence(QLatin1String(shortcut)),
                          .icon = QLatin1String(icon),
                          .checkable = checkable,
                          .run = {},
                          .submenu = universalFrame});
  };
  aligned = add(
      "aligned", [] { return tr("After alignment"); }, "B", "before-after", true, alignMenu);
  beside = add(
      "beside", [] { return tr("Before and after beside each other"); }, "Shift+B", "before-after", true,
      alignMenu);
  at_key_frames = add(
      "at-key-frames", [] { return tr("At key frames"); }, "P", "key-frame", true, alignMenu);
  show = {add(
              "show-all", [] { return tr("Show key frames of all"); }, "Alt+1", "", true, alignMenu),
          add(
              "show-take", [] { return tr("Show current take's views"); }, "Alt+2", "take", true, alignMenu),
          add(
              "show-cursor", [] { return tr("Show cursor's sequence only"); }, "Alt+3", "person", true,
              alignMenu)};
  all_datasets = add(
      "all-datasets", [] { return tr("Show every dataset"); }, "Shift+D", "eye", false, alignMenu);
  trail = add(
      "trail", [] { return tr("Ghost trail"); }, "T", "ghost", true, alignMenu);
  measure = add(
      "measure", [] { return tr("Measure"); }, "M", "ruler", true, alignMenu);
  clear_measure = add(
      "clear-measure", [] { return tr("Clear measure"); }, "Esc", "", false, alignMenu);

  frame_all = add(
      "frame-all", [] { return tr("Frame all"); }, "F", "fullscreen", false);
  look = {add(
              "view-front", [] { return tr("Front view"); }, "1", "view-front", false),
          add(
              "view-back", [] { return tr("Back view"); }, "2", "view-front", false),
          add(
              "view-left", [] { return tr("Left view"); }, "4", "view-side", false),
          add(
              "view-right", [] { return tr("Right view"); }, "3", "view-side", false),
          add(
              "view-top", [] { return tr("Top view"); }, "7", "view-top", false),
          add(
              "view-perspective", [] { return tr("Perspective view"); }, "9", "view-free", false)};
  orthographic = add(
      "orthographic", [] { return tr("Parallel projection"); }, "5", "", true);
  axes = add(
      "axes", [] { return tr("Axes"); }, "Shift+X", "axes", true);
  floor = add(
      "floor", [] { return tr("Floor grid of 500 mm"); }, "Shift+G", "", true);
  reference_points = add(
      "reference-points", [] { return tr("Reference points"); }, "Shift+R", "pin", true);
}

}  // namespace solopose
