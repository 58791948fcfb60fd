#pragma once

#include <cstdint>

namespace solopose {

/// What the rows of a project's database are known by: above 0, never given twice in a project.
using DatasetId = std::int64_t;
using ImportId = std::int64_t;
using SequenceId = std::int64_t;
using VerdictId = std::int64_t;
using RepairId = std::int64_t;

}  // namespace solopose
