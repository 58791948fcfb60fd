#include "core/formats/usual_unit.h"

#include <cmath>

#include <fmt/format.h>

#include "core/formats/body_guess.h"
#include "core/formats/length_unit.h"

namespace solopose {
namespace {

/// Infants to giants: what is outside is no person, whatever it does.
bool is_a_person(double height_mm) { return height_mm >= 400 && height_mm <= 3000; }

/// The body's height, where it is no person's. Of most files a few poses tell that it is.
std::optional<double> odd_height(const JointSet& joints, std::span<const float> positions_mm) {
  constexpr std::size_t few = 200;
  std::optional<double> height;
  for (const std::size_t enough : {few, enough_poses}) {
    height = standing_height(guessable_poses(joints, positions_mm, enough));
    if (height && is_a_person(*height)) return std::nullopt;
  }
  return height && std::isfinite(*height) ? height : std::nullopt;
}

/// What to tell --unit so that a body of this height in the file's unit is a person.
std::string advice(double height) {
  const LengthUnit* unit = length_unit_of(guess_unit(height).millimetres_per_unit);
  if (unit == nullptr) return "--unit states another";
  return fmt::format("--unit {} reads it as {}", unit->name, unit->plural);
}

}  // namespace

void remark_odd_size(const JointSet& joints, std::span<const float> positions_mm, double millimetres_per_unit,
                     const RemarkSink& remark) {
  const auto height = odd_height(joints, positions_mm);
  if (!height) return;
  remark(fmt::format("the body is {:.4g} m tall in this format's usual unit; {}", *height / 1000,
                     advice(*height / millimetres_per_unit)));
}

}  // namespace solopose
