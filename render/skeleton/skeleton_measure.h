#pragma once

#include <vector>

#include <Eigen/Core>

#include "render/skeleton/skeleton_scene.h"

namespace solopose {

double distanceMm(const Eigen::Vector3f& a, const Eigen::Vector3f& b);
/// At `apex`, 0 to 180; NaN when a leg has no length.
double angleDeg(const Eigen::Vector3f& a, const Eigen::Vector3f& apex, const Eigen::Vector3f& b);

/// Points with what there is to measure written beside them: of two the distance, of three the angle at the
/// second.
SkeletonMeasure measureOf(std::vector<Eigen::Vector3f> points_mm);

}  // namespace solopose
