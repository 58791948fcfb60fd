#include "core/augmotion/dispersion.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {

void Dispersion::add(std::span<const std::span<const float>> views_mm) {
  if (views_mm.empty()) return;
  const std::size_t values = views_mm.front().size();
  if (std::ranges::any_of(views_mm, [&](const auto& view) { return view.size() != values; })) {
    throw Error("dispersion: the views of a take must cover the same frames");
  }
  const double share = 1 / static_cast<double>(views_mm.size());
  const auto point = [](std::span<const float> view, std::size_t at) {
    return Eigen::Vector3f(view[at], view[at + 1], view[at + 2]).cast<double>().eval();
  };
  for (std::size_t at = 0; at + 2 < values; at += 3) {
    Eigen::Vector3d mean = Eigen::Vector3d::Zero();
    for (const auto& view : views_mm) mean += share * point(view, at);
    if (!mean.allFinite()) continue;  // one missing view makes it so
    double distance = 0;
    for (const auto& view : views_mm) distance += share * (point(view, at) - mean).norm();
    sum_mm_ += distance;
    ++joints_;
  }
}

double Dispersion::mean_mm() const { return joints_ == 0 ? 0 : sum_mm_ / static_cast<double>(joints_); }

}  // namespace solopose
