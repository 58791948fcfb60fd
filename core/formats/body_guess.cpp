#include "core/formats/body_guess.h"

#include <limits>

#include "core/base/error.h"
#include "core/formats/axis.h"

namespace solopose {
namespace {

constexpr double shank_share = 0.246;  // of standing height
constexpr double thigh_share = 0.245;
constexpr double torso_share = 0.288;
constexpr double shortest_mm = 1400;
constexpr double tallest_mm = 2100;

struct CommonUnit {
  double millimetres;
  std::string_view name;
};

// Their height ranges do not overlap, so at most one fits.
constexpr CommonUnit common_units[] = {{1, "millimetres"},
                                       {10, "centimetres"},
                                       {25.4, "inches"},
                                       {25.4 / 0.45, "CMU units of 56.444 mm"},
                                       {1000, "metres"}};

Eigen::Vector3d joint_at(std::span<const float> poses, std::size_t frame, Joint joint) {
  const float* p = poses.data() + (frame * joint_count + static_cast<std::size_t>(joint)) * 3;
  return {p[0], p[1], p[2]};
}

std::size_t frames_of(std::span<const float> poses) { return poses.size() / (joint_count * 3); }

/// The median of length(frame) over the frames where it is finite.
template <typename Length>
std::optional<double> median(std::span<const float> poses, const Length& length) {
  std::vector<double> lengths;
  for (std::size_t f = 0; f < frames_of(poses); ++f) {
    const double value = length(f);
    if (std::isfinite(value)) lengths.push_back(value);
  }
  if (lengths.empty()) return std::nullopt;
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::nth_element(lengths.begin(), middle, lengths.end());
  return *middle;
}

/// Evenly spaced frames, enough for a median.
std::vector<float> sampled_poses(const JointSet& joints, std::span<const float> positions) {
  constexpr std::size_t enough = 200;
  const std::size_t row = static_cast<std::size_t>(joints.size()) * 3;
  const std::size_t frames = positions.size() / row;
  const std::size_t step = std::max<std::size_t>(1, frames / enough);
  std::vector<float> poses;
  std::vector<float> pose(joint_count * 3);
  for (std::size_t f = 0; f < frames; f += step) {
    to_canonical(joints, positions.subspan(f * row, row), pose);
    poses.insert(poses.end(), pose.begin(), pose.end());
  }
  return poses;
}

Eigen::Vector3d middle(std::span<const float> poses, std::size_t f, Joint a, Joint b) {
  return 0.5 * (joint_at(poses, f, a) + joint_at(poses, f, b));
}

}  // namespace

std::optional<double> standing_height(std::span<const float> poses) {
  using enum Joint;
  const auto bone = [&](Joint a, Joint b) {
    return median(poses,
                  [&](std::size_t f) { return (joint_at(poses, f, a) - joint_at(poses, f, b)).norm(); });
  };
  const auto torso = median(poses, [&](std::size_t f) {
    return (middle(poses, f, left_hip, right_hip) - middle(poses, f, left_shoulder, right_shoulder)).norm();
  });
  double length = 0;
  double share = 0;
  for (const auto& [measured, of_height] :
       {std::pair{bone(left_knee, left_ankle), shank_share},
        std::pair{bone(right_knee, right_ankle), shank_share},
        std::pair{bone(left_hip, left_knee), thigh_share},
        std::pair{bone(right_hip, right_knee), thigh_share}, std::pair{torso, 2 * torso_share}}) {
    if (!measured) continue;
    length += of_height == 2 * torso_share ? 2 * *measured : *measured;
    share += of_height;
  }
  if (share == 0 || length <= 0) return std::nullopt;
  return length / share;
}

UnitGuess guess_unit(double height) {
  for (const CommonUnit& unit : common_units) {
    const double tall = height * unit.millimetres;
    if (tall < shortest_mm || tall > tallest_mm) continue;
    return {unit.millimetres,
            fmt::format("unit guessed from the body's height: {} (it is then {:.2f} m tall)", unit.name,
                        tall / 1000)};
  }
  const double scale = 1700 / height;
  return {
      scale,
      fmt::format(
          "unit guessed from the body's height: no common unit fits, {:.4g} mm a unit makes it 1.70 m tall",
          scale)};
}

std::optional<Eigen::Vector3d> mean_standing_direction(std::span<const float> poses) {
  using enum Joint;
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  for (std::size_t f = 0; f < frames_of(poses); ++f) {
    const Eigen::Vector3d pelvis_at = joint_at(poses, f, pelvis);
    for (const Eigen::Vector3d& part :
         {Eigen::Vector3d(middle(poses, f, left_shoulder, right_shoulder) - pelvis_at),
          Eigen::Vector3d(pelvis_at - middle(poses, f, left_ankle, right_ankle))}) {
      if (part.allFinite() && part.norm() > 0) sum += part.normalized();
    }
  }
  if (sum.norm() < 1e-6) return std::nullopt;
  return sum.normalized();
}

Eigen::Vector3d stated_up(const std::string& axis) {
  const auto direction = axis_named(axis);
  if (!direction) throw Error(fmt::format("up axis: expected x, -x, y, -y, z or -z, found \"{}\"", axis));
  return *direction;
}

BodyFrame settle_body_frame(const std::filesystem::path& file, const ReadOptions& options,
                            std::optional<double> known_unit, const JointSet& joints,
                            std::span<const float> positions, const RemarkSink& remark) {
  BodyFrame frame;
  const std::optional<double> unit = options.millimetres_per_unit ? options.millimetres_per_unit : known_unit;
  if (unit && !(*unit > 0 && std::isfinite(*unit))) {
    throw Error(fmt::format("millimetres per unit: expected more than 0, found {}", *unit));
  }
  if (options.up) frame.up = stated_up(*options.up);
  if (unit) frame.millimetres_per_unit = *unit;
  if (unit && options.up) return frame;

  const std::vector<float> poses = sampled_poses(joints, positions);
  if (!unit) {
    const auto height = standing_height(poses);
    if (!height || !std::isfinite(*height)) {
      throw FormatError(file, "unit", "legs or a torso whose length tells it, or a stated unit", "neither");
    }
    const UnitGuess guess = guess_unit(*height);
    frame.millimetres_per_unit = guess.millimetres_per_unit;
    remark(guess.remark);
  }
  if (!options.up) {
    const auto standing = mean_standing_direction(poses);
    if (!standing)
      throw FormatError(file, "up axis", "a torso or legs that tell it, or a stated axis", "neither");
    const NamedAxis axis = nearest_axis(*standing);
    frame.up = axis.direction;
    remark(fmt::format("up axis guessed from how the body stands: {}", axis.name));
  }
  return frame;
}

void to_millimetres(std::span<float> points, double millimetres_per_unit) {
  for (std::size_t p = 0; p + 2 < points.size(); p += 3) {
    bool whole = true;
    for (std::size_t i = p; i < p + 3; ++i) {
      points[i] = static_cast<float>(static_cast<double>(points[i]) * millimetres_per_unit);
      whole = whole && std::isfinite(points[i]);
    }
    if (!whole)
      std::fill_n(points.begin() + static_cast<std::ptrdiff_t>(p), 3,
                  std::numeric_limits<float>::quiet_NaN());
  }
}

}  // namespace solopose
