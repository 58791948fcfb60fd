#pragma once

namespace solopose {

/// Legs and trunk of a usual adult, 1.72 m tall, from ankle to knee, hip and shoulders: 0.246 + 0.245 + 0.288
/// of the stature (Winter, Biomechanics and Motor Control of Human Movement, figure 4.1), mm.
inline constexpr double usual_length_mm = 1340;

}  // namespace solopose
