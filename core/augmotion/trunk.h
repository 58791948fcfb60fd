#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace solopose {

/// What a pose's trunk measures, mm. NaN where a joint is missing or two coincide (a file's way of saying
/// that it has none); infinite where a coordinate is.
struct TrunkLengths {
  double shoulder_width = 0;
  double torso = 0;  ///< mid-shoulder to pelvis
  double neck = 0;   ///< mid-shoulder to neck; 0 is a length
  double head = 0;   ///< mid-shoulder to head; 0 is a length
};

TrunkLengths trunk_lengths_mm(std::span<const float> poses_mm, std::int64_t frame);

struct LengthRange {
  double low_mm = 0;
  double high_mm = 0;
  bool holds(double length_mm) const { return length_mm >= low_mm && length_mm <= high_mm; }
  bool refuses(double length_mm) const { return length_mm < low_mm || length_mm > high_mm; }  ///< not NaN
};

/// Which lengths a track's person can have. One mistaken joint (a lost marker, a swapped person, a flipped
/// bit) can lie anywhere, and would outweigh all others in a mean. Bodies bend, sensors err, so the ranges
/// are wide: within human anatomy from infants on, and no further from the track's own median than half
/// its median torso. A track that has no length within anatomy keeps the anatomical ranges.
struct TrunkLimits {
  LengthRange shoulder_width = {60, 800};
  LengthRange torso = {100, 1200};
  LengthRange neck = {0, 800};
  LengthRange head = {0, 1000};

  /// Both shoulders and the pelvis are there and where they can be.
  bool hold(const TrunkLengths& lengths) const {
    return shoulder_width.holds(lengths.shoulder_width) && torso.holds(lengths.torso);
  }
  /// A length of these is there, and no person's or not this one's.
  bool refuse(const TrunkLengths& lengths) const {
    return shoulder_width.refuses(lengths.shoulder_width) || torso.refuses(lengths.torso);
  }
};

/// What is wrong with lengths that are refused: "its shoulders are 1000000 mm apart where 90 to 590 can be".
std::string refusal_text(const TrunkLengths& lengths, const TrunkLimits& limits);

/// poses_mm: (frames, 15, 3) canonical.
TrunkLimits trunk_limits(std::span<const float> poses_mm);

/// Makes joints that no person has there missing (NaN): further than 2 m from the centre of their own pose,
/// the coordinate-wise median of its joints. Returns how many.
std::int64_t leave_out_stray_joints(std::span<float> poses_mm);

}  // namespace solopose
