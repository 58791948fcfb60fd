#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/rigid_transform.h"
#include "core/heatpose/heat_map.h"
#include "core/network/pose_model.h"
#include "core/project/ids.h"
#include "core/runs/model_files.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {

struct Catalog;

/// What the volume shows: what a network is asked for, what a model says, a volume from a file, or one of
/// the latter two minus the target.
enum class HeatMapSource : std::uint8_t { target, prediction, prediction_difference, file, difference };
inline constexpr int heat_map_source_count = 5;
constexpr bool needs_model(HeatMapSource source) {
  return source == HeatMapSource::prediction || source == HeatMapSource::prediction_difference;
}
constexpr bool needs_file(HeatMapSource source) {
  return source == HeatMapSource::file || source == HeatMapSource::difference;
}
constexpr bool is_difference(HeatMapSource source) {
  return source == HeatMapSource::difference || source == HeatMapSource::prediction_difference;
}

/// What somebody wants to look at.
struct HeatMapChoice {
  HeatMapSource source = HeatMapSource::target;
  HeatMapRequest request;  ///< size and extent are the file's or the model's own where one is shown
  bool universal = false;  ///< the universal frame instead of the dataset's
};

using VolumePtr = std::shared_ptr<const Volume>;

/// One heat map to be made.
struct HeatMapQuery {
  SequenceId sequence = 0;
  std::int64_t frame = 0;
  PosesPtr poses;                              ///< of the sequence, in its own frame
  std::optional<RigidTransform> to_universal;  ///< with HeatMapChoice::universal, or a model where known
  HeatMapChoice choice;
  VolumePtr file;                   ///< for file and difference
  std::optional<ModelFiles> model;  ///< for prediction and prediction_difference, as the next three
  std::string camera;               ///< which of the sequence's videos; empty = the first that is there
  std::shared_ptr<const Catalog> catalog;  ///< that the sequence is of
  std::filesystem::path project_folder;
  double range_low = 0;
  double range_high = 1;
  bool log_values = false;  ///< the histogram's bins are even in the logarithm
};

/// What a model says of a frame, in the space that it was trained in (crop space, or the universal frame
/// relative to the pelvis), and the truth in the same.
struct PredictedFrame {
  Volume volume;
  PredictedPoses answer;  ///< of this frame
  PosesPtr truth;         ///< of the whole sequence
  TargetFrame frame = TargetFrame::camera;
  double extent_mm = 0;
  MixtureOptions mixture;  ///< of the targets it was trained with
  std::optional<Reliability> reliability;
};

/// The volume and what belongs to it.
struct HeatMapPicture {
  HeatMapQuery query;                      ///< of a prediction: truth and numbers as the model has them
  PredictedPoses answer;                   ///< of a prediction
  std::optional<Reliability> reliability;  ///< of the model that it is by, where known
  bool in_crop_space = false;              ///< x right, y down, z away from the camera
  std::vector<float> pose_mm;              ///< (15, 3) in the volume's frame
  Volume volume;
  std::vector<MixtureComponent> mixture;
  std::vector<double> histogram;  ///< counts over the range
  int joints_outside = 0;
  double lowest = 0;  ///< of the volume's numbers, as the next
  double highest = 0;
  std::int64_t not_numbers = 0;  ///< voxels that are NaN or infinite
};
using HeatMapPicturePtr = std::shared_ptr<const HeatMapPicture>;

inline constexpr int histogram_bins = 256;

/// `predicted`: with the sources that need a model. @throws Error: a missing pelvis, a file that is not
/// there, numbers out of range.
HeatMapPicture make_picture(const HeatMapQuery& query, const std::optional<PredictedFrame>& predicted = {});

/// A frame's pose as the query wants it; all NaN outside the sequence.
std::vector<float> pose_of(const HeatMapQuery& query, std::int64_t frame);

}  // namespace solopose
