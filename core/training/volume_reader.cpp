#include "core/training/volume_reader.h"

#include <algorithm>

#include <ATen/Parallel.h>

#include "core/heatpose/mixture.h"
#include "core/heatpose/side_pull.h"
#include "core/models/target_space.h"
#include "core/training/batch_step.h"

namespace solopose {
namespace {

constexpr std::size_t pose_numbers = std::size_t{3} * joint_count;

std::vector<Gaussian> target_of(const Grid& grid, std::span<const float> pose_in_grid_mm, std::size_t joint,
                                const MixtureOptions& options) {
  const float* at = pose_in_grid_mm.data() + 3 * joint;
  if (!grid.contains(Eigen::Vector3f(at[0], at[1], at[2]).cast<double>())) return {};
  return gaussians_of(joint_mixture(pose_in_grid_mm, static_cast<Joint>(joint), options));
}

}  // namespace

bool VolumeReader::reads(const TrainingOptions& options, torch::Device device) {
  const HeadSize& head = options.network.head;
  return head.kind == HeadKind::heat_map && head.per_joint && device.is_cpu() &&
         !in_mixed_precision(options, device);
}

VolumeReader::VolumeReader(NetworkModuleImpl& network, const TrainingOptions& options)
    : options_(options),
      head_(network.heat_map_head()),
      grid_(target_grid(options.target, options.network.head.voxels)) {
  head_.leave_out_last_layer(true);
  const torch::Tensor weight = head_.last_layer().weight.contiguous();
  const torch::Tensor bias = head_.last_layer().bias.contiguous();
  const auto channels = static_cast<std::size_t>(weight.size(1));
  const auto planes = static_cast<std::size_t>(grid_.size[0]);
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    volumes_.emplace_back(grid_, static_cast<int>(channels),
                          std::span(weight.data_ptr<float>() + joint * planes * channels, planes * channels),
                          std::span(bias.data_ptr<float>() + joint * planes, planes));
  }
}

VolumeReader::~VolumeReader() { head_.leave_out_last_layer(false); }

/// One of a batch's: what it is read from and to.
struct VolumeReader::Frame {
  std::span<const float> places;
  std::span<const float> target_mm;
  std::span<float> pose_mm;
  std::span<float> confidences;
  double& loss;
  double& volumes;
};

void VolumeReader::read_frame(const Frame& frame) const {
  const TargetOptions& target = options_.target;
  const MixtureOptions mixture = target_mixture(target, options_.network.head.voxels);
  const std::vector<float> wanted = grid_from_target(target.frame, frame.target_mm);
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    const std::vector<Gaussian> gaussians = target_of(grid_, wanted, joint, mixture);
    const VolumeReading reading = volumes_[joint].read(frame.places, gaussians, near_voxels);
    frame.loss += reading.entropy.loss;
    frame.volumes += gaussians.empty() ? 0 : 1;
    frame.confidences[joint] = static_cast<float>(reading.soft.mass_near);
    for (std::size_t axis = 0; axis < 3; ++axis)
      frame.pose_mm[3 * joint + axis] = static_cast<float>(reading.soft.position_mm[static_cast<int>(axis)]);
  }
  take_side_pull_out(grid_, mixture, frame.pose_mm);
  std::ranges::copy(target_from_grid(target.frame, frame.pose_mm), frame.pose_mm.begin());
}

BatchReading VolumeReader::read(const torch::Tensor& answers, const torch::Tensor& targets_mm) const {
  const torch::Tensor given = answers.contiguous();
  const torch::Tensor targets = targets_mm.contiguous();
  const std::int64_t frames = given.size(0);
  const auto of_a_frame = static_cast<std::size_t>(given.numel() / std::max<std::int64_t>(frames, 1));
  const auto used =
      static_cast<std::size_t>(head_.last_layer().weight.size(1) * grid_.size[1] * grid_.size[2]);
  BatchReading reading;
  reading.decoded = {torch::empty({frames, joint_count, 3}), torch::empty({frames, joint_count})};
  std::vector<double> losses(static_cast<std::size_t>(frames)), volumes(losses.size());
  at::parallel_for(0, frames, 1, [&](std::int64_t begin, std::int64_t end) {
    for (auto n = static_cast<std::size_t>(begin); n < static_cast<std::size_t>(end); ++n) {
      read_frame(
          {.places = {given.data_ptr<float>() + n * of_a_frame, used},
           .target_mm = {targets.data_ptr<float>() + n * pose_numbers, pose_numbers},
           .pose_mm = {reading.decoded.poses_mm.data_ptr<float>() + n * pose_numbers, pose_numbers},
           .confidences = {reading.decoded.confidences.data_ptr<float>() + n * joint_count, joint_count},
           .loss = losses[n],
           .volumes = volumes[n]});
    }
  });
  for (const double loss : losses) reading.loss += loss;
  for (const double count : volumes) reading.volumes += count;
  return reading;
}

}  // namespace solopose
