#include "render/heat_map/colour_map.h"

#include <algorithm>
#include <cmath>

#include "core/heatpose/value_axis.h"

namespace solopose {
namespace {

using Colour = std::array<double, 3>;
using Polynomial = std::array<Colour, 7>;

// Fits of degree 6 to Matplotlib's maps, within 0.01 of them (Matt Zucker, "mattz", CC0).
constexpr Polynomial viridis{{{0.2777273272, 0.0054073445, 0.3340998053},
                              {0.1050930431, 1.4046135299, 1.3845901626},
                              {-0.3308618287, 0.2148475595, 0.0950951630},
                              {-4.6342304990, -5.7991009734, -19.3324409563},
                              {6.2282699363, 14.1799333668, 56.6905526007},
                              {4.7763849977, -13.7451453777, -65.3530326334},
                              {-5.4354558559, 4.6458526122, 26.3124352496}}};
constexpr Polynomial magma{{{-0.0021364851, -0.0007496551, -0.0053861279},
                            {0.2516605407, 0.6775232437, 2.4940265993},
                            {8.3537172792, -3.5777195150, 0.3144679030},
                            {-27.6687330858, 14.2647307810, -13.6492131881},
                            {52.1761398123, -27.9436060717, 12.9441694424},
                            {-50.7685253647, 29.0465828213, 4.2341529938},
                            {18.6557050659, -11.4897735200, -5.6019615087}}};

Colour value_of(const Polynomial& polynomial, double t) {
  Colour colour = polynomial.back();
  for (auto term = polynomial.rbegin() + 1; term != polynomial.rend(); ++term) {
    for (std::size_t c = 0; c < 3; ++c) colour[c] = colour[c] * t + (*term)[c];
  }
  for (double& channel : colour) channel = std::clamp(channel, 0.0, 1.0);
  return colour;
}

Colour rainbow(double t) {
  Colour colour{};
  for (std::size_t c = 0; c < 3; ++c)
    colour[c] = std::clamp(1.5 - std::abs(4 * t - 3 + static_cast<double>(c)), 0.0, 1.0);
  return colour;
}

Colour coolwarm(double t) {
  constexpr Colour cool{0.230, 0.299, 0.754};
  constexpr Colour neutral{0.865, 0.865, 0.865};
  constexpr Colour warm{0.706, 0.016, 0.150};
  const Colour& end = t < 0.5 ? cool : warm;
  const double share = std::abs(2 * t - 1);
  Colour colour{};
  for (std::size_t c = 0; c < 3; ++c) colour[c] = neutral[c] + share * (end[c] - neutral[c]);
  return colour;
}

}  // namespace

std::array<double, 3> colour_at(ColourMap map, double share, bool logarithmic) {
  const double t = std::isfinite(share) ? axis_of_share(std::clamp(share, 0.0, 1.0), logarithmic) : 0.0;
  switch (map) {
    case ColourMap::viridis:
      return value_of(viridis, t);
    case ColourMap::magma:
      return value_of(magma, t);
    case ColourMap::rainbow:
      return rainbow(t);
    case ColourMap::coolwarm:
      return coolwarm(t);
  }
  return {};
}

}  // namespace solopose
