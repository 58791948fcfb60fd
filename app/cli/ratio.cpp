#include "app/cli/ratio.h"

#include <cmath>

#include <fmt/format.h>

namespace solopose {

std::string compared(double error, double reference) {
  if (!(error > 0 && reference > 0) || !std::isfinite(error) || !std::isfinite(reference)) return "";
  const bool better = error < reference;
  const std::string times = fmt::format("{:.2f}", better ? reference / error : error / reference);
  if (times == "1.00") return ": as good";
  return fmt::format(": {} times {}", times, better ? "better" : "worse");
}

}  // namespace solopose
