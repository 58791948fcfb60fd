#pragma once

#include <QDialog>

#include "core/project/trash.h"

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace solopose {

class Session;

/// What lies in the project that nothing refers to: removed datasets, and files that nobody knows. They can
/// be brought back; only here, and only when somebody asks for it, is anything deleted.
class TrashDialog : public QDialog {
  Q_OBJECT
 public:
  explicit TrashDialog(Session* session, QWidget* parent = nullptr);

 private:
  void build();
  void show(const TrashContents& contents);
  QTreeWidgetItem* addImport(const RemovedImport& import);
  QTreeWidgetItem* addFile(const StrayFile& file);
  void updateButtons();
  void restoreSelected();
  void discardSelected();
  void askToEmpty();

  Session* session_;
  TrashContents contents_;
  QLabel* summary_ = nullptr;
  QTreeWidget* list_ = nullptr;
  QPushButton* restore_ = nullptr;
  QPushButton* discard_ = nullptr;
  QPushButton* empty_ = nullptr;
};

}  // namespace solopose
