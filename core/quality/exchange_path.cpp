#include "core/quality/exchange_path.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "core/quality/track_features.h"
#include "core/skeleton/label_path.h"

namespace solopose {
namespace {

/// What two joints accelerate at a frame, by how the labels of it and the two before differ: exchanging all
/// three changes nothing, so four ways are left.
class Accelerations {
 public:
  Accelerations(const TrackFeatures& features, Joint one, Joint other) {
    for (std::size_t axis = 0; axis < 3; ++axis) {
      one_[axis] = features.axis(one, static_cast<int>(axis)).data();
      other_[axis] = features.axis(other, static_cast<int>(axis)).data();
    }
  }

  /// `a`, `b`, `c`: the labels of frames f - 2, f - 1 and f. A missing joint accelerates nothing.
  float at(std::int64_t f, bool a, bool b, bool c) const {
    const float sum = one_joint(f, a, b, c) + one_joint(f, !a, !b, !c);
    return sum == sum ? sum : 0;
  }

 private:
  float one_joint(std::int64_t f, bool a, bool b, bool c) const {
    float square = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const float apart = of(c)[axis][f] - 2 * of(b)[axis][f - 1] + of(a)[axis][f - 2];
      square += apart * apart;
    }
    return std::sqrt(square);
  }
  const std::array<const float*, 3>& of(bool exchanged) const { return exchanged ? other_ : one_; }

  std::array<const float*, 3> one_;
  std::array<const float*, 3> other_;
};

/// How many times as much two joints accelerate as they are, over the two accelerations that the exchange at
/// the i-th label is part of.
float gain_of(const Accelerations& accelerations, std::int64_t first, std::span<const std::uint8_t> labels,
              std::size_t i) {
  constexpr float usual_error_mm = 20;
  float as_it_is = 0;
  float exchanged = usual_error_mm;
  for (std::size_t k = std::max<std::size_t>(i, 2); k < std::min(i + 2, labels.size()); ++k) {
    const std::int64_t f = first + static_cast<std::int64_t>(k);
    as_it_is += accelerations.at(f, false, false, false);
    exchanged += accelerations.at(f, labels[k - 2] != 0, labels[k - 1] != 0, labels[k] != 0);
  }
  return as_it_is / exchanged;
}

/// Of frames [first, end).
void append_exchanges(const Accelerations& accelerations, float cost_mm, std::int64_t first, std::int64_t end,
                      std::vector<Exchange>& found) {
  const auto cost = [&](std::int64_t f, RecentLabels labels) {
    if (f < 2) return 0.0F;
    return accelerations.at(first + f, label_of(labels, 2), label_of(labels, 1), label_of(labels, 0));
  };
  const std::vector<std::uint8_t> labels = label_path<2>(end - first, cost_mm, cost);
  for (std::size_t i = 1; i < labels.size(); ++i) {
    if (labels[i] == labels[i - 1]) continue;
    found.push_back({first + static_cast<std::int64_t>(i), gain_of(accelerations, first, labels, i)});
  }
}

}  // namespace

std::vector<Exchange> exchanges(const TrackFeatures& features, Joint one, Joint other, float cost_mm) {
  constexpr std::int64_t margin = 3;
  const Accelerations accelerations(features, one, other);
  std::vector<Exchange> found;
  const std::int64_t frames = features.frames;
  for (std::int64_t f = 2; f < frames; ++f) {
    if (accelerations.at(f, false, false, false) < cost_mm / 2) continue;
    const std::int64_t first = std::max<std::int64_t>(0, f - 2 - margin);
    std::int64_t last = f;
    for (std::int64_t near = f; near < std::min(frames, last + 2 * margin); ++near) {
      if (accelerations.at(near, false, false, false) >= cost_mm / 2) last = near;
    }
    f = std::min(frames, last + margin);
    append_exchanges(accelerations, cost_mm, first, f, found);
  }
  return found;
}

}  // namespace solopose
