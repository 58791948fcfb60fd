#include "core/inspection/heat_map_picture.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/augmotion/kabsch.h"
#include "core/base/error.h"
#include "core/heatpose/value_axis.h"
#include "core/heatpose/volume.h"

namespace solopose {
namespace {

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
  picture.reliability = predicted.reliability;
  picture.in_crop_space = predicted.frame == TargetFrame::camera;
}

/// The cube that is asked for becomes the file's own.
void take_over(const Grid& grid, HeatMapRequest& request) {
  request.size = grid.size[0];
  request.extent_mm = grid.size[0] * grid.spacing_mm.x();
}

}  // namespace

std::vector<float> pose_of(const HeatMapQuery& query, std::int64_t frame) {
  std::vector<float> pose(static_cast<std::size_t>(pose_floats), std::numeric_limits<float>::quiet_NaN());
  const auto own = query.poses ? pose_at(*query.poses, frame) : std::span<const float>();
  if (own.empty()) return pose;
  std::ranges::copy(own, pose.begin());
  if (query.to_universal) transform_points(*query.to_universal, pose, pose);
  return pose;
}

HeatMapPicture make_picture(const HeatMapQuery& query, const std::optional<PredictedFrame>& predicted) {
  HeatMapPicture picture;
  picture.query = query;
  if (predicted) take_over(*predicted, picture);
  if (needs_file(query.choice.source) && query.file)
    take_over(query.file->grid, picture.query.choice.request);
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

}  // namespace solopose
