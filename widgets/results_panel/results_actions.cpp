#include "widgets/results_panel/results_actions.h"

#include "widgets/actions/action_family.h"

namespace solopose {

ResultsActions::ResultsActions(ActionRegistry* registry, QWidget* panel) {
  const ActionFamily family(registry, "results.", [] { return tr("&Train"); });
  const ActionFamily::Text submenu = [] { return tr("Resu&lts"); };
  add_method = family.add("add-method", [] { return tr("&Add another method’s poses…"); }, "Ctrl+T, A", "add",
                          {.submenu = submenu, .separator = true});
  export_table =
      family.add("export", [] { return tr("&Export table…"); }, "Ctrl+T, W", "export", {.submenu = submenu});
  copy = family.add("copy", [] { return tr("&Copy table as text"); }, "Ctrl+C", "copy",
                    {.submenu = submenu, .within = panel});
  quote_paper = family.add("quote-paper", [] { return tr("&Quote the paper’s lines"); }, "Ctrl+T, B", "list",
                           {.checkable = true, .submenu = submenu});
}

}  // namespace solopose
