#include "core/demo/painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/camera/camera_projection.h"

namespace solopose::demo {
namespace {

using Eigen::Vector3d;
using Eigen::Vector3f;

constexpr float infinitely_far = std::numeric_limits<float>::infinity();
constexpr double nearest_mm = 100;

/// Linear light to a byte as screens take it; a square root is close enough to sRGB's curve.
std::uint8_t screen_value(float light) {
  return static_cast<std::uint8_t>(255.0F * std::sqrt(std::clamp(light, 0.0F, 1.0F)) + 0.5F);
}

/// Where a ray first meets a limb: distance along the ray, the outward normal, and how far from a to b.
struct Hit {
  float distance = infinitely_far;
  Vector3f normal;
  float share = 0;
};

struct RoundCone {
  Vector3f a;
  Vector3f axis;  ///< from a to b
  float radius_a;
  float growth;  ///< of the radius from a to b
  float axis_squared;

  /// A ball of the limb's, `share` of the way from a to b.
  void meet_ball(float share, const Vector3f& from, const Vector3f& along, Hit& hit) const {
    const Vector3f offset = from - (a + share * axis);
    const float radius = radius_a + share * growth;
    const float half = offset.dot(along);
    const float inside = half * half - offset.squaredNorm() + radius * radius;
    if (inside < 0) return;
    const float distance = -half - std::sqrt(inside);
    if (distance >= hit.distance) return;
    hit = {distance, (offset + distance * along) / radius, share};
  }

  /// The side is where a point p = from + t along touches the ball of its own share s, whose centre is
  /// a + s axis: both |p - a - s axis|^2 = (radius_a + s growth)^2 and its derivative with s vanish.
  /// Eliminating s leaves a quadratic in t.
  void meet_side(const Vector3f& from, const Vector3f& along, Hit& hit) const {
    const Vector3f offset = from - a;
    const float slant = axis_squared - growth * growth;
    if (slant <= 0) return;                                    // one ball swallows the other
    const float level = axis.dot(offset) + radius_a * growth;  // s slant = level + t climb
    const float climb = axis.dot(along);
    const float quadratic = slant - climb * climb;
    const float linear = slant * offset.dot(along) - level * climb;
    const float constant = slant * (offset.squaredNorm() - radius_a * radius_a) - level * level;
    const float inside = linear * linear - quadratic * constant;
    if (inside < 0 || quadratic <= 0) return;
    const float distance = (-linear - std::sqrt(inside)) / quadratic;
    const float share = (level + distance * climb) / slant;
    if (share < 0 || share > 1 || distance >= hit.distance) return;
    const Vector3f from_centre = offset + distance * along - share * axis;
    hit = {distance, from_centre.normalized(), share};
  }

  Hit meet(const Vector3f& along) const {
    // Start beside the limb: single precision is then exact to a fraction of a millimetre.
    const float start = along.dot(a);
    const Vector3f from = start * along;
    Hit hit;
    meet_side(from, along, hit);
    if (hit.distance == infinitely_far) {
      meet_ball(0, from, along, hit);
      meet_ball(1, from, along, hit);
    }
    hit.distance += start;
    return hit;
  }
};

}  // namespace

Painter::Painter(const Camera& camera, std::uint64_t seed)
    : camera_(camera),
      backdrop_(make_backdrop(camera, seed)),
      light_(camera.rotation.cast<float>() * backdrop_.towards_light),
      up_(camera.rotation.col(2).cast<float>()),
      image_(camera.width, camera.height, PixelLayout::rgb24),
      depth_(backdrop_.rays.size()),
      shaded_(backdrop_.rays.size()) {
  for (std::size_t i = 0; i < backdrop_.colours.size(); ++i) put(i, backdrop_.colours[i]);
  empty_ = image_;
}

void Painter::put(std::size_t pixel, const Vector3f& colour) {
  for (int c = 0; c < 3; ++c) {
    image_.bytes[3 * pixel + static_cast<std::size_t>(c)] = screen_value(colour[c] * backdrop_.exposure[c]);
  }
}

Painter::Seen Painter::seen(const Limb& limb) const {
  const auto placed = [&](const Vector3f& point) -> Vector3f {
    return camera_from_world(camera_, point.cast<double>()).cast<float>();
  };
  return {placed(limb.a), placed(limb.b), limb.radius_a, limb.radius_b, limb.colour, limb.stripes};
}

/// The part of the picture that balls of these centres (camera frame) and what lies between them can cover;
/// empty when one of them is too near the camera.
Painter::Window Painter::around(std::span<const Vector3d> centres, std::span<const double> radii) const {
  constexpr double spare = 1.15;  // perspective draws balls wider than focal * radius / depth
  Eigen::Array2d low = Eigen::Array2d::Constant(std::numeric_limits<double>::infinity());
  Eigen::Array2d high = -low;
  for (std::size_t i = 0; i < centres.size(); ++i) {
    const double depth = centres[i].z() - radii[i];
    if (!(depth > nearest_mm)) return {};
    const double reach = spare * focal_px(camera_) * radii[i] / depth + 1;
    const Eigen::Array2d pixel = project_to_pixel(camera_, centres[i]).array();
    low = low.min(pixel - reach);
    high = high.max(pixel + reach);
  }
  const auto whole = [](double value, int limit) {
    return static_cast<int>(std::clamp(std::ceil(value), 0.0, static_cast<double>(limit)));
  };
  return {whole(low.x(), camera_.width), whole(low.y(), camera_.height), whole(high.x(), camera_.width),
          whole(high.y(), camera_.height)};
}

void Painter::draw(const Seen& limb) {
  const Vector3f axis = limb.b - limb.a;
  const RoundCone cone{limb.a, axis, limb.radius_a, limb.radius_b - limb.radius_a, axis.squaredNorm()};
  const std::array<Vector3d, 2> centres = {limb.a.cast<double>(), limb.b.cast<double>()};
  const std::array<double, 2> radii = {limb.radius_a, limb.radius_b};
  const Window window = around(centres, radii);
  const float stripes_along = std::sqrt(cone.axis_squared) / 28;
  for (int y = window.top; y < window.bottom; ++y) {
    for (int x = window.left; x < window.right; ++x) {
      const std::size_t pixel =
          static_cast<std::size_t>(y) * static_cast<std::size_t>(camera_.width) + static_cast<std::size_t>(x);
      const Hit hit = cone.meet(backdrop_.rays[pixel].normalized());
      if (hit.distance >= depth_[pixel]) continue;
      depth_[pixel] = hit.distance;
      float albedo = 1;
      if (limb.stripes > 0 && std::sin(stripes_along * hit.share) > 0) albedo -= limb.stripes;
      const float lit = std::max(0.0F, hit.normal.dot(light_));
      const float from_above = 0.5F + 0.5F * hit.normal.dot(up_);
      put(pixel, albedo * (0.22F + 0.2F * from_above + 0.7F * lit) * limb.colour);
    }
  }
}

/// The floor within reach of the limb's shadow darkens where the light's way crosses the limb.
void Painter::cast_shadow(const Limb& limb) {
  const Vector3f& light = backdrop_.towards_light;
  const auto fallen = [&](const Vector3f& point) -> Vector3f {
    return point - point.z() / light.z() * light;
  };
  const Vector3f a = fallen(limb.a);
  const Vector3f axis = fallen(limb.b) - a;
  const float stretch = 1 / light.z();  // a ball's shadow is longer than the ball
  const std::array<Vector3d, 2> centres = {camera_from_world(camera_, a.cast<double>()),
                                           camera_from_world(camera_, (a + axis).cast<double>())};
  const std::array<double, 2> radii = {limb.radius_a * stretch, limb.radius_b * stretch};
  const Window window = around(centres, radii);
  const Eigen::Vector2f line = axis.head<2>();
  const float squared = std::max(line.squaredNorm(), 1.0F);
  for (int y = window.top; y < window.bottom; ++y) {
    for (int x = window.left; x < window.right; ++x) {
      const std::size_t pixel =
          static_cast<std::size_t>(y) * static_cast<std::size_t>(camera_.width) + static_cast<std::size_t>(x);
      if (shaded_[pixel] != 0) continue;
      const Eigen::Vector2f offset = backdrop_.ground[pixel] - a.head<2>();
      const float share = std::clamp(offset.dot(line) / squared, 0.0F, 1.0F);
      const float radius = limb.radius_a + share * (limb.radius_b - limb.radius_a);
      const bool hidden =
          (offset - share * line).squaredNorm() < radius * radius;  // false where there is no floor
      if (!hidden) continue;
      shaded_[pixel] = 1;
      put(pixel, 0.5F * backdrop_.colours[pixel]);
    }
  }
}

const Image& Painter::paint(std::span<const Limb> limbs) {
  image_.bytes = empty_.bytes;
  std::fill(depth_.begin(), depth_.end(), infinitely_far);
  std::fill(shaded_.begin(), shaded_.end(), std::uint8_t{0});
  for (const Limb& limb : limbs) cast_shadow(limb);
  for (const Limb& limb : limbs) draw(seen(limb));
  return image_;
}

}  // namespace solopose::demo
