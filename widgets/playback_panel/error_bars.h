#pragma once

#include <array>
#include <vector>

#include <QColor>
#include <QWidget>

#include "core/skeleton/canonical.h"

namespace solopose {

/// How far each joint is off, mm: a bar for this frame and a mark for the mean, one of each for every model.
class ErrorBars : public QWidget {
  Q_OBJECT
 public:
  struct Series {
    QColor colour;
    std::array<float, joint_count> now_mm;   ///< NaN = unknown
    std::array<float, joint_count> mean_mm;  ///< likewise
  };
  explicit ErrorBars(QWidget* parent = nullptr);

  void setSeries(std::vector<Series> series);
  const std::vector<Series>& series() const { return series_; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  int rowHeight() const;
  int nameWidth() const;
  int numberWidth() const;
  float fullScale() const;
  QString describe(int joint) const;

  std::vector<Series> series_;
};

}  // namespace solopose
