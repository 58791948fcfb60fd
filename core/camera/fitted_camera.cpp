#include "core/camera/fitted_camera.h"

#include <algorithm>
#include <cmath>

namespace solopose {
namespace {

/// Sums of a line's least squares, both moved to their first values: far from 0 nothing is lost.
class Line {
 public:
  void add(double x, double y) {
    if (count_ == 0) {
      x0_ = x;
      y0_ = y;
    }
    ++count_;
    const double dx = x - x0_;
    const double dy = y - y0_;
    x_ += dx;
    y_ += dy;
    xx_ += dx * dx;
    xy_ += dx * dy;
    yy_ += dy * dy;
  }
  std::size_t count() const { return count_; }
  double spread() const { return std::sqrt(std::max(variance(), 0.0)); }
  double slope() const { return (xy_ / n() - x_ / n() * (y_ / n())) / variance(); }
  double intercept() const { return y0_ + y_ / n() - slope() * (x0_ + x_ / n()); }
  /// Mean square of what the line does not explain.
  double residual() const {
    const double unexplained = yy_ / n() - y_ / n() * (y_ / n()) - slope() * slope() * variance();
    return std::max(unexplained, 0.0);
  }

 private:
  double n() const { return static_cast<double>(count_); }
  double variance() const { return xx_ / n() - x_ / n() * (x_ / n()); }

  std::size_t count_ = 0;
  double x0_ = 0, y0_ = 0, x_ = 0, y_ = 0, xx_ = 0, xy_ = 0, yy_ = 0;
};

}  // namespace

std::optional<FittedCamera> camera_through(std::span<const double> points, std::span<const double> pixels) {
  constexpr std::size_t least_points = 20;
  constexpr double least_spread = 1e-3;  // of the tangent of the angle to the axis
  Line across;
  Line down;
  const std::size_t rows = std::min(points.size() / 3, pixels.size() / 2);
  for (std::size_t i = 0; i < rows; ++i) {
    const double* p = points.data() + 3 * i;
    const double* pixel = pixels.data() + 2 * i;
    const bool known = std::isfinite(p[0]) && std::isfinite(p[1]) && p[2] > 0 && std::isfinite(p[2]) &&
                       std::isfinite(pixel[0]) && std::isfinite(pixel[1]);
    if (!known) continue;
    across.add(p[0] / p[2], pixel[0]);
    down.add(p[1] / p[2], pixel[1]);
  }
  if (across.count() < least_points || !(across.spread() > least_spread) || !(down.spread() > least_spread))
    return std::nullopt;
  FittedCamera fitted;
  fitted.camera.intrinsics << across.slope(), 0, across.intercept(),  //
      0, down.slope(), down.intercept(),                              //
      0, 0, 1;
  fitted.residual_px = std::sqrt(across.residual() + down.residual());
  return fitted;
}

}  // namespace solopose
