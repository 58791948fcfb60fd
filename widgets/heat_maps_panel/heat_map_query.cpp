#include "widgets/heat_maps_panel/heat_map_query.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/heatpose/decode.h"
#include "core/heatpose/peak_matching.h"
#include "core/heatpose/volume.h"
#include "render/heat_map/value_axis.h"

namespace solopose {
namespace {

constexpr double extent_margin_mm = 200;  // a main Gaussian and the first side ones stay inside
constexpr std::int64_t chunk_frames = 1024;
constexpr double peak_threshold = 0.1;  // of the highest voxel

Eigen::Vector3d position(std::span<const float> pose_mm, std::size_t joint) {
  return Eigen::Map<const Eigen::Vector3f>(pose_mm.data() + 3 * joint).cast<double>();
}

void move_poses(const std::optional<RigidTransform>& transform, std::span<float> poses_mm) {
  if (!transform) return;
  for (std::size_t i = 0; i + 2 < poses_mm.size(); i += 3) {
    Eigen::Map<Eigen::Vector3f> point(poses_mm.data() + i);
    const Eigen::Vector3d moved = *transform * point.cast<double>().eval();
    point = moved.cast<float>();
  }
}

std::vector<double> histogram_of(const HeatMapQuery& query, std::span<const float> values) {
  std::vector<double> counts(histogram_bins);
  const double width = query.range_high - query.range_low;
  if (!(width > 0)) return counts;
  for (const float value : values) {
    const double share = (static_cast<double>(value) - query.range_low) / width;
    if (!(share >= 0 && share <= 1)) continue;
    const double axis = axis_of_share(share, query.log_values);
    const int bin = std::min(static_cast<int>(axis * histogram_bins), histogram_bins - 1);
    counts[static_cast<std::size_t>(bin)] += 1;
  }
  return counts;
}

void read_values(HeatMapPicture& picture) {
  double lowest = std::numeric_limits<double>::infinity();
  double highest = -lowest;
  for (const float value : picture.volume.values) {
    if (!std::isfinite(value)) {
      ++picture.not_numbers;
      continue;
    }
    lowest = std::min(lowest, static_cast<double>(value));
    highest = std::max(highest, static_cast<double>(value));
  }
  picture.lowest = lowest <= highest ? lowest : 0;
  picture.highest = lowest <= highest ? highest : 0;
}

std::vector<float> target_on(const Grid& grid, const HeatMapQuery& query, std::span<const float> pose_mm) {
  const HeatMapRequest& request = query.choice.request;
  return request.joint ? joint_volume(grid, pose_mm, *request.joint, request.mixture)
                       : body_volume(grid, pose_mm, request.mixture);
}

/// What is shown without the target taken off.
Volume source_volume(const HeatMapQuery& query, std::span<const float> pose_mm,
                     const std::optional<PredictedFrame>& predicted) {
  if (needs_model(query.choice.source)) {
    if (!predicted) throw Error("heat map: no model has been chosen");
    return predicted->volume;
  }
  if (!needs_file(query.choice.source)) return make_heat_map(pose_mm, query.choice.request);
  if (!query.file) throw Error("heat map: no volume has been opened");
  return *query.file;
}

Volume volume_of(const HeatMapQuery& query, std::span<const float> pose_mm,
                 const std::optional<PredictedFrame>& predicted) {
  Volume volume = source_volume(query, pose_mm, predicted);
  if (is_difference(query.choice.source)) {
    const std::vector<float> target = target_on(volume.grid, query, pose_mm);
    for (std::size_t i = 0; i < target.size(); ++i) volume.values[i] -= target[i];
  }
  return volume;
}

/// The truth, and how its target is drawn, become the model's own.
void take_over(const PredictedFrame& predicted, HeatMapPicture& picture) {
  picture.query.poses = predicted.truth;
  picture.query.to_universal.reset();
  HeatMapChoice& choice = picture.query.choice;
  choice.universal = predicted.frame == TargetFrame::universal;
  choice.request.size = predicted.volume.grid.size[0];
  choice.request.extent_mm = predicted.extent_mm;
  choice.request.mixture = predicted.mixture;
  picture.answer = predicted.answer;
  picture.in_crop_space = predicted.frame == TargetFrame::camera;
}

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
    const double length = (position(picture.pose_mm, static_cast<std::size_t>(index_of(bone.parent))) -
                           position(picture.pose_mm, static_cast<std::size_t>(index_of(bone.child))))
                              .norm();
    if (std::isfinite(length) && length > 0) prior.bone_mm[b] = length;
  }
  const auto peaks = find_peaks(volume.grid, volume.values, peak_threshold * highest_number(volume.values));
  const MatchedPose matched = match_peaks(peaks, prior);
  for (std::size_t j = 0; j < joint_count; ++j) {
    readings.joints[j] = reading_at(volume.grid, position(matched.pose_mm, j), position(picture.pose_mm, j),
                                    matched.confidence[j]);
  }
}

void read_answer(const HeatMapPicture& picture, HeatMapReadings& readings) {
  const std::optional<Joint>& only = picture.query.choice.request.joint;
  for (std::size_t j = 0; j < joint_count; ++j) {
    if (only && *only != static_cast<Joint>(j)) continue;
    readings.joints[j] = reading_at(picture.volume.grid, position(picture.answer.poses_mm, j),
                                    position(picture.pose_mm, j), double{picture.answer.confidences[j]});
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

double visible_magnification(double mean_error_mm) {
  constexpr double longest_mm = 200;
  double factor = 1;
  while (factor < 1e4 && 10 * factor * mean_error_mm < longest_mm) factor *= 10;
  return factor;
}

std::vector<float> pose_of(const HeatMapQuery& query, std::int64_t frame) {
  constexpr std::int64_t numbers = 3 * joint_count;
  const auto frames = query.poses ? static_cast<std::int64_t>(query.poses->size()) / numbers : 0;
  if (frame < 0 || frame >= frames)
    return std::vector<float>(static_cast<std::size_t>(numbers), std::numeric_limits<float>::quiet_NaN());
  const auto begin = query.poses->begin() + frame * numbers;
  std::vector<float> pose(begin, begin + numbers);
  move_poses(query.to_universal, pose);
  return pose;
}

HeatMapPicture make_picture(const HeatMapQuery& query, const std::optional<PredictedFrame>& predicted) {
  HeatMapPicture picture;
  picture.query = query;
  if (predicted) take_over(*predicted, picture);
  picture.pose_mm = pose_of(picture.query, query.frame);
  picture.volume = volume_of(picture.query, picture.pose_mm, predicted);
  const HeatMapRequest& request = picture.query.choice.request;
  picture.mixture = request.joint ? joint_mixture(picture.pose_mm, *request.joint, request.mixture)
                                  : body_mixture(picture.pose_mm, request.mixture);
  picture.histogram = histogram_of(query, picture.volume.values);
  read_values(picture);
  picture.joints_outside = joints_outside_grid(picture.pose_mm, picture.volume.grid);
  return picture;
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
    const Eigen::Vector3d truth = position(picture.pose_mm, j);
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
  constexpr std::int64_t numbers = 3 * joint_count;
  const auto frames = static_cast<std::int64_t>(query.poses->size()) / numbers;
  const double extent = query.choice.request.extent_mm;
  std::vector<float> chunk;
  for (std::int64_t first = 0; first < frames; first += chunk_frames) {
    const auto begin = query.poses->begin() + first * numbers;
    const auto end = query.poses->begin() + std::min(frames, first + chunk_frames) * numbers;
    chunk.assign(begin, end);
    move_poses(query.to_universal, chunk);
    readings.sequence_joints_outside += joints_outside(chunk, index_of(Joint::pelvis), extent);
    readings.fitting_extent_mm =
        std::max(readings.fitting_extent_mm, extent_for(chunk, index_of(Joint::pelvis), extent_margin_mm));
  }
}

}  // namespace solopose
