#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>

#include <Eigen/Core>

#include "core/inspection/heat_map_picture.h"

namespace solopose {

/// Where a joint is found in the heat map. NaN where there is nothing to find.
struct JointReading {
  Eigen::Vector3d decoded_mm = Eigen::Vector3d::Constant(std::numeric_limits<double>::quiet_NaN());
  double voxel_error_mm = std::numeric_limits<double>::quiet_NaN();    ///< centre of the highest voxel
  double refined_error_mm = std::numeric_limits<double>::quiet_NaN();  ///< after sub-voxel refinement
  double confidence = std::numeric_limits<double>::quiet_NaN();  ///< of a model, or of matching one volume
  double expected_error_mm = std::numeric_limits<double>::quiet_NaN();  ///< by the model's reliability
};

struct HeatMapReadings {
  SequenceId sequence = 0;
  std::int64_t frame = 0;
  std::array<JointReading, joint_count> joints;
  std::int64_t sequence_joints_outside = 0;  ///< over all frames, of the extent
  double fitting_extent_mm = 0;              ///< holds every joint of the sequence with a margin

  /// Mean over the joints found; NaN when there are none.
  double mean_voxel_error_mm() const;
  double mean_refined_error_mm() const;
  /// The model's confidence is known in mm.
  bool expects_errors() const;
};
using HeatMapReadingsPtr = std::shared_ptr<const HeatMapReadings>;

/// How many times longer arrows of such errors must be to be seen beside the joints: a power of ten, at
/// least 1.
double visible_magnification(double mean_error_mm);

/// Labels come from per-joint volumes; a file with all joints in it is decoded by matching its peaks to the
/// skeleton; a prediction is as the model decodes it.
HeatMapReadings read_joints(const HeatMapPicture& picture);
/// Fills what concerns the whole sequence.
void read_sequence(const HeatMapQuery& query, HeatMapReadings& readings);

}  // namespace solopose
