#pragma once

#include <span>

#include "core/formats/reader.h"

namespace solopose {

/// For a format whose unit is fixed: remarks bodies that are no people in it, and the option that corrects
/// them. positions_mm: (frames, joints, 3), read with `millimetres_per_unit`.
void remark_odd_size(const JointSet& joints, std::span<const float> positions_mm, double millimetres_per_unit,
                     const RemarkSink& remark);

}  // namespace solopose
