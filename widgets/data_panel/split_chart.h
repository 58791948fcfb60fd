#pragma once

#include <array>
#include <memory>
#include <vector>

#include <QColor>
#include <QWidget>

#include "core/augmotion/clips.h"
#include "core/project/catalog.h"

class QCPItemText;
class QCustomPlot;
class QLabel;
class QToolButton;

namespace solopose {

inline constexpr int split_count = 4;

/// Clips or frames per dataset and split (the paper's figure 6): a bar a dataset in the dataset's colour, a
/// shade a split.
class SplitChart : public QWidget {
  Q_OBJECT
 public:
  enum class Unit { clips, frames };

  explicit SplitChart(QWidget* parent = nullptr);

  void setCounts(const std::shared_ptr<const Catalog>& catalog, const std::vector<SplitCount>& counts);
  void setUnit(Unit unit);
  Unit unit() const { return unit_; }
  /// What the bar of a dataset (row in the catalog) shows for a split.
  std::int64_t shown(int row, Split split) const;
  QCustomPlot* plot() const { return plot_; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Row {
    QString name;
    std::array<std::int64_t, split_count> clips{};
    std::array<std::int64_t, split_count> frames{};
  };
  struct Label {
    QCPItemText* text;
    double from;  ///< of its segment, in values
    double to;
  };

  void build();
  void retranslate();
  void redraw();
  void styleAxes();
  void drawRow(int row);
  void addSegmentLabel(int row, double from, double to, std::int64_t value, const QColor& ground);
  void addTotal(int row, double total);
  void hideNarrowLabels();
  void describeRowAt(const QPoint& position);
  QString description(const Row& row) const;
  const std::array<std::int64_t, split_count>& values(const Row& row) const;

  std::vector<Row> rows_;
  Unit unit_ = Unit::clips;
  QLabel* title_ = nullptr;
  std::array<QLabel*, split_count> legend_swatches_{};
  std::array<QLabel*, split_count> legend_names_{};
  QToolButton* clips_ = nullptr;
  QToolButton* frames_ = nullptr;
  QCustomPlot* plot_ = nullptr;
  std::vector<Label> labels_;
};

}  // namespace solopose
