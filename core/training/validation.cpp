#include "core/training/validation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

#include "core/metrics/pose_series.h"
#include "core/network/losses.h"
#include "core/network/mixed_precision.h"
#include "core/project/catalog.h"
#include "core/samples/batches.h"
#include "core/training/side_by_side.h"
#include "core/training/volume_reader.h"

namespace solopose {
namespace {

constexpr std::size_t worst_kept = 20;

std::vector<SampleClip> chosen(const std::vector<SampleClip>& all, int most) {
  const std::size_t count = most == 0 ? all.size() : std::min(all.size(), static_cast<std::size_t>(most));
  std::vector<SampleClip> clips;
  for (std::size_t i = 0; i < count; ++i) clips.push_back(all[i * all.size() / count]);
  return clips;
}

/// So few that what the network makes of them stays in the cache.
constexpr int clips_of_places = 1;

/// As many clips as their logits need a quarter of a gigabyte for.
int clips_at_once(const NetworkOptions& network, int frames) {
  constexpr std::int64_t most_numbers = 1 << 26;
  constexpr std::int64_t most_clips = 8;
  const std::int64_t side = network.head.kind == HeadKind::heat_map ? network.head.voxels : 1;
  const std::int64_t numbers = joint_count * side * side * side * frames;
  return static_cast<int>(std::clamp<std::int64_t>(most_numbers / numbers, 1, most_clips));
}

/// A batch's loss and poses, whichever way the network answers: volumes are not made where they need not be.
BatchReading reading_of(const torch::Tensor& answers, const Batch& batch,
                        const std::optional<VolumeReader>& reader, const TrainingOptions& options,
                        std::span<const float> mean_pose_mm) {
  if (reader) return reader->read(answers, targets_of(batch));
  const BatchLoss part = loss_of(answers, targets_of(batch), options);
  return {part.mean.item<double>() * part.weight, part.weight,
          decode_poses(answers, options.network, options.target, mean_pose_mm)};
}

std::span<const float> numbers_of(const torch::Tensor& tensor) {
  return {tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())};
}

/// Their sum and number.
std::array<double, 2> total_of(std::span<const float> errors_mm) {
  std::array<double, 2> total{};
  for (const float error : errors_mm) {
    if (!std::isfinite(error)) continue;
    total[0] += double{error};
    total[1] += 1;
  }
  return total;
}

}  // namespace

struct Validator::Sums {
  /// Columns of each clip: error, joints, the mean pose's error, its joints. The last row: loss, its weight.
  torch::Tensor rows;
  torch::Tensor confidences;  ///< (clips, frames, 15)
  torch::Tensor errors_mm;    ///< as many, NaN = unknown

  Sums(std::int64_t clips, std::int64_t frames)
      : rows(torch::zeros({clips + 1, 4}, torch::kDouble)),
        confidences(torch::zeros({clips, frames, joint_count})),
        errors_mm(torch::zeros({clips, frames, joint_count})) {}
  double* of(std::size_t clip) { return rows[static_cast<std::int64_t>(clip)].data_ptr<double>(); }
};

Validator::Validator(const SampleSet& samples, const CropStore* crops, const TrainingOptions& options,
                     DataParallel& processes, torch::Device device)
    : samples_(samples), crops_(crops), options_(options), processes_(processes), device_(device) {
  const auto& validation = samples.clips(Split::validation);
  clips_ = chosen(validation.empty() ? samples.clips(Split::train) : validation, options.validation_clips);
}

void Validator::add(const Batch& batch, const DecodedPoses& decoded, std::size_t first_clip,
                    Sums& sums) const {
  constexpr std::size_t pose_numbers = std::size_t{3} * joint_count;
  const torch::Tensor poses_mm = decoded.poses_mm.to(torch::kFloat).contiguous();
  const torch::Tensor confidences = decoded.confidences.to(torch::kFloat).contiguous();
  const float* predicted = poses_mm.data_ptr<float>();
  const auto world = static_cast<std::size_t>(processes_.world());
  const auto frames = static_cast<std::size_t>(batch.frames);
  for (std::size_t clip = 0; clip < static_cast<std::size_t>(batch.clips); ++clip) {
    const std::size_t number = (first_clip + clip) * world + static_cast<std::size_t>(processes_.rank());
    double* row = sums.of(number);
    const SampleVideo& video = samples_.videos()[batch.videos[clip]];
    std::vector<float> errors_mm;
    for (std::size_t frame = 0; frame < frames; ++frame) {
      const std::size_t n = clip * frames + frame;
      std::vector<float> pose(predicted + n * pose_numbers, predicted + (n + 1) * pose_numbers);
      if (samples_.target().frame == TargetFrame::camera) {
        pose = camera_from_crop(video.camera, batch.crops[n], samples_.target().extent_mm, pose);
      }
      const std::span<const float> truth(batch.root_relative_mm.data() + n * pose_numbers, pose_numbers);
      const std::vector<float> own = joint_errors_mm(truth, pose);
      const auto [sum, joints] = total_of(own);
      const auto [mean_pose_sum, mean_pose_joints] =
          total_of(joint_errors_mm(truth, samples_.mean_pose_mm()));
      row[0] += sum;
      row[1] += joints;
      row[2] += mean_pose_sum;
      row[3] += mean_pose_joints;
      errors_mm.insert(errors_mm.end(), own.begin(), own.end());
    }
    const auto at = static_cast<std::int64_t>(number);
    const auto first = static_cast<std::int64_t>(clip * frames);
    sums.confidences[at].copy_(confidences.narrow(0, first, batch.frames));
    sums.errors_mm[at].copy_(torch::tensor(errors_mm).view({batch.frames, joint_count}));
  }
}

/// This process's.
std::vector<SampleClip> Validator::own_clips() const {
  std::vector<SampleClip> own;
  for (std::size_t i = static_cast<std::size_t>(processes_.rank()); i < clips_.size();
       i += static_cast<std::size_t>(processes_.world())) {
    own.push_back(clips_[i]);
  }
  return own;
}

/// Batches measured at a time: on a CPU one for each of torch's threads, where their answers are small.
/// CLIP's products are large enough to be shared.
int Validator::lanes() const {
  const NetworkOptions& network = options_.network;
  const bool small_answers =
      VolumeReader::reads(options_, device_) || network.head.kind == HeadKind::regression;
  return device_.is_cpu() && small_answers && network.encoder != EncoderKind::clip ? at::get_num_threads()
                                                                                   : 1;
}

Validation Validator::measure(NetworkModuleImpl& network, FeatureStore* features, bool single_frames,
                              const JobContext& context) const {
  const torch::NoGradGuard no_gradient;
  const bool was_training = network.is_training();
  network.eval();
  const std::vector<SampleClip> own = own_clips();
  Sums sums(std::ssize(clips_), options_.data.clip_frames);
  double* loss = sums.of(clips_.size());
  if (!own.empty()) {
    std::optional<VolumeReader> reader;
    if (VolumeReader::reads(options_, device_)) reader.emplace(network, options_);
    LoaderOptions order;
    order.content = features != nullptr ? BatchContent::references : BatchContent::pixels;
    order.frames = options_.data.clip_frames;
    order.batch = reader ? clips_of_places : clips_at_once(options_.network, order.frames);
    order.shuffle = false;
    order.augment = false;
    order.threads = options_.loader_threads;
    const auto loader = batches_of(samples_, crops_, own, options_.augmentation, order);
    // Of each batch by itself: their sum must not depend on which is done first.
    std::vector<std::array<double, 2>> losses((own.size() + order.batch - 1) / order.batch);
    for_each_batch(*loader, lanes(), [&](const Batch& batch) {
      const torch::NoGradGuard no_gradient_here;
      const MixedPrecision mixed(in_mixed_precision(options_, device_), device_.type());
      context.throw_if_stopped();
      const torch::Tensor answers = answers_to(network, batch, features, single_frames, device_);
      const BatchReading reading = reading_of(answers, batch, reader, options_, samples_.mean_pose_mm());
      losses[static_cast<std::size_t>(batch.number)] = {reading.loss, reading.volumes};
      add(batch, reading.decoded, static_cast<std::size_t>(batch.number * order.batch), sums);
    });
    for (const auto& [sum, volumes] : losses) {
      loss[0] += sum;
      loss[1] += volumes;
    }
  }
  network.train(was_training);
  for (const torch::Tensor& part : {sums.rows, sums.confidences, sums.errors_mm}) processes_.sum(part);
  const torch::Tensor total = sums.rows.narrow(0, 0, sums.rows.size(0) - 1).sum(0);
  const double* all = total.data_ptr<double>();
  const auto ratio = [](double sum, double count) {
    return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
  };
  return {.loss = ratio(loss[0], loss[1]),
          .mpjpe_mm = ratio(all[0], all[1]),
          .mean_pose_mpjpe_mm = ratio(all[2], all[3]),
          .worst = worst_of(sums),
          .reliability = reliability_of(numbers_of(sums.confidences), numbers_of(sums.errors_mm))};
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
