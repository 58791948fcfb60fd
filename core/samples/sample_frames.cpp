#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "core/augmotion/kabsch.h"
#include "core/base/parallel.h"
#include "core/camera/camera_projection.h"
#include "core/project/placement.h"
#include "core/samples/sample_data.h"

namespace solopose {
namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();
constexpr auto pose_size = static_cast<std::size_t>(pose_floats);

/// Roots of motion capture lie elsewhere; landmark networks see the hips.
void pelvis_between_hips(Pose& pose) {
  constexpr auto right = std::size_t{3} * index_of(Joint::right_hip);
  constexpr auto left = std::size_t{3} * index_of(Joint::left_hip);
  for (std::size_t axis = 0; axis < 3; ++axis) pose[axis] = (pose[right + axis] + pose[left + axis]) / 2;
}

/// A joint of which a coordinate is missing is missing.
void drop_partial_joints(Pose& pose) {
  for (std::size_t joint = 0; joint < pose_size; joint += 3) {
    const bool known =
        std::isfinite(pose[joint]) && std::isfinite(pose[joint + 1]) && std::isfinite(pose[joint + 2]);
    if (!known) std::fill_n(pose.begin() + static_cast<std::ptrdiff_t>(joint), 3, missing);
  }
}

}  // namespace

void make_relative_to_pelvis(Pose& pose) {
  const std::array<float, 3> pelvis = {pose[0], pose[1], pose[2]};
  for (std::size_t i = 0; i < pose_size; ++i) pose[i] -= pelvis[i % 3];
}

Pose SampleSet::Data::in_track(const SampleVideo& video, std::int64_t frame) const {
  Pose pose;
  const float* from = poses[video.sequence_index].data() + frame * pose_floats;
  std::copy_n(from, pose_size, pose.begin());
  drop_partial_joints(pose);
  return pose;
}

Pose SampleSet::Data::in_camera(const SampleVideo& video, std::int64_t frame) const {
  Pose pose = in_track(video, frame);
  if (kind == SampleKind::videos && sequence_of(video).frame == CoordinateFrame::camera) return pose;
  transform_points({video.camera.rotation, video.camera.translation_mm}, pose, pose);
  if (kind == SampleKind::tracks) pelvis_between_hips(pose);
  return pose;
}

Pose SampleSet::Data::in_universal(const SampleVideo& video, std::int64_t frame) const {
  Pose pose = in_track(video, frame);
  transform_points(placement_of(catalog, sequence_of(video).id)->universal_from_dataset, pose, pose);
  return pose;
}

/// The one place that says which frames are learnt from and measured on.
bool SampleSet::Data::is_usable(const SampleVideo& video, std::int64_t frame) const {
  const Pose pose = in_camera(video, frame);
  if (kind == SampleKind::tracks) {
    const auto known = [&](Joint joint) { return std::isfinite(pose[std::size_t{3} * index_of(joint)]); };
    return known(Joint::right_hip) && known(Joint::left_hip);
  }
  const auto seen = crop_of_pose(video.camera, pose, target.extent_mm);
  if (!seen) return false;
  const Eigen::Vector2d& pelvis = seen->centre_px;
  return pelvis.x() >= -0.5 && pelvis.y() >= -0.5 && pelvis.x() <= video.width - 0.5 &&
         pelvis.y() <= video.height - 0.5;
}

std::vector<std::int32_t> SampleSet::Data::nearest_usable(const SampleVideo& video) const {
  std::vector<std::int32_t> usable;
  for (std::int64_t frame = 0; frame < video.frames; ++frame) {
    if (is_usable(video, frame)) usable.push_back(static_cast<std::int32_t>(frame));
  }
  std::vector<std::int32_t> closest(usable.empty() ? 0 : static_cast<std::size_t>(video.frames));
  std::size_t k = 0;
  for (std::int32_t frame = 0; frame < static_cast<std::int32_t>(closest.size()); ++frame) {
    while (k + 1 < usable.size() && std::abs(usable[k + 1] - frame) < std::abs(usable[k] - frame)) ++k;
    closest[static_cast<std::size_t>(frame)] = usable[k];
  }
  return closest;
}

/// Videos in which the person never is are left out.
void SampleSet::Data::find_usable_frames() {
  nearest.resize(videos.size());
  parallel_for(static_cast<std::int64_t>(videos.size()), [&](std::int64_t index) {
    const auto i = static_cast<std::size_t>(index);
    nearest[i] = nearest_usable(videos[i]);
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < videos.size(); ++i) {
    if (nearest[i].empty()) {
      left_out.push_back(kind == SampleKind::tracks
                             ? fmt::format("{}: its hips are never known", sequence_of(videos[i]).name)
                             : fmt::format("{}: the person of {} is never in the picture",
                                           videos[i].file.string(), sequence_of(videos[i]).name));
      continue;
    }
    if (kept != i) {
      videos[kept] = std::move(videos[i]);
      nearest[kept] = std::move(nearest[i]);
    }
    ++kept;
  }
  videos.resize(kept);
  nearest.resize(kept);
}

Crop SampleSet::Data::crop(std::uint32_t video, std::int64_t frame) const {
  const std::int64_t seen = nearest[video][static_cast<std::size_t>(frame)];
  return crop_of_pose(videos[video].camera, in_camera(videos[video], seen), target.extent_mm).value();
}

/// Each clip counts with all its frames, as in training.
void SampleSet::Data::measure_mean_pose() {
  struct Sum {
    std::array<double, pose_size> values{};
    std::array<std::int64_t, pose_size> counts{};
  };
  std::vector<Sum> sums(videos.size());
  const std::vector<SampleClip>& training = clips[static_cast<std::size_t>(Split::train)];
  parallel_for(static_cast<std::int64_t>(videos.size()), [&](std::int64_t index) {
    const auto v = static_cast<std::uint32_t>(index);
    Sum& sum = sums[v];
    for (const SampleClip& clip : std::ranges::equal_range(training, v, {}, &SampleClip::video)) {
      const std::int64_t end = std::min<std::int64_t>(clip.first_frame + clip_length, videos[v].frames);
      for (std::int64_t frame = clip.first_frame; frame < end; ++frame) {
        if (nearest[v][static_cast<std::size_t>(frame)] != frame) continue;
        Pose pose = target.frame == TargetFrame::camera ? in_camera(videos[v], frame)
                                                        : in_universal(videos[v], frame);
        make_relative_to_pelvis(pose);
        for (std::size_t i = 0; i < pose_size; ++i) {
          if (std::isnan(pose[i])) continue;
          sum.values[i] += pose[i];
          ++sum.counts[i];
        }
      }
    }
  });
  mean_pose_mm.assign(pose_size, missing);
  for (std::size_t i = 0; i < pose_size; ++i) {
    double value = 0;
    std::int64_t count = 0;
    for (const Sum& sum : sums) {
      value += sum.values[i];
      count += sum.counts[i];
    }
    if (count > 0) mean_pose_mm[i] = static_cast<float>(value / static_cast<double>(count));
    // Tracks are seen from all sides: their mean pose stands upright in the middle.
    if (kind == SampleKind::tracks && i % 3 != 1) mean_pose_mm[i] = 0;
  }
}

}  // namespace solopose
