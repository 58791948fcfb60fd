#include "core/prediction/sides_path.h"

#include <algorithm>
#include <array>

#include "core/skeleton/label_path.h"

namespace solopose {
namespace {

constexpr int reach = 3;                  ///< frames that each is compared with
constexpr float most_way = 0.3F;          ///< of a joint, sizes of the body
constexpr float change_cost = 0.5F;       ///< of an exchange, sizes of the body
constexpr float exchanged_cost = 0.05F;   ///< of an exchanged frame
constexpr std::ptrdiff_t size_reach = 3;  ///< the size is the median over so many frames to both sides

constexpr std::array left_landmarks = {11, 13, 15, 23, 25, 27};  ///< shoulder, elbow, wrist, hip, knee, ankle
constexpr int left_shoulder = 11;
constexpr int left_hip = 23;

Eigen::Vector2d point(const BodyLandmarks& body, int landmark) {
  return body.picture_px[static_cast<std::size_t>(landmark)].head<2>();
}

Eigen::Vector2d middle(const BodyLandmarks& body, int left) {
  return (point(body, left) + point(body, mirrored_landmark[static_cast<std::size_t>(left)])) / 2;
}

double size_of(const BodyLandmarks& body) {
  Eigen::Vector2d low = point(body, 0);
  Eigen::Vector2d high = low;
  for (int i = 1; i < landmark_count; ++i) {
    low = low.cwiseMin(point(body, i));
    high = high.cwiseMax(point(body, i));
  }
  const double torso = (middle(body, left_shoulder) - middle(body, left_hip)).norm();
  return std::max({torso, (high - low).maxCoeff() / 4, 1.0});
}

/// Frames in a row in which the person was seen.
class Stretch {
 public:
  explicit Stretch(std::span<const std::optional<BodyLandmarks>> film) : film_(film) {
    std::vector<double> sizes;
    for (const auto& body : film) sizes.push_back(size_of(*body));
    for (auto at = sizes.begin(); at != sizes.end(); ++at) {
      std::vector<double> near(at - std::min(size_reach, at - sizes.begin()),
                               at + std::min(size_reach + 1, sizes.end() - at));
      const auto median = near.begin() + std::ssize(near) / 2;
      std::ranges::nth_element(near, median);
      sizes_.push_back(*median);
    }
  }

  std::vector<std::uint8_t> labels() const {
    return label_path<reach>(std::ssize(film_), change_cost, [this](std::int64_t f, RecentLabels labels) {
      float sum = 0;
      for (int back = 1; back <= std::min<std::int64_t>(reach, f); ++back)
        sum += way(f, back, label_of(labels, back) != label_of(labels, 0));
      return sum / reach + (label_of(labels, 0) ? exchanged_cost : 0);
    });
  }

 private:
  /// Of all twelve landmarks since frame f - back, when the sides are exchanged in one of both frames.
  float way(std::int64_t f, int back, bool exchanged) const {
    float sum = 0;
    for (const int left : left_landmarks) {
      for (const int landmark : {left, mirrored_landmark[static_cast<std::size_t>(left)]}) {
        const Eigen::Vector2d apart = labelled(f, landmark, exchanged) - labelled(f - back, landmark, false);
        const auto share = static_cast<float>(apart.norm() / sizes_[static_cast<std::size_t>(f)]);
        sum += std::min(share, most_way);
      }
    }
    return sum;
  }

  Eigen::Vector2d labelled(std::int64_t f, int landmark, bool exchanged) const {
    return point(*film_[static_cast<std::size_t>(f)],
                 exchanged ? mirrored_landmark[static_cast<std::size_t>(landmark)] : landmark);
  }

  std::span<const std::optional<BodyLandmarks>> film_;
  std::vector<double> sizes_;  ///< by frame
};

}  // namespace

BodyLandmarks with_sides_exchanged(const BodyLandmarks& body) {
  BodyLandmarks exchanged = body;
  for (std::size_t i = 0; i < landmark_count; ++i) {
    const auto other = static_cast<std::size_t>(mirrored_landmark[i]);
    exchanged.picture_px[i] = body.picture_px[other];
    exchanged.world_mm[i] = body.world_mm[other];
    exchanged.visibility[i] = body.visibility[other];
    exchanged.presence[i] = body.presence[other];
  }
  return exchanged;
}

std::vector<std::uint8_t> exchanged_sides(std::span<const std::optional<BodyLandmarks>> film) {
  std::vector<std::uint8_t> exchanged(film.size());
  for (auto first = film.begin(); first != film.end();) {
    first = std::find_if(first, film.end(), [](const auto& body) { return body.has_value(); });
    const auto end = std::find_if(first, film.end(), [](const auto& body) { return !body.has_value(); });
    const std::vector<std::uint8_t> labels = Stretch({first, end}).labels();
    std::ranges::copy(labels, exchanged.begin() + (first - film.begin()));
    first = end;
  }
  return exchanged;
}

}  // namespace solopose
