#pragma once

#include <array>
#include <vector>

#include <QString>
#include <QWidget>

#include "core/runs/run_folder.h"

class QLabel;

namespace solopose {

/// Where a run stands, in figures: stage, step, loss, error, speed, time left.
class RunTiles : public QWidget {
  Q_OBJECT
 public:
  explicit RunTiles(QWidget* parent = nullptr);

  /// `at_work`: speed and time left mean something. Null: nothing to show.
  void setRun(const Run* run, bool at_work);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  enum Tile { stage, step, loss, best, stale, speed, left, tile_count };
  using Texts = std::array<QString, tile_count>;
  static Texts textsOf(const Run& run, bool at_work);  ///< empty where there is nothing to say
  void keepRoom();
  void retranslate();

  std::vector<QLabel*> names_;
  std::vector<QLabel*> values_;
};

}  // namespace solopose
