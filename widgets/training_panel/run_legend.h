#pragma once

#include <vector>

#include <QWidget>

#include "widgets/training_panel/curves_view.h"

class QLabel;

namespace solopose {

class ElidedLabel;

/// Which colour is which run: their names in a row, in as many lines as they need.
class RunLegend : public QWidget {
  Q_OBJECT
 public:
  explicit RunLegend(QWidget* parent = nullptr);

  void show(const std::vector<CurvesView::Shown>& runs);
  int heightForWidth(int width) const override;
  bool hasHeightForWidth() const override { return true; }

 private:
  struct Entry {
    QWidget* whole;
    QLabel* swatch;
    ElidedLabel* name;
  };
  Entry makeEntry();

  std::vector<Entry> entries_;
};

}  // namespace solopose
