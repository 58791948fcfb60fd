#include "core/training/validation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/network/losses.h"
#include "core/network/mixed_precision.h"
#include "core/project/catalog.h"
#include "core/samples/batches.h"

namespace solopose {
namespace {

constexpr std::size_t worst_kept = 20;

std::vector<SampleClip> chosen(const std::vector<SampleClip>& all, int most) {
  const std::size_t count = most == 0 ? all.size() : std::min(all.size(), static_cast<std::size_t>(most));
  std::vector<SampleClip> clips;
  for (std::size_t i = 0; i < count; ++i) clips.push_back(all[i * all.size() / count]);
  return clips;
}

/// As many clips as their logits need a quarter of a gigabyte for.
int clips_at_once(const NetworkOptions& network, int frames) {
  constexpr std::int64_t most_numbers = 1 << 26;
  constexpr std::int64_t most_clips = 8;
  const std::int64_t side = network.head.kind == HeadKind::heat_map ? network.head.voxels : 1;
  const std::int64_t numbers = joint_count * side * side * side * frames;
  return static_cast<int>(std::clamp<std::int64_t>(most_numbers / numbers, 1, most_clips));
}

/// Sum of distances and number of joints between poses, each relative to its own pelvis.
struct Distance {
  double sum = 0;
  double joints = 0;
};
Distance distance_between(const float* truth, const float* prediction) {
  const auto at = [](const float* pose, int joint) {
    return Eigen::Map<const Eigen::Vector3f>(pose + 3 * joint).cast<double>().eval();
  };
  const Eigen::Vector3d truth_root = at(truth, 0);
  const Eigen::Vector3d prediction_root = at(prediction, 0);
  Distance distance;
  for (int joint = 0; joint < joint_count; ++joint) {
    const double length =
        ((at(truth, joint) - truth_root) - (at(prediction, joint) - prediction_root)).norm();
    if (!std::isfinite(length)) continue;
    distance.sum += length;
    distance.joints += 1;
  }
  return distance;
}

}  // namespace

/// Columns of each clip: error, joints, the mean pose's error, its joints. The last row: loss, its weight.
struct Validator::Sums {
  torch::Tensor rows;
  double* of(std::size_t clip) { return rows[static_cast<std::int64_t>(clip)].data_ptr<double>(); }
};

Validator::Validator(const SampleSet& samples, const CropStore* crops, const TrainingOptions& options,
                     DataParallel& processes, torch::Device device)
    : samples_(samples), crops_(crops), options_(options), processes_(processes), device_(device) {
  const auto& validation = samples.clips(Split::validation);
  clips_ = chosen(validation.empty() ? samples.clips(Split::train) : validation, options.validation_clips);
}

void Validator::add(const Batch& batch, const torch::Tensor& poses_mm, std::size_t first_clip,
                    Sums& sums) const {
  const float* mean_pose = samples_.mean_pose_mm().data();
  const float* predicted = poses_mm.data_ptr<float>();
  constexpr std::size_t pose_numbers = std::size_t{3} * joint_count;
  const auto world = static_cast<std::size_t>(processes_.world());
  for (std::size_t clip = 0; clip < static_cast<std::size_t>(batch.clips); ++clip) {
    double* row = sums.of((first_clip + clip) * world + static_cast<std::size_t>(processes_.rank()));
    const SampleVideo& video = samples_.videos()[batch.videos[clip]];
    for (std::size_t frame = 0; frame < static_cast<std::size_t>(batch.frames); ++frame) {
      const std::size_t n = clip * static_cast<std::size_t>(batch.frames) + frame;
      std::vector<float> pose(predicted + n * pose_numbers, predicted + (n + 1) * pose_numbers);
      if (samples_.target().frame == TargetFrame::camera) {
        pose = camera_from_crop(video.camera, batch.crops[n], samples_.target().extent_mm, pose);
      }
      const float* truth = batch.root_relative_mm.data() + n * pose_numbers;
      const Distance own = distance_between(truth, pose.data());
      const Distance mean = distance_between(truth, mean_pose);
      row[0] += own.sum;
      row[1] += own.joints;
      row[2] += mean.sum;
      row[3] += mean.joints;
    }
  }
}

Validation Validator::measure(NetworkModuleImpl& network, FeatureStore* features, bool single_frames,
                              const JobContext& context) const {
  const torch::NoGradGuard no_gradient;
  const MixedPrecision mixed(in_mixed_precision(options_, device_), device_.type());
  const bool was_training = network.is_training();
  network.eval();
  std::vector<SampleClip> own;
  for (std::size_t i = static_cast<std::size_t>(processes_.rank()); i < clips_.size();
       i += static_cast<std::size_t>(processes_.world())) {
    own.push_back(clips_[i]);
  }
  Sums sums{torch::zeros({static_cast<std::int64_t>(clips_.size()) + 1, 4}, torch::kDouble)};
  double* loss = sums.of(clips_.size());
  if (!own.empty()) {
    LoaderOptions order;
    order.content = features != nullptr ? BatchContent::references : BatchContent::pixels;
    order.frames = options_.data.clip_frames;
    order.batch = clips_at_once(options_.network, order.frames);
    order.shuffle = false;
    order.augment = false;
    order.threads = options_.loader_threads;
    const auto loader = batches_of(samples_, crops_, own, options_.augmentation, order);
    std::size_t clip = 0;
    while (const auto batch = loader->next()) {
      context.throw_if_stopped();
      const torch::Tensor answers = answers_to(network, *batch, features, single_frames, device_);
      const BatchLoss part = loss_of(answers, targets_of(*batch), options_);
      loss[0] += part.mean.item<double>() * part.weight;
      loss[1] += part.weight;
      const DecodedPoses decoded =
          decode_poses(answers, options_.network, options_.target, samples_.mean_pose_mm());
      add(*batch, decoded.poses_mm.to(torch::kFloat).contiguous(), clip, sums);
      clip += static_cast<std::size_t>(batch->clips);
    }
  }
  network.train(was_training);
  processes_.sum(sums.rows);
  const torch::Tensor total = sums.rows.narrow(0, 0, sums.rows.size(0) - 1).sum(0);
  const double* all = total.data_ptr<double>();
  const auto ratio = [](double sum, double count) {
    return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
  };
  return {.loss = ratio(loss[0], loss[1]),
          .mpjpe_mm = ratio(all[0], all[1]),
          .mean_pose_mpjpe_mm = ratio(all[2], all[3]),
          .worst = worst_of(sums)};
}

std::vector<WorstClip> Validator::worst_of(const Sums& sums) const {
  std::vector<WorstClip> worst;
  const auto rows = sums.rows.accessor<double, 2>();
  for (std::size_t i = 0; i < clips_.size(); ++i) {
    const auto row = rows[static_cast<std::int64_t>(i)];
    if (row[1] == 0) continue;
    const SampleVideo& video = samples_.videos()[clips_[i].video];
    worst.push_back({.sequence = samples_.catalog().sequences[video.sequence_index].name,
                     .camera = video.camera_name,
                     .first_frame = clips_[i].first_frame,
                     .mpjpe_mm = row[0] / row[1]});
  }
  std::ranges::stable_sort(worst, std::greater(), &WorstClip::mpjpe_mm);
  if (worst.size() > worst_kept) worst.resize(worst_kept);
  return worst;
}

}  // namespace solopose
