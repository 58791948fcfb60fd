#include "core/runs/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace solopose {

Schedule::Schedule(const TrainingOptions& options, const StageOptions& stage)
    : kind_(options.schedule),
      base_(stage.learning_rate),
      final_rate_(options.final_rate),
      steps_(stage.steps),
      warm_up_steps_(std::llround(options.warm_up * static_cast<double>(stage.steps))),
      patience_(options.plateau_epochs) {}

double Schedule::rate(std::int64_t step) const {
  if (step < warm_up_steps_) {
    return base_ * static_cast<double>(step + 1) / static_cast<double>(warm_up_steps_);
  }
  if (kind_ == ScheduleKind::plateau)
    return std::max(std::ldexp(base_, -plateau_.halvings), base_ * final_rate_);
  const auto rest = static_cast<double>(std::max<std::int64_t>(steps_ - warm_up_steps_, 1));
  const double share = std::min(static_cast<double>(step - warm_up_steps_) / rest, 1.0);
  return base_ * (final_rate_ + (1 - final_rate_) * (1 + std::cos(std::numbers::pi * share)) / 2);
}

void Schedule::epoch_ended(bool progress) {
  plateau_.epochs_without_progress = progress ? 0 : plateau_.epochs_without_progress + 1;
  if (plateau_.epochs_without_progress < patience_) return;
  ++plateau_.halvings;
  plateau_.epochs_without_progress = 0;
}

}  // namespace solopose
