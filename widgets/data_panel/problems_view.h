#pragma once

#include <memory>

#include <QWidget>

#include "core/project/catalog.h"

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace solopose {

class ProblemsModel;

/// The files an import could not take or had a remark on: filter, copy, and a double click opens the folder
/// the file is in.
class ProblemsView : public QWidget {
  Q_OBJECT
 public:
  explicit ProblemsView(QWidget* parent = nullptr);

  void setCatalog(const std::shared_ptr<const Catalog>& catalog);
  ProblemsModel* model() const { return model_; }
  QTableView* table() const { return table_; }
  QLineEdit* filterField() const { return filter_; }
  QComboBox* kindChoice() const { return kind_; }  ///< rows: all, skipped, remarks
  int shownCount() const;
  /// The selected rows, or all shown ones, as tab-separated text.
  QString asText() const;

 Q_SIGNALS:
  /// A double click on a file asks for its folder to be shown.
  void folderRequested(const QString& folder);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void retranslate();
  void applyFilter();
  void updateTitle();
  void copy();
  void requestFolder(const QModelIndex& index);

  class Filter;
  ProblemsModel* model_ = nullptr;
  Filter* proxy_ = nullptr;
  QLabel* title_ = nullptr;
  QLineEdit* filter_ = nullptr;
  QComboBox* kind_ = nullptr;
  QPushButton* copy_ = nullptr;
  QAction* copy_action_ = nullptr;
  QTableView* table_ = nullptr;
  QLabel* none_ = nullptr;
};

}  // namespace solopose
