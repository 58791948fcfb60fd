#include "core/demo/backdrop.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/seeded_random.h"
#include "core/camera/camera_projection.h"

namespace solopose::demo {
namespace {

using Eigen::Vector2f;
using Eigen::Vector3f;

float between(SeededRandom& random, double low, double high) {
  return static_cast<float>(low + (high - low) * random.unit());
}

float lattice_value(int x, int y, std::uint64_t seed) {
  const auto cell =
      (static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32) | static_cast<std::uint32_t>(y);
  return static_cast<float>(SeededRandom::mixed(cell ^ seed) >> 40) * 0x1.0p-24F;
}

/// Smooth noise between 0 and 1 that changes over a length of 1.
float smooth_noise(const Vector2f& place, std::uint64_t seed) {
  const float left = std::floor(place.x());
  const float top = std::floor(place.y());
  const auto eased = [](float t) { return t * t * (3 - 2 * t); };
  const float u = eased(place.x() - left);
  const float v = eased(place.y() - top);
  const int x = static_cast<int>(left);
  const int y = static_cast<int>(top);
  const float above = std::lerp(lattice_value(x, y, seed), lattice_value(x + 1, y, seed), u);
  const float below = std::lerp(lattice_value(x, y + 1, seed), lattice_value(x + 1, y + 1, seed), u);
  return std::lerp(above, below, v);
}

/// A surface's pattern between two colours.
class Texture {
 public:
  explicit Texture(SeededRandom& random)
      : kind_(static_cast<Kind>(random.below(5))),
        seed_(random.next()),
        period_mm_(between(random, 150, 900)) {
    for (Vector3f* colour : {&first_, &second_}) {
      const float value = between(random, 0.1, 0.9);
      for (int c = 0; c < 3; ++c) (*colour)[c] = value * between(random, 0.6, 1.15);
    }
    second_ = first_ + between(random, 0.15, 1) * (second_ - first_);
  }

  Vector3f at(const Vector2f& place_mm) const {
    const float grain = 0.08F * (smooth_noise(place_mm / 60, seed_ + 1) - 0.5F);
    return (first_ + pattern(place_mm / period_mm_) * (second_ - first_)).array() + grain;
  }

 private:
  enum class Kind : std::uint8_t { plain, checker, planks, clouds, gradient };

  float pattern(const Vector2f& place) const {
    const auto odd = [](float v) { return (static_cast<int>(std::floor(v)) & 1) != 0; };
    switch (kind_) {
      case Kind::checker:
        return odd(place.x()) != odd(place.y()) ? 1 : 0;
      case Kind::planks:
        return lattice_value(static_cast<int>(std::floor(2 * place.x())), 0, seed_);
      case Kind::clouds:
        return 0.6F * smooth_noise(place, seed_) + 0.4F * smooth_noise(3 * place, seed_ + 2);
      case Kind::gradient:
        return 0.5F + 0.5F * std::sin(0.4F * (place.x() + place.y()));
      case Kind::plain:
        break;
    }
    return 0;
  }

  Kind kind_;
  std::uint64_t seed_;
  float period_mm_;
  Vector3f first_;
  Vector3f second_;
};

struct Ray {
  Vector3f from;
  Vector3f along;
};

struct Box {
  Vector3f low;
  Vector3f high;
  Texture texture;
};

/// Where a ray meets a box's surface.
struct Meeting {
  float distance = std::numeric_limits<float>::infinity();
  int axis = -1;  ///< the surface's normal
};

Meeting way_into(const Box& box, const Ray& ray) {
  Meeting entry{0, -1};
  float exit = std::numeric_limits<float>::infinity();
  for (int axis = 0; axis < 3; ++axis) {
    const float one = (box.low[axis] - ray.from[axis]) / ray.along[axis];
    const float other = (box.high[axis] - ray.from[axis]) / ray.along[axis];
    if (std::min(one, other) > entry.distance) entry = {std::min(one, other), axis};
    exit = std::min(exit, std::max(one, other));
  }
  return entry.axis >= 0 && entry.distance < exit ? entry : Meeting{};
}

Meeting way_out_of(const Vector3f& low, const Vector3f& high, const Ray& ray) {
  Meeting exit;
  for (int axis = 0; axis < 3; ++axis) {
    const float wall = ray.along[axis] > 0 ? high[axis] : low[axis];
    const float distance = (wall - ray.from[axis]) / ray.along[axis];
    if (distance < exit.distance) exit = {distance, axis};
  }
  return exit;
}

Vector2f across(const Vector3f& point, int axis) { return {point[(axis + 1) % 3], point[(axis + 2) % 3]}; }

class Room {
 public:
  Room(SeededRandom& random, const Vector3f& camera)
      : floor_(random), walls_{Texture(random), Texture(random), Texture(random)} {
    const float width = between(random, 6000, 9000);
    const float depth = between(random, 6000, 9000);
    low_ = {-width, -depth, 0};
    high_ = {width, depth, between(random, 3500, 6000)};
    const auto things = random.below(14);
    for (std::uint64_t i = 0; i < things; ++i) furnish(random, camera);
  }

  struct Sight {
    Vector3f colour;
    Vector2f ground = Vector2f::Constant(std::numeric_limits<float>::quiet_NaN());
  };

  Sight look(const Ray& ray, const Vector3f& towards_light) const {
    const Box* nearest = nullptr;
    Meeting meeting = way_out_of(low_, high_, ray);
    for (const Box& box : things_) {
      const Meeting entry = way_into(box, ray);
      if (entry.distance >= meeting.distance) continue;
      meeting = entry;
      nearest = &box;
    }
    const Vector3f point = ray.from + meeting.distance * ray.along;
    const bool is_floor = nearest == nullptr && meeting.axis == 2 && ray.along.z() < 0;
    Sight sight;
    if (is_floor) {
      sight.ground = point.head<2>();
      sight.colour = floor_.at(point.head<2>());
      return sight;
    }
    const Texture& texture =
        nearest != nullptr ? nearest->texture : walls_[static_cast<std::size_t>(meeting.axis)];
    // A surface shows the side that faces the ray.
    const float facing =
        ray.along[meeting.axis] > 0 ? -towards_light[meeting.axis] : towards_light[meeting.axis];
    sight.colour = (0.6F + 0.4F * std::max(0.0F, facing)) * texture.at(across(point, meeting.axis));
    return sight;
  }

 private:
  /// Something to stand about where it hides nobody: beyond the stage, as the camera sees it.
  void furnish(SeededRandom& random, const Vector3f& camera) {
    const double angle = 2 * std::numbers::pi * random.unit();
    const float away = between(random, 1800, 5500);
    const Vector2f place =
        away * Vector2f(static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle)));
    const Vector3f half(between(random, 60, 500), between(random, 60, 500), between(random, 100, 1050));
    const Texture texture(random);
    if (place.dot(camera.head<2>().normalized()) > -900) return;
    const Vector3f middle(place.x(), place.y(), half.z());
    things_.push_back({middle - half, middle + half, texture});
  }

  Texture floor_;
  std::array<Texture, 3> walls_;
  Vector3f low_;
  Vector3f high_;
  std::vector<Box> things_;
};

Vector3f light_from_above(SeededRandom& random) {
  const float elevation = between(random, 0.6, 1.3);
  const float azimuth = between(random, 0, 2 * std::numbers::pi);
  return {std::cos(elevation) * std::cos(azimuth), std::cos(elevation) * std::sin(azimuth),
          std::sin(elevation)};
}

}  // namespace

Backdrop make_backdrop(const Camera& camera, std::uint64_t seed) {
  SeededRandom random(seed);
  const Vector3f eye = world_from_camera(camera, Eigen::Vector3d::Zero()).cast<float>();
  const Room room(random, eye);
  Backdrop backdrop;
  backdrop.width = camera.width;
  backdrop.height = camera.height;
  backdrop.towards_light = light_from_above(random);
  const float brightness = between(random, 0.75, 1.15);
  for (int c = 0; c < 3; ++c) backdrop.exposure[c] = brightness * between(random, 0.88, 1.12);
  const Eigen::Matrix3f world_from_camera_axes = camera.rotation.transpose().cast<float>();
  for (int y = 0; y < camera.height; ++y) {
    for (int x = 0; x < camera.width; ++x) {
      const Vector3f ray = unproject_pixel(camera, {x, y}, 1).cast<float>();
      const Room::Sight sight = room.look({eye, world_from_camera_axes * ray}, backdrop.towards_light);
      backdrop.rays.push_back(ray);
      backdrop.colours.push_back(sight.colour);
      backdrop.ground.push_back(sight.ground);
    }
  }
  return backdrop;
}

}  // namespace solopose::demo
