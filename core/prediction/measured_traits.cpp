#include "core/prediction/measured_traits.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace solopose {
namespace {

constexpr double leaning_rad = 55 * std::numbers::pi / 180;
constexpr double small_side_px = 160;
constexpr std::array legs = {23, 24, 25, 26, 27, 28};  ///< hips, knees, ankles

bool is_near_others(std::span<const PersonTrack> people, std::size_t chosen, std::int64_t frame,
                    const TurnedCrop& crop, std::int64_t longest_gap) {
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (i == chosen) continue;
    const auto other = people[i].crop_at(frame, longest_gap);
    if (other && (other->centre_px - crop.centre_px).norm() < crop.side_px) return true;
  }
  return false;
}

bool is_cut_off(const BodyLandmarks& body, const Eigen::Vector2d& picture_px) {
  return std::ranges::any_of(legs, [&](int landmark) {
    const Eigen::Vector2d at = body.picture_px[static_cast<std::size_t>(landmark)].head<2>();
    return (at.array() < 0).any() || (at.array() > picture_px.array()).any();
  });
}

bool is_lying(const TurnedCrop& crop) {
  return std::abs(std::remainder(crop.angle_rad, 2 * std::numbers::pi)) > leaning_rad;
}

}  // namespace

FilmTraits measured_traits(std::span<const std::optional<BodyLandmarks>> bodies, std::int64_t first,
                           std::span<const PersonTrack> people, std::size_t chosen,
                           const Eigen::Vector2d& picture_px, double frames_per_second) {
  FilmTraits counts{};
  const auto count = [&](FilmTrait trait, bool holds) {
    if (holds) ++counts[static_cast<std::size_t>(trait)];
  };
  const auto longest_gap = static_cast<std::int64_t>(std::ceil(frames_per_second));
  double seen = 0;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    count(FilmTrait::lost, !bodies[i]);
    if (!bodies[i]) continue;
    ++seen;
    const TurnedCrop crop = next_crop(*bodies[i]);
    count(FilmTrait::several_people,
          is_near_others(people, chosen, first + static_cast<std::int64_t>(i), crop, longest_gap));
    count(FilmTrait::lying, is_lying(crop));
    count(FilmTrait::cut_off, is_cut_off(*bodies[i], picture_px));
    count(FilmTrait::tiny, crop.side_px < small_side_px);
  }
  for (std::size_t trait = 0; trait < counts.size(); ++trait) {
    const bool of_all = trait == static_cast<std::size_t>(FilmTrait::lost);
    counts[trait] /= std::max(1.0, of_all ? static_cast<double>(bodies.size()) : seen);
  }
  return counts;
}

}  // namespace solopose
