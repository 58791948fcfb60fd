#pragma once

#include <string_view>
#include <vector>

#include "core/formats/reader.h"

namespace solopose {

/// The rates at which pictures are usually taken whose time between two of them, rounded to as many decimals
/// as `seconds` is written with, is that number: 30 for "0.0333", 23.976 and 24 for "0.0417". Where there is
/// none, those that give it when cut off after as many decimals: 60 for "0.0166". Ascending.
std::vector<double> usual_rates_written_as(std::string_view seconds);

/// Remarks a rate out of a file at which hardly anybody moves: a frame's time in its place, or milliseconds
/// taken for seconds. 0 = unknown.
void remark_unusual_rate(double frames_per_second, const RemarkSink& remark);

}  // namespace solopose
