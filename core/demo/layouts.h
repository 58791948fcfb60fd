#pragma once

#include <span>
#include <vector>

#include "core/demo/recording.h"

namespace solopose::demo {

// The parts that stand for each dataset's joints, in its order (resources/skeletons).
std::span<const Part> coco17_parts();
std::span<const Part> h36m32_parts();
std::span<const Part> mpi28_parts();
std::span<const Part> mads19_parts();

/// The frame in which a dataset states its positions: x_file_mm = rotation * x_mm + translation_mm, from the
/// world of recording.h (z up).
struct FileFrame {
  Eigen::Matrix3d rotation = Eigen::Matrix3d::Identity();
  Eigen::Vector3d translation_mm = Eigen::Vector3d::Zero();
};

/// y up instead of z, then turned about the new y.
FileFrame y_up(double turn_deg, const Eigen::Vector3d& translation_mm);
FileFrame z_up(double turn_deg, const Eigen::Vector3d& translation_mm);

/// One frame's points in a file's frame, mm.
std::vector<Eigen::Vector3d> points_in(const BodyPoints& points, std::span<const Part> parts,
                                       const FileFrame& frame);

}  // namespace solopose::demo
