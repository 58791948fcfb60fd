#pragma once

#include <cstdint>
#include <span>

#include "core/quality/finding.h"

namespace solopose {

/// Findings of one sequence in the order in which somebody judges them. Those that touch in time are one
/// event; events are in the order of time, and within one what explains the others stands first, by the order
/// of detectors(): an exchange of sides before the jumps at its ends and the bones that it bends. What doubts
/// most of a sequence is no part of an event.
void sort_by_event(std::span<Finding> findings, std::int64_t frames);

}  // namespace solopose
