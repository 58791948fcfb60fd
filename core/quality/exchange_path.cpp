#include "core/quality/exchange_path.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/quality/track_features.h"

namespace solopose {
namespace {

/// Bits: which label each of two frames in a row has; the later frame's is the lower.
using Labels = unsigned;

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

/// The programme over frames [first, end), whose first two are taken as they are.
class Stretch {
 public:
  Stretch(const Accelerations& accelerations, float cost_mm, std::int64_t first, std::int64_t end)
      : accelerations_(accelerations), cost_mm_(cost_mm), first_(first) {
    best_ = {0, cost_mm, cost_mm, 0};
    for (std::int64_t f = first + 2; f < end; ++f) step(f);
    trace();
  }

  void append_exchanges(std::vector<Exchange>& found) const {
    for (std::size_t i = 1; i < labels_.size(); ++i) {
      if (labels_[i] != labels_[i - 1]) found.push_back({first_ + static_cast<std::int64_t>(i), gain(i)});
    }
  }

 private:
  void step(std::int64_t f) {
    std::array<float, 4> next;
    std::array<std::uint8_t, 4> from;
    for (Labels now = 0; now < 4; ++now) {
      const bool b = (now & 2U) != 0;
      const bool c = (now & 1U) != 0;
      const float straight = best_[b ? 1 : 0] + accelerations_.at(f, false, b, c);
      const float exchanged = best_[b ? 3 : 2] + accelerations_.at(f, true, b, c);
      from[now] = exchanged < straight ? 1 : 0;
      next[now] = std::min(straight, exchanged) + (b != c ? cost_mm_ : 0);
    }
    best_ = next;
    came_from_.push_back(from);
  }

  void trace() {
    auto now = static_cast<Labels>(std::ranges::min_element(best_) - best_.begin());
    labels_ = {static_cast<std::uint8_t>(now & 1U), static_cast<std::uint8_t>(now >> 1U)};
    for (auto from = came_from_.rbegin(); from != came_from_.rend(); ++from) {
      now = static_cast<Labels>((*from)[now] << 1U) | (now >> 1U);
      labels_.push_back(static_cast<std::uint8_t>(now >> 1U));
    }
    std::ranges::reverse(labels_);
  }

  /// Over the two accelerations that an exchange is part of.
  float gain(std::size_t i) const {
    constexpr float usual_error_mm = 20;
    float as_it_is = 0;
    float exchanged = usual_error_mm;
    for (std::size_t k = std::max<std::size_t>(i, 2); k < std::min(i + 2, labels_.size()); ++k) {
      const std::int64_t f = first_ + static_cast<std::int64_t>(k);
      as_it_is += accelerations_.at(f, false, false, false);
      exchanged += accelerations_.at(f, labels_[k - 2] != 0, labels_[k - 1] != 0, labels_[k] != 0);
    }
    return as_it_is / exchanged;
  }

  const Accelerations& accelerations_;
  float cost_mm_;
  std::int64_t first_;
  std::array<float, 4> best_;
  std::vector<std::array<std::uint8_t, 4>> came_from_;
  std::vector<std::uint8_t> labels_;
};

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
    Stretch(accelerations, cost_mm, first, f).append_exchanges(found);
  }
  return found;
}

}  // namespace solopose
