#pragma once

#include <QCoreApplication>

class QAction;
class QWidget;

namespace solopose {

class ActionRegistry;

/// The panel's actions, "results.…". What they do is connected by the panel.
struct ResultsActions {
  Q_DECLARE_TR_FUNCTIONS(solopose::ResultsActions)
 public:
  ResultsActions(ActionRegistry* registry, QWidget* panel);

  QAction* add_method;
  QAction* export_table;
  QAction* copy;
  QAction* quote_paper;
};

}  // namespace solopose
