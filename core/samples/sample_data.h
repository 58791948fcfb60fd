#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "core/project/catalog.h"
#include "core/samples/sample_set.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {

/// (15, 3) mm.
using Pose = std::array<float, static_cast<std::size_t>(pose_floats)>;
void make_relative_to_pelvis(Pose& pose);

/// What a sample set holds. sample_data.cpp takes it from the project and lists clips, sample_frames.cpp says
/// of single frames where the person is and which of them are usable.
struct SampleSet::Data {
  Catalog catalog;
  TargetOptions target;
  SampleKind kind = SampleKind::videos;
  int clip_length = 0;
  int clip_frames = 0;
  bool without_estimated = false;
  std::vector<SampleVideo> videos;
  std::vector<bool> held_out;             ///< per video
  std::vector<std::vector<float>> poses;  ///< per sequence, canonical, in the track's frame
  /// Per video and frame the nearest usable frame: itself when it is usable.
  std::vector<std::vector<std::int32_t>> nearest;
  std::array<std::vector<SampleClip>, 4> clips;  ///< by split
  std::vector<SampleClip> tests;
  std::vector<std::string> left_out;
  std::int64_t frames_rejected = 0;
  std::vector<float> mean_pose_mm;
  Eigen::Vector3d mirror_axis = Eigen::Vector3d::UnitX();
  std::string fingerprint;

  void take(Catalog all, const DataOptions& options);
  void use_alignment(std::vector<bool>& chosen);
  void hold_out(const std::vector<std::string>& names, const std::vector<std::string>& known);
  void read_poses(const std::filesystem::path& folder, const JobContext& context);
  void find_usable_frames();
  bool is_usable(const SampleVideo& video, std::int64_t frame) const;
  std::vector<std::int32_t> nearest_usable(const SampleVideo& video) const;
  void list(const DataOptions& options);
  bool can_be_used(const SampleClip& clip) const;
  void measure_mean_pose();
  std::string taken_fingerprint() const;

  const SequenceRecord& sequence_of(const SampleVideo& video) const {
    return catalog.sequences[video.sequence_index];
  }
  Pose in_track(const SampleVideo& video, std::int64_t frame) const;
  Pose in_camera(const SampleVideo& video, std::int64_t frame) const;
  Pose in_universal(const SampleVideo& video, std::int64_t frame) const;
  Crop crop(std::uint32_t video, std::int64_t frame) const;
  void check_frames(std::uint32_t video, std::int64_t first, std::int64_t count) const;
};

}  // namespace solopose
