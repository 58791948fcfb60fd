#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/quality/finding.h"

namespace solopose {

/// Findings of one sequence in the order in which somebody judges them. Those that touch in time are one
/// event; events are in the order of time, and within one what explains the others stands first, by the order
/// of detectors(): an exchange of sides before the jumps at its ends and the bones that it bends. A jump into
/// or out of frames in which the same joints are wrong is explained by those, whoever doubts them: it stands
/// behind. So does one out and back again with which a whole limb changes its length. What doubts most of a
/// sequence is no part of an event.
/// @return indices into `findings`, first to be judged first.
std::vector<std::size_t> event_order(std::span<const Finding* const> findings, std::int64_t frames);

void sort_by_event(std::span<Finding> findings, std::int64_t frames);

}  // namespace solopose
