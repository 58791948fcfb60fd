#pragma once

#include <array>
#include <vector>

#include <QString>
#include <QWidget>

#include "core/runs/run_folder.h"

class QLabel;
class QStackedLayout;

namespace solopose {

class ElidedLabel;

/// Where a run stands, in figures: stage, step, loss, error, speed, time left. Of several: which is best, and
/// how far off the others are, in the same room.
class RunTiles : public QWidget {
  Q_OBJECT
 public:
  explicit RunTiles(QWidget* parent = nullptr);

  /// `at_work`: speed and time left mean something. Null: nothing to show.
  void setRun(const Run* run, bool at_work);
  void setRuns(std::vector<const Run*> runs);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  enum Tile { stage, step, loss, best, stale, speed, left, tile_count };
  using Texts = std::array<QString, tile_count>;
  static Texts textsOf(const Run& run, bool at_work);  ///< empty where there is nothing to say
  QWidget* buildTiles();
  QWidget* buildComparison();
  void keepRoom();
  void retranslate();

  QStackedLayout* pages_;
  ElidedLabel* best_of_ = nullptr;
  ElidedLabel* others_ = nullptr;
  std::vector<QLabel*> names_;
  std::vector<QLabel*> values_;
};

}  // namespace solopose
