#include "core/prediction/person_track.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr double longest_gap_s = 2;       ///< without a sighting, before somebody counts as lost
constexpr double lost_cost = 1.5;         ///< of going on with anybody after that
constexpr double heights_a_second = 1.5;  ///< how far a person moves, of its own height, without costing much
constexpr double size_change_cost = 3;    ///< of a height e times the other
constexpr double move_cost = 2;           ///< of a move as long as the person is high, beyond the usual

/// How much a sighting looks like the person a video is about, 0 to some.
double worth(const PersonSighting& seen, int width, int height) {
  const Eigen::Vector2d middle(width / 2.0, height / 2.0);
  const double off_middle = (seen.centre_px - middle).cwiseQuotient(middle).norm();
  const double central = std::exp(-0.5 * off_middle * off_middle / (0.6 * 0.6));
  const double large = std::min(1.0, 2 * seen.height_px / std::max(width, height));
  return std::min(seen.certainty, 2.0) * central * large;
}

double cost_of_step(const FollowedPerson& from, const FollowedPerson& to, double frames_per_second) {
  const double seconds = static_cast<double>(to.frame - from.frame) / frames_per_second;
  if (seconds > longest_gap_s) return lost_cost;
  const double height = std::sqrt(from.seen.height_px * to.seen.height_px);
  const double moved = (to.seen.centre_px - from.seen.centre_px).norm() / height;
  const double beyond = std::max(0.0, moved - heights_a_second * seconds);
  const double resized = std::abs(std::log(to.seen.height_px / from.seen.height_px));
  return move_cost * (beyond + 0.2 * moved) + size_change_cost * resized * resized;
}

/// A sighting in the search for the best chain that ends with it.
struct Link {
  FollowedPerson person;
  double value = 0;
  std::ptrdiff_t before = -1;
};

/// Weights of a normal density at whole distances from 0 on, below `count`: a file may claim any frame rate,
/// and with it any deviation.
std::vector<double> weights_of(double deviation, std::int64_t count) {
  std::vector<double> weights{1};
  for (std::int64_t i = 1; deviation > 0 && i < count && static_cast<double>(i) <= std::ceil(3 * deviation);
       ++i) {
    const double distance = static_cast<double>(i) / deviation;
    weights.push_back(std::exp(-0.5 * distance * distance));
  }
  return weights;
}

template <typename Value>
auto weighted_mean(std::int64_t at, std::int64_t count, const std::vector<double>& weights,
                   const Value& value_at) {
  auto sum = value_at(at);
  double total = weights.front();
  for (std::int64_t i = 1; i < std::ssize(weights); ++i) {
    // The ends go on as they are: their mean is not drawn inwards.
    const double weight = weights[static_cast<std::size_t>(i)];
    sum += weight * (value_at(std::max<std::int64_t>(at - i, 0)) + value_at(std::min(at + i, count - 1)));
    total += 2 * weight;
  }
  return decltype(sum)(sum / total);
}

}  // namespace

std::vector<FollowedPerson> follow_person(std::span<const Sightings> sightings, int width, int height,
                                          double frames_per_second) {
  std::vector<Link> links;
  for (const Sightings& frame : sightings) {
    const auto earlier = std::ssize(links);
    for (const PersonSighting& seen : frame.people) {
      Link link{{frame.frame, seen}, worth(seen, width, height), -1};
      double best = 0;
      // Only the last few seconds' sightings are worth a look.
      for (std::ptrdiff_t i = earlier - 1; i >= std::max<std::ptrdiff_t>(0, earlier - 200); --i) {
        const Link& other = links[static_cast<std::size_t>(i)];
        const double gain = other.value - cost_of_step(other.person, link.person, frames_per_second);
        if (gain <= best) continue;
        best = gain;
        link.before = i;
      }
      link.value += best;
      links.push_back(link);
    }
  }
  std::vector<FollowedPerson> chain;
  if (links.empty()) return chain;
  const auto last = std::max_element(links.begin(), links.end(),
                                     [](const Link& a, const Link& b) { return a.value < b.value; });
  for (std::ptrdiff_t i = last - links.begin(); i >= 0; i = links[static_cast<std::size_t>(i)].before)
    chain.push_back(links[static_cast<std::size_t>(i)].person);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

std::vector<Crop> without_gaps(std::span<const std::optional<Crop>> crops) {
  std::vector<Crop> whole(crops.size());
  std::ptrdiff_t before = -1;
  for (std::ptrdiff_t i = 0; i < std::ssize(crops); ++i) {
    if (!crops[static_cast<std::size_t>(i)]) continue;
    const Crop& here = *crops[static_cast<std::size_t>(i)];
    const Crop& there = before < 0 ? here : whole[static_cast<std::size_t>(before)];
    for (std::ptrdiff_t k = before + 1; k <= i; ++k) {
      const double t = before < 0 ? 1 : static_cast<double>(k - before) / static_cast<double>(i - before);
      whole[static_cast<std::size_t>(k)] = {(1 - t) * there.centre_px + t * here.centre_px,
                                            there.side_px * std::pow(here.side_px / there.side_px, t)};
    }
    whole[static_cast<std::size_t>(i)] = here;
    before = i;
  }
  if (before < 0) throw Error("crop: nothing says where the person is in any frame");
  for (std::ptrdiff_t k = before + 1; k < std::ssize(crops); ++k)
    whole[static_cast<std::size_t>(k)] = whole[static_cast<std::size_t>(before)];
  return whole;
}

std::vector<Crop> smoothed(std::span<const Crop> crops, double centre_deviation, double side_deviation) {
  const std::vector<double> centre_weights = weights_of(centre_deviation, std::ssize(crops));
  const std::vector<double> side_weights = weights_of(side_deviation, std::ssize(crops));
  const auto count = std::ssize(crops);
  std::vector<Crop> result(crops.size());
  for (std::int64_t i = 0; i < count; ++i) {
    Crop& crop = result[static_cast<std::size_t>(i)];
    crop.centre_px = weighted_mean(i, count, centre_weights, [&](std::int64_t k) -> Eigen::Vector2d {
      return crops[static_cast<std::size_t>(k)].centre_px;
    });
    crop.side_px = std::exp(weighted_mean(i, count, side_weights, [&](std::int64_t k) {
      return std::log(crops[static_cast<std::size_t>(k)].side_px);
    }));
  }
  return result;
}

}  // namespace solopose
