#include "core/heatpose/separable_terms.h"

namespace solopose {

SeparableTerms::SeparableTerms(const SampleAxes& axes, std::span<const Gaussian> gaussians, Factors factors,
                               double cutoff)
    : x_size_(static_cast<std::size_t>(axes[0].size)),
      y_size_(static_cast<std::size_t>(padded(axes[1].size, plane_tile_rows))),
      row_(x_size_ + y_size_ + static_cast<std::size_t>(padded(axes[2].size, plane_tile_columns))) {
  factors_.assign(row_ * gaussians.size(), 0.0F);
  weighted_.assign(y_size_ * gaussians.size(), 0.0F);
  entries_.reserve(gaussians.size());
  terms_.reserve(gaussians.size());
  for (const Gaussian& gaussian : gaussians) add(axes, gaussian, factors, cutoff);
}

void SeparableTerms::add(const SampleAxes& axes, const Gaussian& gaussian, Factors kind, double cutoff) {
  std::array<AxisRange, 3> ranges;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    ranges[axis] = significant_range(gaussian, static_cast<int>(axis), axes[axis], cutoff);
    if (ranges[axis].end == 0) return;
  }
  float* row = factors_.data() + entries_.size() * row_;
  const std::array<float*, 3> factors = {row, row + x_size_, row + x_size_ + y_size_};
  for (std::size_t axis = 0; axis < 3; ++axis)
    fill_factors(gaussian, static_cast<int>(axis), axes[axis], kind, ranges[axis], factors[axis]);
  entries_.push_back({gaussian.height, ranges[0], ranges[1], ranges[2]});
}

const std::vector<PlaneTerm>& SeparableTerms::of_plane(int x) {
  terms_.clear();
  for (std::size_t k = 0; k < entries_.size(); ++k) {
    const Entry& entry = entries_[k];
    if (x < entry.planes.begin || x >= entry.planes.end) continue;
    const float* factors = factors_.data() + k * row_;
    const float* y_factors = factors + x_size_;
    float* left = weighted_.data() + k * y_size_;
    const float weight = entry.height * factors[x];
    for (int y = entry.rows.begin; y < entry.rows.end; ++y) left[y] = weight * y_factors[y];
    terms_.push_back({left, y_factors + y_size_, entry.rows, entry.columns});
  }
  return terms_;
}

}  // namespace solopose
