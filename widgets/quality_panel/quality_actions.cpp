#include "widgets/quality_panel/quality_actions.h"

#include "core/project/verdict.h"
#include "widgets/actions/action_family.h"

namespace solopose {
namespace {

constexpr std::size_t by(Verdict verdict) { return static_cast<std::size_t>(verdict); }

}  // namespace

QualityActions::QualityActions(ActionRegistry* registry, QWidget* panel, QWidget* repairs) {
  const ActionFamily family(registry, "quality.", [] { return tr("&Quality"); });
  const ActionFamily::Text sequence = [] { return tr("Whole &sequence"); };
  const ActionFamily::Text frames = [] { return tr("&Marked range or this frame"); };
  const ActionFamily::Text repair = [] { return tr("R&epair"); };
  next = family.add(
      "next", [] { return tr("&Next open finding"); }, "]", "move-down");
  previous = family.add(
      "previous", [] { return tr("&Previous open finding"); }, "[", "move-up");
  analyse = family.add(
      "analyse", [] { return tr("Loo&k through the poses again"); }, "Ctrl+R", "refresh");
  merge = family.add(
      "merge", [] { return tr("&Bring in another copy's verdicts…"); }, "Ctrl+Alt+M", "import");

  judge[by(Verdict::accepted)] =
      family.add("accept", [] { return tr("&Accept"); }, "A", "check", {.separator = true, .within = panel});
  judge[by(Verdict::rejected)] =
      family.add("reject", [] { return tr("&Reject"); }, "R", "exclude", {.within = panel});
  judge[by(Verdict::fix_later)] =
      family.add("fix-later", [] { return tr("&Fix later"); }, "F", "clock", {.within = panel});
  take_back = family.add("take-back", [] { return tr("&Take the verdict back"); }, "Backspace", "undo",
                         {.within = panel});
  write_note = family.add("note", [] { return tr("Write a n&ote"); }, "N", "rename", {.within = panel});
  find = family.add(
      "find", [] { return tr("F&ilter findings"); }, "/", "search");
  worst_first = family.add("worst-first", [] { return tr("&Worst first"); }, "W", "chart",
                           {.checkable = true, .within = panel});

  judge_sequence[by(Verdict::accepted)] =
      family.add("accept-sequence", [] { return tr("&Accept the sequence"); }, "Shift+A", "check",
                 {.submenu = sequence, .separator = true, .within = panel});
  judge_sequence[by(Verdict::rejected)] =
      family.add("reject-sequence", [] { return tr("&Reject the sequence"); }, "Shift+R", "exclude",
                 {.submenu = sequence, .within = panel});
  judge_sequence[by(Verdict::fix_later)] =
      family.add("fix-sequence-later", [] { return tr("&Fix the sequence later"); }, "Shift+F", "clock",
                 {.submenu = sequence, .within = panel});
  judge_frames[by(Verdict::accepted)] =
      family.add("accept-frames", [] { return tr("&Accept these frames"); }, "Ctrl+Shift+A", "check",
                 {.submenu = frames, .within = panel});
  judge_frames[by(Verdict::rejected)] =
      family.add("reject-frames", [] { return tr("&Reject these frames"); }, "Ctrl+Shift+R", "exclude",
                 {.submenu = frames, .within = panel});
  judge_frames[by(Verdict::fix_later)] =
      family.add("fix-frames-later", [] { return tr("&Fix these frames later"); }, "Ctrl+Shift+F", "clock",
                 {.submenu = frames, .within = panel});

  swap = family.add("swap", [] { return tr("&Swap left and right"); }, "S", "swap-sides",
                    {.submenu = repair, .separator = true, .within = panel});
  interpolate = family.add("interpolate", [] { return tr("&Interpolate"); }, "I", "interpolate",
                           {.submenu = repair, .within = panel});
  blank = family.add("blank", [] { return tr("&Blank the joints"); }, "B", "eye-off",
                     {.submenu = repair, .within = panel});
  smooth =
      family.add("smooth", [] { return tr("S&mooth"); }, "M", "smooth", {.submenu = repair, .within = panel});
  copy_previous = family.add("copy-previous", [] { return tr("Copy the &pose before"); }, "P", "copy",
                             {.submenu = repair, .within = panel});
  swap_sequence = family.add("swap-sequence", [] { return tr("Swap left and right of the whole se&quence"); },
                             "Shift+S", "swap-sides", {.submenu = repair, .within = panel});
  swap_dataset = family.add("swap-dataset", [] { return tr("Swap left and right of the whole &dataset"); },
                            "Ctrl+Shift+S", "swap-sides-all", {.submenu = repair, .within = panel});
  unrepair = family.add("unrepair", [] { return tr("Bac&k to the poses as imported"); }, "Shift+Backspace",
                        "undo", {.submenu = repair, .within = panel});
  take_back_repair = family.add("take-back-repair", [] { return tr("&Take this repair back"); }, "Backspace",
                                "undo", {.submenu = repair, .within = repairs});
}

void QualityActions::explain(ActionRegistry* registry) const {
  judge[by(Verdict::accepted)]->setWhatsThis(
      tr("The pose is right, the finding a false alarm: the frames are used as they are"));
  judge[by(Verdict::rejected)]->setWhatsThis(
      tr("The pose is wrong: its frames count as missing in alignment, export, training and evaluation"));
  judge[by(Verdict::fix_later)]->setWhatsThis(
      tr("The pose is wrong and is to be repaired: until then the frames are used as they are"));
  for (const QAction* action : judge) registry->refreshText(registry->id(action));
}

std::vector<QAction*> QualityActions::repairs() const {
  return {swap,          interpolate,  blank,    smooth,          copy_previous,
          swap_sequence, swap_dataset, unrepair, take_back_repair};
}

}  // namespace solopose
