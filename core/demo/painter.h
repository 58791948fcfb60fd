#pragma once

#include <span>
#include <vector>

#include "core/demo/backdrop.h"
#include "core/demo/flesh.h"
#include "core/video/image.h"

namespace solopose::demo {

/// Draws a body before a backdrop, as one camera sees it: every limb by exact ray casting within the part of
/// the picture it can cover, nearest first by a depth buffer, with a shadow on the floor. One thread each.
class Painter {
 public:
  /// `camera` has the picture's size and the world of body.h.
  Painter(const Camera& camera, std::uint64_t seed);

  const Image& paint(std::span<const Limb> limbs);
  /// The picture without anybody.
  const Image& empty() const { return empty_; }

 private:
  struct Window {
    int left = 0;
    int top = 0;
    int right = 0;  ///< first column beyond
    int bottom = 0;
  };
  /// A limb in the camera's frame.
  struct Seen {
    Eigen::Vector3f a;
    Eigen::Vector3f b;
    float radius_a;
    float radius_b;
    Eigen::Vector3f colour;
    float stripes;
  };

  Seen seen(const Limb& limb) const;
  Window around(std::span<const Eigen::Vector3d> centres, std::span<const double> radii) const;
  void draw(const Seen& limb);
  void cast_shadow(const Limb& limb);
  void put(std::size_t pixel, const Eigen::Vector3f& colour);

  Camera camera_;
  Backdrop backdrop_;
  Eigen::Vector3f light_;  ///< camera frame
  Eigen::Vector3f up_;     ///< camera frame
  Image empty_;
  Image image_;
  std::vector<float> depth_;
  std::vector<std::uint8_t> shaded_;
};

}  // namespace solopose::demo
