#include "core/formats/body_guess.h"

#include <limits>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/formats/axis.h"

namespace solopose {
namespace {

constexpr double shank_share = 0.246;  // of standing height
constexpr double thigh_share = 0.245;
constexpr double torso_share = 0.288;
struct CommonUnit {
  double millimetres;
  std::string_view name;
  bool power_of_ten;
};

constexpr CommonUnit common_units[] = {{1, "millimetres", true},
                                       {10, "centimetres", true},
                                       {1000, "metres", true},
                                       {25.4, "inches", false},
                                       {25.4 / 0.45, "CMU units of 56.444 mm", false}};

bool within(double value, double low, double high) { return value >= low && value <= high; }

/// How like a person a body of that height is; 0 = not at all. Rigs have any scale, and a toddler in
/// centimetres is as high as a very tall man in inches: an odd unit must make an adult where a power of ten
/// makes nobody.
int likeness(const CommonUnit& unit, double metres) {
  const bool adult = within(metres, 1.4, 2.1);
  if (!unit.power_of_ten) return adult ? 2 : 0;
  return adult ? 4 : within(metres, 0.75, 2.4) ? 3 : within(metres, 0.5, 3) ? 1 : 0;
}
constexpr int like_somebody = 3;

/// The unit that makes the likeliest person of a height, and that likeness.
std::pair<const CommonUnit*, int> likeliest_unit(double height) {
  std::pair<const CommonUnit*, int> best{nullptr, 0};
  for (const CommonUnit& unit : common_units) {
    const int like = likeness(unit, height * unit.millimetres / 1000);
    if (like > best.second) best = {&unit, like};
  }
  return best;
}

std::string unit_name(double millimetres) {
  for (const CommonUnit& unit : common_units) {
    if (unit.millimetres == millimetres) return std::string(unit.name);
  }
  return fmt::format("units of {:.6g} mm", millimetres);
}

Eigen::Vector3d joint_at(std::span<const float> poses, std::size_t frame, Joint joint) {
  const float* p = poses.data() + (frame * joint_count + static_cast<std::size_t>(joint)) * 3;
  return {p[0], p[1], p[2]};
}

std::size_t frames_of(std::span<const float> poses) { return poses.size() / (joint_count * 3); }

/// The median of length(frame) over the frames that have one: lost bodies may be a point.
template <typename Length>
std::optional<double> median(std::span<const float> poses, const Length& length) {
  std::vector<double> lengths;
  for (std::size_t f = 0; f < frames_of(poses); ++f) {
    const double value = length(f);
    if (std::isfinite(value) && value > 0) lengths.push_back(value);
  }
  if (lengths.empty()) return std::nullopt;
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::nth_element(lengths.begin(), middle, lengths.end());
  return *middle;
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
  const auto [unit, like] = likeliest_unit(height);
  if (unit == nullptr) {
    const double scale = 1700 / height;
    return {scale,
            fmt::format("unit guessed from the body's height: no common unit fits, {:.4g} mm a unit makes "
                        "it 1.70 m tall; --unit states another",
                        scale)};
  }
  const double metres = height * unit->millimetres / 1000;
  return {
      unit->millimetres,
      fmt::format("unit guessed from the body's height: {} (it is then {:.2f} m tall); --unit states another",
                  unit->name, metres)};
}

Eigen::Vector3d stated_up(const std::string& axis) {
  const auto direction = axis_named(axis);
  if (!direction) throw Error(fmt::format("up axis: expected x, -x, y, -y, z or -z, found \"{}\"", axis));
  return *direction;
}

namespace {

/// As many poses as that at most, spread over all frames.
std::vector<float> spread_poses(const JointSet& joints, std::span<const float> positions, std::size_t most) {
  const std::size_t row = static_cast<std::size_t>(joints.size()) * 3;
  const std::size_t frames = positions.size() / row;
  const std::size_t step = (frames + most - 1) / most;
  std::vector<float> poses;
  poses.reserve(std::min(frames, most) * joint_count * 3);
  std::vector<float> pose(joint_count * 3);
  for (std::size_t f = 0; f < frames; f += step) {
    to_canonical(joints, positions.subspan(f * row, row), pose);
    poses.insert(poses.end(), pose.begin(), pose.end());
  }
  return poses;
}

}  // namespace

std::vector<float> guessable_poses(const JointSet& joints, std::span<const float> positions,
                                   std::size_t enough) {
  constexpr std::size_t to_search = 50000;  // who is seldom there is between them
  std::vector<float> poses = spread_poses(joints, positions, enough);
  const bool seen = std::ranges::any_of(poses, [](float value) { return std::isfinite(value); });
  return seen ? poses : spread_poses(joints, positions, to_search);
}

double settle_unit(const std::filesystem::path& file, const ReadOptions& options,
                   std::optional<double> known_unit, std::span<const float> poses, const RemarkSink& remark) {
  if (options.millimetres_per_unit) {
    const double stated = *options.millimetres_per_unit;
    if (stated > 0 && std::isfinite(stated)) return stated;
    throw Error(fmt::format("millimetres per unit: expected more than 0, found {}", stated));
  }
  const auto height = standing_height(poses);
  const bool measured = height && std::isfinite(*height);
  if (!known_unit) {
    if (!measured) {
      throw FormatError(file, "unit", "legs or a torso whose length tells it, or a stated unit", "neither");
    }
    const UnitGuess guess = guess_unit(*height);
    remark(guess.remark);
    return guess.millimetres_per_unit;
  }
  const double metres = measured ? *height * *known_unit / 1000 : 0;
  if (!measured || within(metres, 0.4, 3)) return *known_unit;
  const auto [unit, like] = likeliest_unit(*height);
  if (like < like_somebody) {
    remark(fmt::format("the body is {:.4g} m tall in {}; --unit states another", metres,
                       unit_name(*known_unit)));
    return *known_unit;
  }
  remark(fmt::format(
      "unit guessed from the body's height: {}, for in {} it would be {:.4g} m tall; --unit states "
      "another",
      unit->name, unit_name(*known_unit), metres));
  return unit->millimetres;
}

std::optional<Eigen::Vector3d> settle_up(const ReadOptions& options, std::span<const float> poses,
                                         const RemarkSink& remark) {
  if (options.up) return stated_up(*options.up);
  const auto standing = guess_up(poses);
  if (!standing) return std::nullopt;
  const NamedAxis axis = nearest_axis(*standing);
  remark(fmt::format("up axis guessed from how the body stands: {}; --up states another", axis.name));
  return axis.direction;
}

BodyFrame settle_body_frame(const std::filesystem::path& file, const ReadOptions& options,
                            std::optional<double> known_unit, std::span<const float> poses,
                            const RemarkSink& remark) {
  BodyFrame frame;
  frame.millimetres_per_unit = settle_unit(file, options, known_unit, poses, remark);
  const auto up = settle_up(options, poses, remark);
  if (!up) throw FormatError(file, "up axis", "a torso or legs that tell it, or a stated axis", "neither");
  frame.up = *up;
  return frame;
}

namespace {

bool is_whole(const float* point) {
  return std::isfinite(point[0]) && std::isfinite(point[1]) && std::isfinite(point[2]);
}

/// True when all are finite. The bits of a float's size grow with it, and their largest is found among
/// several at once: a branch, or a bool, for each number would keep the processor from that.
class FiniteCheck {
 public:
  void see(float number) {
    constexpr std::int32_t size_bits = 0x7FFFFFFF;
    largest_ = std::max(largest_, std::bit_cast<std::int32_t>(number) & size_bits);
  }
  bool all() const {
    constexpr std::int32_t infinite = 0x7F800000;
    return largest_ < infinite;
  }

 private:
  std::int32_t largest_ = 0;
};

bool all_finite(std::span<const float> numbers) {
  FiniteCheck check;
  for (const float number : numbers) check.see(number);
  return check.all();
}

/// True when all are finite then.
template <typename Factor>
bool scale(std::span<float> numbers, Factor factor) {
  FiniteCheck check;
  for (float& number : numbers) {
    number = static_cast<float>(static_cast<Factor>(number) * factor);
    check.see(number);
  }
  return check.all();
}

}  // namespace

void to_millimetres(std::span<float> points, double millimetres_per_unit) {
  constexpr std::size_t together = 3 * 1024;
  // A factor that is a float: the product rounds as that of doubles does, in half the time.
  const auto as_float = static_cast<float>(millimetres_per_unit);
  const bool is_float = static_cast<double>(as_float) == millimetres_per_unit;
  for (std::size_t at = 0; at < points.size(); at += together) {
    const std::span<float> some = points.subspan(at, std::min(together, points.size() - at));
    // Most files are in millimetres: what is only looked at is not written again.
    const bool whole = millimetres_per_unit == 1 ? all_finite(some)
                       : is_float                ? scale(some, as_float)
                                                 : scale(some, millimetres_per_unit);
    if (whole) continue;
    for (std::size_t p = 0; p + 2 < some.size(); p += 3) {
      if (!is_whole(&some[p])) std::fill_n(&some[p], 3, std::numeric_limits<float>::quiet_NaN());
    }
  }
}

}  // namespace solopose
