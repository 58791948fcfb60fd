#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/skeleton/canonical.h"

namespace solopose {

struct TrackFeatures;

/// Where two joints change places: the frame from which on their labels are the other's.
struct Exchange {
  std::int64_t frame = 0;
  float gain = 0;  ///< how many times as much acceleration there is as with the labels exchanged
};

/// The exchanges after which the two joints' motions are smoothest: of all ways to give two labels to two
/// points, frame by frame, the one with the least sum of accelerations (second differences, mm) and `cost_mm`
/// for each exchange. A dynamic programme over the labels of two frames in a row, run only where the labels
/// as they are accelerate much. Ascending.
std::vector<Exchange> exchanges(const TrackFeatures& features, Joint one, Joint other, float cost_mm);

}  // namespace solopose
