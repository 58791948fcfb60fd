#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/camera/crop.h"

namespace solopose {

/// Somebody a detector believes to see: centre and standing height.
struct PersonSighting {
  Eigen::Vector2d centre_px = Eigen::Vector2d::Zero();
  double height_px = 0;
  double certainty = 0;  ///< above 0; the detector's own measure
};

/// What was seen in one frame.
struct Sightings {
  std::int64_t frame = 0;
  std::vector<PersonSighting> people;
};

/// One person's sightings over time, frame by frame at most one: the chain that is on the whole the most
/// certain, largest and nearest to the picture's middle, and moves least. `frames_per_second` tells how far a
/// person gets between two frames.
struct FollowedPerson {
  std::int64_t frame = 0;
  PersonSighting seen;
};
std::vector<FollowedPerson> follow_person(std::span<const Sightings> sightings, int width, int height,
                                          double frames_per_second);

/// A value for each of `count` frames: missing ones between their neighbours' on a straight line, those
/// before the first and after the last equal to them. Crops' sides are interpolated as their logarithms.
/// @throws Error when all are missing.
std::vector<Crop> without_gaps(std::span<const std::optional<Crop>> crops);

/// Each crop the mean of its neighbours', weighted by a normal density over time: deviations in frames, of
/// the centres and of the sides.
std::vector<Crop> smoothed(std::span<const Crop> crops, double centre_deviation, double side_deviation);

}  // namespace solopose
