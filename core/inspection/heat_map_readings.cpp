#include "core/inspection/heat_map_readings.h"

#include <algorithm>
#include <cmath>

#include "core/augmotion/kabsch.h"
#include "core/heatpose/decode.h"
#include "core/heatpose/peak_matching.h"
#include "core/heatpose/volume.h"

namespace solopose {
namespace {

constexpr double extent_margin_mm = 200;  // a main Gaussian and the first side ones stay inside
constexpr std::int64_t chunk_frames = 1024;
constexpr double peak_threshold = 0.1;  // of the highest voxel

JointReading reading_in(const Grid& grid, std::span<const float> volume, const Eigen::Vector3d& joint_mm) {
  JointReading reading;
  const std::int64_t highest = maximum_voxel(volume);
  if (highest < 0 || !(volume[static_cast<std::size_t>(highest)] > 0)) return reading;
  const auto voxel = grid.voxel_at(highest);
  reading.decoded_mm = refine_peak_mm(grid, volume, voxel);
  reading.voxel_error_mm = (grid.centre_mm(voxel) - joint_mm).norm();
  reading.refined_error_mm = (reading.decoded_mm - joint_mm).norm();
  return reading;
}

/// A joint that was not found in the volume by its maximum: the voxel is the one it lies in.
JointReading reading_at(const Grid& grid, const Eigen::Vector3d& decoded_mm, const Eigen::Vector3d& truth_mm,
                        double confidence) {
  JointReading reading;
  reading.decoded_mm = decoded_mm;
  reading.confidence = confidence;
  const Eigen::Vector3d centre = grid.position_mm(grid.voxel_of(decoded_mm).array().round().matrix());
  reading.voxel_error_mm = (centre - truth_mm).norm();
  reading.refined_error_mm = (decoded_mm - truth_mm).norm();
  return reading;
}

double highest_number(std::span<const float> values) {
  const std::int64_t at = maximum_voxel(values);
  return at < 0 ? 0 : static_cast<double>(values[static_cast<std::size_t>(at)]);
}

void read_by_matching(const HeatMapPicture& picture, const Volume& volume, HeatMapReadings& readings) {
  SkeletonPrior prior = SkeletonPrior::average_adult();
  prior.expected_mm = picture.pose_mm;
  for (std::size_t b = 0; b < bones().size(); ++b) {
    const Bone& bone = bones()[b];
    const double length =
        (joint_at(picture.pose_mm, 0, bone.parent) - joint_at(picture.pose_mm, 0, bone.child)).norm();
    if (std::isfinite(length) && length > 0) prior.bone_mm[b] = length;
  }
  const auto peaks = find_peaks(volume.grid, volume.values, peak_threshold * highest_number(volume.values));
  const MatchedPose matched = match_peaks(peaks, prior);
  for (std::size_t j = 0; j < joint_count; ++j) {
    readings.joints[j] =
        reading_at(volume.grid, joint_at(matched.pose_mm, 0, static_cast<Joint>(j)),
                   joint_at(picture.pose_mm, 0, static_cast<Joint>(j)), matched.confidence[j]);
  }
}

void read_answer(const HeatMapPicture& picture, HeatMapReadings& readings) {
  const std::optional<Joint>& only = picture.query.choice.request.joint;
  for (std::size_t j = 0; j < joint_count; ++j) {
    if (only && *only != static_cast<Joint>(j)) continue;
    readings.joints[j] = reading_at(
        picture.volume.grid, joint_at(picture.answer.poses_mm, 0, static_cast<Joint>(j)),
        joint_at(picture.pose_mm, 0, static_cast<Joint>(j)), double{picture.answer.confidences[j]});
    if (picture.reliability) {
      readings.joints[j].expected_error_mm =
          picture.reliability->expected_mm(readings.joints[j].confidence, static_cast<Joint>(j));
    }
  }
}

template <typename Member>
double mean_of(const std::array<JointReading, joint_count>& joints, Member member) {
  double sum = 0;
  int count = 0;
  for (const JointReading& joint : joints) {
    if (!std::isfinite(joint.*member)) continue;
    sum += joint.*member;
    ++count;
  }
  return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

double HeatMapReadings::mean_voxel_error_mm() const { return mean_of(joints, &JointReading::voxel_error_mm); }

double HeatMapReadings::mean_refined_error_mm() const {
  return mean_of(joints, &JointReading::refined_error_mm);
}

bool HeatMapReadings::expects_errors() const {
  return std::ranges::any_of(
      joints, [](const JointReading& joint) { return std::isfinite(joint.expected_error_mm); });
}

double visible_magnification(double mean_error_mm) {
  constexpr double longest_mm = 200;
  double factor = 1;
  while (factor < 1e4 && 10 * factor * mean_error_mm < longest_mm) factor *= 10;
  return factor;
}

HeatMapReadings read_joints(const HeatMapPicture& picture) {
  HeatMapReadings readings;
  readings.sequence = picture.query.sequence;
  readings.frame = picture.query.frame;
  const HeatMapChoice& choice = picture.query.choice;
  if (needs_model(choice.source)) {
    read_answer(picture, readings);
    return readings;
  }
  const bool from_file = needs_file(choice.source);
  const Volume& volume = from_file ? *picture.query.file : picture.volume;
  const Grid& grid = volume.grid;
  if (from_file && !choice.request.joint) {
    read_by_matching(picture, volume, readings);
    return readings;
  }
  std::vector<float> scratch(from_file || choice.request.joint ? 0 : volume.values.size());
  for (std::size_t j = 0; j < joint_count; ++j) {
    const auto joint = static_cast<Joint>(j);
    const Eigen::Vector3d truth = joint_at(picture.pose_mm, 0, joint);
    if (choice.request.joint) {
      if (joint == *choice.request.joint) readings.joints[j] = reading_in(grid, volume.values, truth);
    } else if (truth.allFinite()) {
      joint_volume(grid, picture.pose_mm, joint, choice.request.mixture, scratch);
      readings.joints[j] = reading_in(grid, scratch, truth);
    }
  }
  return readings;
}

void read_sequence(const HeatMapQuery& query, HeatMapReadings& readings) {
  const std::int64_t frames = frames_of(*query.poses);
  const double extent = query.choice.request.extent_mm;
  std::vector<float> chunk;
  for (std::int64_t first = 0; first < frames; first += chunk_frames) {
    const auto begin = query.poses->begin() + first * pose_floats;
    const auto end = query.poses->begin() + std::min(frames, first + chunk_frames) * pose_floats;
    chunk.assign(begin, end);
    if (query.to_universal) transform_points(*query.to_universal, chunk, chunk);
    readings.sequence_joints_outside += joints_outside(chunk, index_of(Joint::pelvis), extent);
    readings.fitting_extent_mm =
        std::max(readings.fitting_extent_mm, extent_for(chunk, index_of(Joint::pelvis), extent_margin_mm));
  }
}

}  // namespace solopose
