#include "core/runs/run_curves.h"

#include <algorithm>
#include <cmath>

namespace solopose {
namespace {

constexpr std::size_t pace_lines = 20;

void add(Curve& curve, double x, double y) {
  if (!std::isfinite(x) || !std::isfinite(y)) return;
  curve.x.push_back(x);
  curve.y.push_back(y);
}

double quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

}  // namespace

RunCurves run_curves(const Run& run, CurveAxis axis) {
  const auto place = [axis](const auto& record) {
    return axis == CurveAxis::steps ? static_cast<double>(record.step) : record.seconds / 60;
  };
  RunCurves curves;
  for (const StepRecord& step : run.steps) add(curves.training_loss, place(step), step.loss);
  for (const EpochRecord& epoch : run.epochs) {
    add(curves.validation_loss, place(epoch), epoch.validation_loss);
    add(curves.mpjpe, place(epoch), epoch.mpjpe_mm);
  }
  if (run.epochs.empty()) return curves;
  double end = place(run.epochs.back());
  if (!run.steps.empty()) end = std::max(end, place(run.steps.back()));
  add(curves.mean_pose, 0, run.epochs.back().mean_pose_mpjpe_mm);
  add(curves.mean_pose, end, run.epochs.back().mean_pose_mpjpe_mm);
  return curves;
}

std::optional<std::pair<double, double>> value_range(std::vector<double> values, bool robust,
                                                     bool logarithmic) {
  std::erase_if(values, [&](double value) { return !std::isfinite(value) || (logarithmic && value <= 0); });
  if (values.empty()) return std::nullopt;
  if (logarithmic)
    std::ranges::transform(values, values.begin(), [](double value) { return std::log(value); });
  std::ranges::sort(values);
  double low = values.front();
  double high = values.back();
  if (robust) {
    const double first = quantile(values, 0.25);
    const double third = quantile(values, 0.75);
    const double reach = 1.5 * (third - first);
    low = std::max(low, first - reach);
    high = std::min(high, third + reach);
  }
  const double least = logarithmic ? 0.01 : std::max(1e-9, 0.01 * std::abs(high));
  const double margin = std::max(0.06 * (high - low), least);
  low -= margin;
  high += margin;
  if (logarithmic) return std::pair{std::exp(low), std::exp(high)};
  return std::pair{low, high};
}

double seconds_left(const Run& run) {
  if (run.steps.size() < 2) return -1;
  const StepRecord& last = run.steps.back();
  std::size_t from = run.steps.size() - std::min(run.steps.size(), pace_lines);
  while (run.steps[from].stage != last.stage) ++from;
  const StepRecord& first = run.steps[from];
  if (last.step <= first.step || last.seconds <= first.seconds) return -1;
  const double pace = (last.seconds - first.seconds) / static_cast<double>(last.step - first.step);
  return pace * static_cast<double>(std::max<std::int64_t>(0, run.options.steps() - last.step));
}

}  // namespace solopose
