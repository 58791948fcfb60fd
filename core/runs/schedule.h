#pragma once

#include <cstdint>

#include "core/runs/options.h"

namespace solopose {

/// What a plateau schedule remembers between epochs.
struct PlateauState {
  int halvings = 0;
  int epochs_without_progress = 0;  ///< since the last halving
};

/// The learning rate of one stage by its step, never by the clock: linear warm-up, then a half cosine down to
/// final_rate, or halved after plateau_epochs epochs without progress.
class Schedule {
 public:
  Schedule(const TrainingOptions& options, const StageOptions& stage);

  /// step: of the stage, from 0.
  double rate(std::int64_t step) const;
  /// The plateau schedule listens, the cosine does not.
  void epoch_ended(bool progress);

  const PlateauState& plateau() const { return plateau_; }
  void set_plateau(const PlateauState& state) { plateau_ = state; }

 private:
  ScheduleKind kind_;
  double base_;
  double final_rate_;
  std::int64_t steps_;
  std::int64_t warm_up_steps_;
  int patience_;
  PlateauState plateau_;
};

}  // namespace solopose
