#pragma once

#include <optional>
#include <span>
#include <string>

#include <Eigen/Core>

#include "core/formats/reader.h"

namespace solopose {

/// Standing height, in the poses' unit, of a body whose bones have these lengths: the sum of shank, thigh and
/// torso (hips to shoulders) over their share of a standing height (Winter, Biomechanics and Motor Control of
/// Human Movement, figure 4.1). poses: (frames, 15, 3) canonical. nullopt when none of the three can be
/// measured.
std::optional<double> standing_height(std::span<const float> poses);

struct UnitGuess {
  double millimetres_per_unit = 1;
  std::string remark;  ///< what was guessed and why
};

/// The common unit (mm, cm, inch, CMU's 56.444 mm, m) that makes the body 1.4 to 2.1 m tall; with none of
/// them the scale that makes it 1.7 m.
UnitGuess guess_unit(double height);

/// The direction most bodies stand in, on average: ankles to pelvis to shoulders. nullopt without such
/// joints.
std::optional<Eigen::Vector3d> mean_standing_direction(std::span<const float> poses);

/// Where a body file leaves its unit or up axis open.
struct BodyFrame {
  double millimetres_per_unit = 1;
  Eigen::Vector3d up = Eigen::Vector3d::UnitY();
};

/// Unit and up axis: as the options state them, else `known_unit`, else guessed from the body with a remark.
/// positions: (frames, joints, 3) in the file's unit. @throws Error for an axis that is none; FormatError
/// when the body has nothing to measure.
BodyFrame settle_body_frame(const std::filesystem::path& file, const ReadOptions& options,
                            std::optional<double> known_unit, const JointSet& joints,
                            std::span<const float> positions, const RemarkSink& remark);

/// Points (…, 3) times a factor, in place. A point that lacks a coordinate or is not finite is missing
/// altogether: NaN.
void to_millimetres(std::span<float> points, double millimetres_per_unit);

/// The axis that ReadOptions::up or a mapping names. @throws Error naming the choices.
Eigen::Vector3d stated_up(const std::string& axis);

}  // namespace solopose
