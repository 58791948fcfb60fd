#pragma once

#include <QSet>

#include "core/project/catalog.h"
#include "widgets/dataset_tree/tree_selection.h"
#include "widgets/panel/panel.h"

class QAction;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace solopose {

class ActionRegistry;
class DatasetTreeModel;
class EmptyPage;
class Session;

/// What the project holds, as dataset > subject > action > take > view. The row of the cursor's sequence is
/// selected and revealed; choosing a sequence's row moves the cursor. Expansion and selection outlive a
/// change of the catalog. Delete acts on what is selected: sequences are excluded or included again, datasets
/// leave the project.
class DatasetTree : public Panel {
  Q_OBJECT
 public:
  explicit DatasetTree(const PanelContext& context, QWidget* parent = nullptr);

  QTreeView* view() const { return view_; }
  DatasetTreeModel* model() const { return model_; }
  QLineEdit* searchField() const { return search_; }

  /// The dataset of the current row; 0 = none.
  DatasetId currentDataset() const;

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build();
  void addActions();
  void addDatasetActions();
  void retranslate();
  void followCatalog();
  void applyFilter();
  void showPage();
  void revealCursor();
  void moveCursorTo(const QModelIndex& index);
  void chooseFirstHit();
  void updateActions();
  void addDeletion();
  QString deletionText() const;
  QString deletionIcon() const;
  void deleteSelected();
  void showContextMenu(const QPoint& position);
  void startRename();

  QSet<QString> expandedKeys() const;
  void expandKeys(const QSet<QString>& keys);
  void setCurrentQuietly(const QModelIndex& index);
  QStringList selectedKeys() const;
  void selectKeys(const QStringList& keys);

  Session* session_;
  ActionRegistry* actions_;
  DatasetTreeModel* model_ = nullptr;
  QTreeView* view_ = nullptr;
  QLineEdit* search_ = nullptr;
  QAction* search_icon_ = nullptr;
  QStackedWidget* pages_ = nullptr;
  EmptyPage* empty_ = nullptr;
  QLabel* nothing_found_ = nullptr;
  QSet<QString> expanded_before_search_;
  TreeSelection selection_;
  bool following_ = false;  ///< the current row is being set by the program, not by a person
};

}  // namespace solopose
