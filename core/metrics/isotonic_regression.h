#pragma once

#include <span>
#include <vector>

namespace solopose {

/// The sequence that never rises and is nearest to `values`, by the sum of weighted squares (isotonic
/// regression by pooling adjacent violators: Ayer et al. 1955; Barlow et al. 1972, section 1.2). Weights are
/// above 0. @throws Error when there are not as many of them as values.
std::vector<double> never_rising_fit(std::span<const double> values, std::span<const double> weights);

}  // namespace solopose
