#pragma once

#include <QWidget>

#include "core/augmotion/alignment.h"
#include "widgets/shared/latest_work.h"
#include "widgets/universal_frame_panel/figure_models.h"

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace solopose {

class Session;

/// Beside the scene: the alignment's lengths, preset, ratio and use of rejected frames, a table of datasets
/// and one of takes. Without an alignment it offers to make one.
class AlignmentSide : public QWidget {
  Q_OBJECT
 public:
  explicit AlignmentSide(Session* session, QWidget* parent = nullptr);

  DatasetFiguresModel* datasets() const { return datasets_; }
  bool isSettled() const { return !comparing_.busy(); }
  /// Above each other (beside the scene), or beside each other (under it).
  void setUpright(bool upright);
  void retranslate();
  void refreshColours();

 private:
  void build();
  QWidget* buildEmpty();
  QTableView* buildTable(QAbstractItemModel* model, const QString& name);
  void follow();
  void compareInWorld();
  void refreshFacts();
  void chooseFrame();
  void moveCursorTo(SequenceId sequence);
  void onDatasetClicked(const QModelIndex& index);
  void onTakeClicked(const QModelIndex& index);

  Session* session_;
  LatestWork comparing_;
  DatasetFiguresModel* datasets_ = nullptr;
  TakeFiguresModel* takes_ = nullptr;
  QSortFilterProxyModel* sorted_takes_ = nullptr;
  QBoxLayout* halves_ = nullptr;
  QWidget* empty_ = nullptr;
  QLabel* empty_title_ = nullptr;
  QLabel* empty_text_ = nullptr;
  QPushButton* align_ = nullptr;
  QLabel* lengths_ = nullptr;
  QLabel* stale_ = nullptr;
  QLabel* frame_label_ = nullptr;
  QComboBox* frame_ = nullptr;
  QLabel* ratio_label_ = nullptr;
  QComboBox* ratio_ = nullptr;
  QCheckBox* rejected_ = nullptr;
  QLabel* datasets_heading_ = nullptr;
  QTableView* dataset_table_ = nullptr;
  QLabel* takes_heading_ = nullptr;
  QTableView* take_table_ = nullptr;
};

}  // namespace solopose
