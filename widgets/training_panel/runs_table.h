#pragma once

#include <QTableView>

namespace solopose {

/// The table of runs. What matters least gives way where there is no room for it: no column is half seen, and
/// the tooltip of a run's name tells them all.
class RunsTable : public QTableView {
  Q_OBJECT
 public:
  using QTableView::QTableView;

  void fitColumns();  ///< of a RunsModel; again when the language has changed

  void reset() override;

 protected:
  void dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
};

}  // namespace solopose
