#pragma once

#include <optional>

#include <QWidget>

#include "core/inspection/heat_map_readings.h"

class QTableWidget;

namespace solopose {

class ElidedLabel;

/// How far from the joints the heat map is highest, joint by joint, in the order of whichever column. A row
/// that is chosen chooses its joint.
class ReadingsPage : public QWidget {
  Q_OBJECT
 public:
  explicit ReadingsPage(QWidget* parent = nullptr);

  void setReadings(const HeatMapReadingsPtr& readings, int joints_outside);
  void clear();
  void setJoint(const std::optional<Joint>& joint);  ///< whose row is shown; none: all are alike
  QString summary() const;
  QTableWidget* table() const { return table_; }

 Q_SIGNALS:
  void jointChosen(solopose::Joint joint);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  int rowOf(Joint joint) const;
  std::optional<Joint> chosenJoint() const;
  void fillRow(int row);
  void refresh();
  void retranslate();
  void nameSureness();

  HeatMapReadingsPtr readings_;
  int outside_ = 0;
  ElidedLabel* summary_;
  QTableWidget* table_;
};

}  // namespace solopose
