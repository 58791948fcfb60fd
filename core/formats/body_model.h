#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include <Eigen/Core>

#include "core/base/job.h"

namespace solopose {

/// The joints that the bodies of the SMPL family share, from the pelvis to the wrists, in their common order,
/// and behind them the head's top: those of the joint set "smpl23".
inline constexpr int smpl_points = 23;
inline constexpr int smpl_body_joints = 22;

/// How many joints, fingers and face among them, a motion of each body has.
enum class SmplKind : std::uint8_t { smpl = 24, smplh = 52, smplx = 55 };
std::string_view title_of(SmplKind kind);  ///< "SMPL-H"

/// A body model of the SMPL family, reduced to what places its joints: each is a mean of the model's vertices
/// (its regressor), and every shape number (beta) moves the vertices along directions of its own (Loper et
/// al., SMPL, eq. 8 and 10).
struct BodyModel {
  SmplKind kind = SmplKind::smplh;
  /// Of the mean body at rest, metres. NaN for the head's top where it is not known which vertex that is.
  Eigen::Matrix<double, smpl_points, 3> rest;
  Eigen::MatrixXd directions;  ///< (23, 3 x shapes): x of all shapes, y, z; metres for a beta of 1
  Eigen::Index shapes = 0;

  /// At rest, of a body with these shape numbers; those beyond `shapes` are not looked at.
  Eigen::Matrix<double, smpl_points, 3> shaped(std::span<const double> betas) const;
};

/// The kind of body that an .npz is the model of, by the size of its tree alone. @throws FormatError when it
/// is no model.
SmplKind body_model_kind(const std::filesystem::path& file);

/// Reads v_template (V, 3), shapedirs (V, 3, n), J_regressor (J, V) and kintree_table (2, J) of an .npz as
/// its authors give it. Nothing else of it is looked at: joints need no skin. @throws FormatError when they
/// do not fit each other or are not finite; Error; Cancelled.
BodyModel read_body_model(const std::filesystem::path& file, const JobContext& context = {});

}  // namespace solopose
