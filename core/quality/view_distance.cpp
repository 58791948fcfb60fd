#include "core/quality/view_distance.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Core>

#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

using Vector = Eigen::Vector3f;

/// The views of one joint in one frame.
class Sightings {
 public:
  void gather(std::span<const std::vector<float>> views_mm, std::size_t at) {
    places_.clear();
    owners_.clear();
    for (std::size_t v = 0; v < views_mm.size(); ++v) {
      if (at + 3 > views_mm[v].size()) continue;
      const Vector place = Eigen::Map<const Vector>(views_mm[v].data() + at);
      if (!place.allFinite()) continue;
      places_.push_back(place);
      owners_.push_back(v);
    }
  }

  template <typename Found>
  void for_each_distance(const Found& found) {
    if (places_.size() < 2) return;
    const Vector middle = places_.size() > 2 ? median() : Vector();
    for (std::size_t i = 0; i < places_.size(); ++i)
      found(owners_[i], (places_[i] - (places_.size() > 2 ? middle : places_[1 - i])).norm());
  }

 private:
  Vector median() {
    Vector result;
    for (int axis = 0; axis < 3; ++axis) {
      line_.clear();
      for (const Vector& place : places_) line_.push_back(place[axis]);
      const auto half = line_.begin() + static_cast<std::ptrdiff_t>(line_.size() / 2);
      std::nth_element(line_.begin(), half, line_.end());
      result[axis] = *half;
    }
    return result;
  }

  std::vector<Vector> places_;
  std::vector<std::size_t> owners_;
  std::vector<float> line_;
};

}  // namespace

std::vector<std::vector<float>> view_distances_mm(std::span<const std::vector<float>> views_mm) {
  std::vector<std::vector<float>> distances;
  std::size_t longest = 0;
  for (const auto& view : views_mm) {
    distances.emplace_back(view.size() / 3, std::numeric_limits<float>::quiet_NaN());
    longest = std::max(longest, view.size());
  }
  Sightings sightings;
  for (std::size_t at = 0; at < longest; at += 3) {
    sightings.gather(views_mm, at);
    sightings.for_each_distance(
        [&](std::size_t view, float distance) { distances[view][at / 3] = distance; });
  }
  return distances;
}

}  // namespace solopose
