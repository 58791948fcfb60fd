#include "core/formats/round_rate.h"

#include <cmath>

#include <fmt/format.h>

#include "core/files/text_scanner.h"

namespace solopose {
namespace {

constexpr double ntsc = 1000.0 / 1001;
constexpr double usual_rates[] = {10,  12,  12.5, 15,        20,  24 * ntsc, 24,  25,  30 * ntsc,
                                  30,  48,  50,   60 * ntsc, 60,  75,        90,  100, 120 * ntsc,
                                  120, 144, 150,  200,       240, 250,       300, 500, 1000};

std::vector<double> rates_within(double seconds, double tolerance) {
  std::vector<double> found;
  for (const double rate : usual_rates) {
    if (std::abs(1 / rate - seconds) <= tolerance) found.push_back(rate);
  }
  return found;
}

}  // namespace

std::vector<double> usual_rates_written_as(std::string_view seconds) {
  const auto value = number_in(seconds);
  if (!value) return {};
  const double last_decimal = std::pow(10.0, -decimals_in(seconds));
  constexpr double binary_rounding = 1e-6;  // of 0.0333 and the like
  std::vector<double> rounded = rates_within(*value, (0.5 + binary_rounding) * last_decimal);
  return rounded.empty() ? rates_within(*value, (1 + binary_rounding) * last_decimal) : rounded;
}

void remark_unusual_rate(double frames_per_second, const RemarkSink& remark) {
  constexpr double slowest = 1;
  constexpr double fastest = 2000;
  if (frames_per_second == 0 || (frames_per_second >= slowest && frames_per_second <= fastest)) return;
  remark(
      fmt::format("{:.6g} frames a second is unusual; is it the time of a frame, or milliseconds? --fps "
                  "states it",
                  frames_per_second));
}

}  // namespace solopose
