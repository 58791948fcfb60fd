#include "core/landmarks/person_finder.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/landmarks/tflite_network.h"

namespace solopose {
namespace {

constexpr int input_side = 224;
constexpr int numbers_of_anchor = 12;  // a box (x, y, width, height), then four points (x, y)
constexpr int points_of_anchor = 4;
constexpr double least_score = 0.5;
constexpr double most_logit = 100;
constexpr double most_overlap = 0.3;

struct Grid {
  int side;       ///< places along the input
  int per_place;  ///< anchors
};
constexpr std::array grids = {Grid{28, 2}, Grid{14, 2}, Grid{7, 6}};
constexpr int anchor_count = 28 * 28 * 2 + 14 * 14 * 2 + 7 * 7 * 6;

/// Where the anchors stand, 0 to 1 over the input: the middle of each place.
std::vector<Eigen::Vector2d> anchors() {
  std::vector<Eigen::Vector2d> all;
  for (const Grid& grid : grids) {
    for (int place = 0; place < grid.side * grid.side; ++place) {
      const Eigen::Vector2d middle(place % grid.side + 0.5, place / grid.side + 0.5);
      all.insert(all.end(), static_cast<std::size_t>(grid.per_place), middle / grid.side);
    }
  }
  return all;
}

/// What an anchor sees, 0 to 1 over the input.
struct Candidate {
  double score = 0;
  std::array<Eigen::Vector2d, 2> corners;
  std::array<Eigen::Vector2d, points_of_anchor>
      points;  ///< middle of the hips, on the body's circle; two more
};

std::vector<Candidate> candidates(const std::vector<std::vector<float>>& outputs) {
  static const std::vector<Eigen::Vector2d> middles = anchors();
  std::vector<Candidate> found;
  for (int i = 0; i < anchor_count; ++i) {
    const double logit = std::clamp<double>(outputs[1][i], -most_logit, most_logit);
    const double score = 1 / (1 + std::exp(-logit));
    if (!(score >= least_score)) continue;
    const auto pair = [&](int at) -> Eigen::Vector2d {
      return Eigen::Map<const Eigen::Vector2f>(&outputs[0][i * numbers_of_anchor + at]).cast<double>() /
             input_side;
    };
    const Eigen::Vector2d centre = pair(0) + middles[i];
    Candidate candidate{score, {centre - pair(2) / 2, centre + pair(2) / 2}, {}};
    for (int k = 0; k < points_of_anchor; ++k) candidate.points[k] = pair(4 + 2 * k) + middles[i];
    found.push_back(candidate);
  }
  std::ranges::stable_sort(found, std::greater(), &Candidate::score);
  return found;
}

double overlap(const Candidate& a, const Candidate& b) {
  const auto area = [](const Eigen::Vector2d& low, const Eigen::Vector2d& high) {
    return (high - low).cwiseMax(0).prod();
  };
  const double both = area(a.corners[0].cwiseMax(b.corners[0]), a.corners[1].cwiseMin(b.corners[1]));
  const double either = area(a.corners[0], a.corners[1]) + area(b.corners[0], b.corners[1]) - both;
  return either > 0 ? both / either : 0;
}

/// Their mean, each as much as it is sure; the score is the first one's.
Candidate mean_of(const std::vector<Candidate>& group) {
  Candidate mean = group.front();
  for (Eigen::Vector2d& corner : mean.corners) corner.setZero();
  for (Eigen::Vector2d& point : mean.points) point.setZero();
  double sum = 0;
  for (const Candidate& each : group) sum += each.score;
  for (const Candidate& each : group) {
    for (std::size_t i = 0; i < mean.corners.size(); ++i)
      mean.corners[i] += each.corners[i] * (each.score / sum);
    for (std::size_t i = 0; i < mean.points.size(); ++i)
      mean.points[i] += each.points[i] * (each.score / sum);
  }
  return mean;
}

/// Non-maximum suppression: those that overlap the surest are one person with it.
std::vector<Candidate> people_among(std::vector<Candidate> sorted) {
  std::vector<Candidate> people;
  while (!sorted.empty()) {
    const Candidate surest = sorted.front();
    const auto others = std::stable_partition(sorted.begin() + 1, sorted.end(), [&](const Candidate& each) {
      return overlap(surest, each) > most_overlap;
    });
    people.push_back(mean_of({sorted.begin(), others}));
    sorted.erase(sorted.begin(), others);
  }
  return people;
}

/// All of the picture in the middle of a square.
TurnedCrop around(const Image& picture) {
  const Eigen::Vector2d size(picture.width, picture.height);
  return {size / 2, size.maxCoeff(), 0};
}

FoundPerson found_person(const Candidate& candidate, const TurnedCrop& input) {
  return {{picture_point(input, candidate.corners[0]), picture_point(input, candidate.corners[1])},
          candidate.score,
          crop_around(picture_point(input, candidate.points[0]), picture_point(input, candidate.points[1]))};
}

}  // namespace

PersonFinder::PersonFinder(const std::filesystem::path& pose_detection)
    : network_(std::make_unique<const TfliteNetwork>(
          pose_detection, std::vector<std::int64_t>{1, input_side, input_side, 3},
          std::vector<WantedOutput>{{0, {1, anchor_count, numbers_of_anchor}}, {1, {1, anchor_count, 1}}})) {}

PersonFinder::~PersonFinder() = default;
PersonFinder::PersonFinder(PersonFinder&&) noexcept = default;

std::vector<FoundPerson> PersonFinder::find(const Image& picture) const {
  const TurnedCrop input = around(picture);
  const auto outputs = network_->run(sampled(picture, input, input_side, Beyond::black, -1, 1));
  std::vector<FoundPerson> people;
  for (const Candidate& each : people_among(candidates(outputs))) people.push_back(found_person(each, input));
  return people;
}

}  // namespace solopose
