#include "core/formats/usual_unit.h"

#include <cmath>

#include <fmt/format.h>

#include "core/formats/body_guess.h"

namespace solopose {
namespace {

/// Infants to giants: what is outside is no person, whatever it does.
bool is_a_person(double height_mm) { return height_mm >= 400 && height_mm <= 3000; }

/// What to tell --unit so that a body of this height in the file's unit is a person.
std::string advice(double height) {
  const double millimetres = guess_unit(height).millimetres_per_unit;
  for (const auto& [unit, option, name] : {std::tuple{1.0, "mm", "millimetres"},
                                           {10.0, "cm", "centimetres"},
                                           {1000.0, "m", "metres"},
                                           {25.4, "in", "inches"}}) {
    if (millimetres == unit) return fmt::format("--unit {} reads it as {}", option, name);
  }
  return "--unit states another";
}

}  // namespace

void remark_odd_size(const JointSet& joints, std::span<const float> positions_mm, double millimetres_per_unit,
                     const RemarkSink& remark) {
  const auto height = standing_height(guessable_poses(joints, positions_mm));
  if (!height || !std::isfinite(*height) || is_a_person(*height)) return;
  remark(fmt::format("the body is {:.4g} m tall in this format's usual unit; {}", *height / 1000,
                     advice(*height / millimetres_per_unit)));
}

}  // namespace solopose
