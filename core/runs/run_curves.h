#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "core/runs/run_folder.h"

namespace solopose {

enum class CurveAxis : std::uint8_t { steps, minutes };

struct Curve {
  std::vector<double> x;
  std::vector<double> y;
};

/// A run as the plots show it; y in the loss's unit, or mm.
struct RunCurves {
  Curve training_loss;
  Curve validation_loss;
  Curve mpjpe;
  Curve mean_pose;  ///< two points: what knowing nothing scores, over the run's whole width
};

/// Values that are not finite are left out.
RunCurves run_curves(const Run& run, CurveAxis axis);

/// What a y axis should show: every value with a margin, or, with `robust`, without the few far away ones
/// (beyond 1.5 times the quartiles' distance). With `logarithmic`, margins are factors and values of 0 and
/// below are left out. None without values.
std::optional<std::pair<double, double>> value_range(std::vector<double> values, bool robust,
                                                     bool logarithmic);

/// Seconds to a run's end at the pace of the stage's last lines; negative while unknown.
double seconds_left(const Run& run);

}  // namespace solopose
