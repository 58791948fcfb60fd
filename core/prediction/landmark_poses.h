#pragma once

#include <span>
#include <vector>

#include "core/landmarks/body_landmarks.h"

namespace solopose {

/// BlazePose's own body (world_mm) as a pose: (15, 3) mm in the camera's axes about the middle of the hips;
/// the neck half way between the shoulders, the head missing (NaN).
std::vector<float> own_pose(const BodyLandmarks& body);

/// What a model's answers go through. The numbers were chosen on the demo's films of drawn people (15 of
/// them, answers of a network that learnt for 1 500 steps).
struct Finishing {
  /// Of BlazePose's own body: both err, and not in the same way. The mean error is 105 mm without it, 103
  /// with a quarter of it and 104 with half; its own is 127. (The shipped network's is 106 with and without,
  /// over the first 100 frames of 13 such films.)
  double own_share = 0.25;
  /// P-MPJPE is 66.6 mm with 0.02, 66.2 with 0.05, 66.9 with 0.08 and 67.1 without, the velocity's error 11,
  /// 8, 7 and 21 mm a frame.
  double steady_deviation_s = 0.05;
  /// How far bones come towards one length each (even_bones.h). Of the shipped network over the first 100
  /// frames of nine films MPJPE / P-MPJPE are 124.6 / 82.3 mm without, 124.3 / 81.2 with 0.25, 124.5 / 80.5
  /// with 0.5, 125.5 / 80.4 with 0.75 and 127.2 / 80.8 with 1: half has the least sum.
  double even_bones = 0.5;
};

/// A pose (15, 3) mm in the camera's axes becomes the weighted mean of it and BlazePose's own body about the
/// same pelvis.
void mix_in_own(std::span<float> pose_mm, const BodyLandmarks& body, double own_share);

/// Poses (frames, 15, 3) mm without their trembling: each joint, about the pelvis, is the mean of its places
/// before and after, weighted by a normal density of this deviation, in frames. Missing joints stay missing
/// and count nowhere; pelvises stay where they are.
std::vector<float> steadied(std::span<const float> poses_mm, double deviation);

}  // namespace solopose
