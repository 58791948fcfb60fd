#pragma once

#include <span>
#include <vector>

namespace solopose {

/// How far each joint of each synchronised view is from the middle of them: the median of all, of two views
/// the other one. Views: (frames, 15, 3) mm in one frame of reference, two or more; they may differ in
/// length. Per view (its frames, 15) mm; NaN where it or all others lack the joint.
std::vector<std::vector<float>> view_distances_mm(std::span<const std::vector<float>> views_mm);

}  // namespace solopose
