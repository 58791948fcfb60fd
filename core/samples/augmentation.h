#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include <Eigen/Core>

#include "core/base/seeded_random.h"
#include "core/camera/crop.h"
#include "core/runs/options.h"
#include "core/samples/square_view.h"

namespace solopose {

/// Part of the crop hidden behind something.
struct Occluder {
  bool ellipse = false;  ///< otherwise a rectangle
  double x = 0;          ///< of its middle; shares of the crop's side from the upper left corner
  double y = 0;
  double width = 0;  ///< likewise
  double height = 0;
  std::array<std::uint8_t, 3> colour{};
};

/// One change of what the network sees, the same for all frames of a clip. The default changes nothing.
/// Shift, turn and scale say which other square of the picture is seen; then it may be mirrored.
struct Augmentation {
  Eigen::Vector2d shift = Eigen::Vector2d::Zero();  ///< of the crop's centre, shares of the plain crop's side
  double scale = 1;                                 ///< of the crop's side
  double rotate_rad = 0;  ///< of the crop in the picture's plane, clockwise as one sees it
  bool flip = false;
  std::array<float, 3> gain = {1, 1, 1};    ///< of red, green and blue around mid-grey
  std::array<float, 3> offset = {0, 0, 0};  ///< then added, 0 to 255
  std::optional<Occluder> occluder;
};

/// A draw within the options' magnitudes. Universal targets stay upright, whatever the options say.
Augmentation drawn_augmentation(const AugmentationOptions& options, TargetFrame frame, SeededRandom& random);

/// The square that is seen instead of `plain`, before it is turned and mirrored.
Crop augmented_crop(const Crop& plain, const Augmentation& augmentation);

/// Targets in crop space, (frames, 15, 3) mm, as they follow from the crop that is seen: x and y move, turn
/// and scale with it; z, a depth, stays; mirrored, x changes its sign and left and right joints change names.
void augment_crop_targets(const Augmentation& augmentation, double extent_mm, std::span<float> targets_mm);

/// Mirror poses (frames, 15, 3), relative to the pelvis, along an axis (unit) and swap left and right joints.
/// What a flip does to universal targets, with the axis from left to right shoulder.
void mirror_poses(std::span<float> poses_mm, const Eigen::Vector3d& axis);

/// What is seen of a stored picture, of which the plain crop is the middle image_size x image_size, as the
/// network takes it: clip_mean and clip_std taken out. SeenSquare makes it.
SquareView seen_by(const Augmentation& augmentation, int stored_size, int image_size);

/// The same without a picture: (3, n, n) of mid-grey.
void grey_pixels(std::span<float> pixels);

}  // namespace solopose
