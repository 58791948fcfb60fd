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
  std::string remark;  ///< what was guessed and why, and the option that overrides it
};

/// The unit in which a body of this height is most like a person. Powers of ten (mm, cm, m) lie far apart, so
/// one of them is taken for anybody from toddlers to the tallest; inches and CMU's 56.444 mm lie between them
/// and are taken where they make an adult and the others nobody. With none of them, the scale that makes 1.7
/// m.
UnitGuess guess_unit(double height);

/// The axis that people stand along, most often over all frames: ankles to pelvis to shoulders, so that who
/// bows or sits does not count against it. Frames of somebody who lies count for the axis they lie along,
/// unless another axis explains them: whoever stands along that one does so on the floor on which they lie.
/// poses: (frames, 15, 3) canonical. nullopt without such joints.
std::optional<Eigen::Vector3d> guess_up(std::span<const float> poses);

constexpr std::size_t enough_poses = 2000;  ///< a median of so many is as good as one of all

/// Canonical poses of a track to guess from: all frames, or enough of them spread over a longer one; tens of
/// thousands where nobody is there in those.
std::vector<float> guessable_poses(const JointSet& joints, std::span<const float> positions,
                                   std::size_t enough = enough_poses);

/// Where a body file leaves its unit or up axis open.
struct BodyFrame {
  double millimetres_per_unit = 1;
  Eigen::Vector3d up = Eigen::Vector3d::UnitY();
};

/// Millimetres per unit: as the options state it, else `known_unit` unless that makes a body of nobody's size
/// and another unit does not, else guessed; a guess is remarked. poses: (frames, 15, 3) canonical, in the
/// file's unit. @throws Error for a stated unit that is none; FormatError when there is no known unit and
/// nothing to measure.
double settle_unit(const std::filesystem::path& file, const ReadOptions& options,
                   std::optional<double> known_unit, std::span<const float> poses, const RemarkSink& remark);

/// Up axis: as the options state it, else guessed with a remark; nullopt when nothing tells it. poses:
/// (frames, 15, 3) canonical. @throws Error for an axis that is none.
std::optional<Eigen::Vector3d> settle_up(const ReadOptions& options, std::span<const float> poses,
                                         const RemarkSink& remark);

/// Both. @throws FormatError where nothing tells the up axis.
BodyFrame settle_body_frame(const std::filesystem::path& file, const ReadOptions& options,
                            std::optional<double> known_unit, std::span<const float> poses,
                            const RemarkSink& remark);

/// Points (…, 3) times a factor, in place. A point that lacks a coordinate or is not finite is missing
/// altogether: NaN.
void to_millimetres(std::span<float> points, double millimetres_per_unit);

/// The axis that ReadOptions::up or a mapping names. @throws Error naming the choices.
Eigen::Vector3d stated_up(const std::string& axis);

}  // namespace solopose
