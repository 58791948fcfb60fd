#include "core/training/benchmark.h"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>

#include <fmt/format.h>
#include <torch/torch.h>

#include "core/base/measure.h"
#include "core/heatpose/cross_entropy.h"
#include "core/models/target_space.h"
#include "core/network/losses.h"
#include "core/network/network_module.h"
#include "core/network/threads.h"
#include "core/training/benchmark_example.h"
#include "core/training/optimizer.h"

namespace solopose {
namespace {

constexpr int step_frames = 16;
constexpr int clips = 4;
constexpr int clip_frames = 8;
constexpr double learning_rate = 1e-4;

/// The temporal part and what comes after it, over cached features of one clip.
struct WindowNetwork {
  explicit WindowNetwork(const NetworkOptions& network) : options(network), temporal(network), head(network) {
    temporal->eval();
    head->eval();
    head->fold_batch_norms();
  }

  torch::Tensor answers(const FrameFeatures& windows) { return temporal(windows.grid, windows.class_token); }
  void decode(const torch::Tensor& features) { decode_poses(head(features), options, {}); }

  NetworkOptions options;
  TemporalTransformer temporal;
  HeatMapHead head;
};

FrameFeatures random_features(const NetworkOptions& options, std::int64_t windows, std::int64_t frames) {
  const std::int64_t side = options.feature_grid();
  FrameFeatures features;
  features.grid = torch::randn({windows, frames, options.feature_channels(), side, side});
  if (options.encoder == EncoderKind::clip)
    features.class_token = torch::randn({windows, frames, options.feature_channels()});
  return features;
}

class NetworkBenchmark {
 public:
  NetworkBenchmark(const NetworkBenchmarkOptions& options, const JobContext& context)
      : options_(options), context_(context), rounds_(options.rounds) {
    context.note(set_network_threads(options.threads));
    torch::manual_seed(1);
  }

  std::vector<BenchmarkRow> run() {
    measure_training();
    const torch::InferenceMode inference;
    measure_inference();
    measure_windows("tiny", NetworkOptions::tiny(), clips, clip_frames, clips * clip_frames);
    if (options_.base) {
      constexpr int few_rounds = 2;  // of seconds each
      rounds_ = std::min(rounds_, few_rounds);
      measure_clip();
      constexpr int frames = 30;
      constexpr int answered = 3;  // of a window's frames, many-to-one: enough to know what one costs
      measure_windows("base", NetworkOptions::base(), 1, frames, answered);
    }
    return std::move(rows_);
  }

 private:
  /// A row for so many repetitions of work() on so many frames.
  BenchmarkRow& measure(const std::string& name, std::int64_t frames, int repetitions,
                        const std::function<void()>& work) {
    context_.throw_if_stopped();
    context_.report({name, 0, 0, "frames"});
    reset_peak_rss();
    work();  // kernels, geometry and memory are made once
    BenchmarkRow row;
    row.name = name;
    row.threads = at::get_num_threads();
    row.items = frames * repetitions;
    row.seconds = best_seconds_of(rounds_, [&] {
      for (int i = 0; i < repetitions; ++i) work();
    });
    row.peak_rss_mb = peak_rss_mb();
    return rows_.emplace_back(std::move(row));
  }

  void measure_training() {
    const TrainingOptions training = TrainingOptions::preset("tiny");
    NetworkModule network(training.network);
    if (options_.example) write_example(*options_.example, network, training);
    FlatParameters parameters(network->trained_parameters());
    AdamW optimizer(parameters, training);
    measure_step_of_frames(network, parameters, optimizer, training.target);
    measure_steps_of_clips(network, parameters, optimizer, training.target);
  }

  void measure_step_of_frames(NetworkModule& network, FlatParameters& parameters, AdamW& optimizer,
                              const TargetOptions& target) {
    const torch::Tensor frames = example_frames(network->options(), step_frames, 1);
    const torch::Tensor targets = example_targets(step_frames);
    constexpr std::array names = {"forward", "loss", "backward", "optimizer"};
    std::array<double, names.size()> parts;
    parts.fill(std::numeric_limits<double>::max());
    constexpr int repetitions = 4;
    const BenchmarkRow whole = measure("tiny_step_frames", step_frames, repetitions, [&] {
      torch::Tensor answers;
      torch::Tensor loss;
      const std::array now = {
          seconds_of([&] { answers = network->answer_frames(network->encode(frames)).flatten(0, 1); }),
          seconds_of([&] { loss = heat_map_loss(answers, targets, target); }), seconds_of([&] {
            parameters.zero_gradients();
            loss.backward();
          }),
          seconds_of([&] { optimizer.step(learning_rate); })};
      for (std::size_t i = 0; i < now.size(); ++i) parts[i] = std::min(parts[i], now[i]);
    });
    const double step = whole.seconds / repetitions;
    for (std::size_t i = 0; i < names.size(); ++i)
      add_part(whole, fmt::format("tiny_step_{}", names[i]), parts[i], step);
    add_part(whole, "tiny_targets", seconds_of_targets(targets, network->options().head.voxels, target),
             step);
  }

  void add_part(const BenchmarkRow& whole, const std::string& name, double seconds, double step) {
    BenchmarkRow part = whole;
    part.name = name;
    part.items = step_frames;
    part.seconds = seconds;
    part.floor_seconds = step;
    rows_.push_back(std::move(part));
  }

  /// Of one step, on one thread.
  double seconds_of_targets(const torch::Tensor& targets_mm, int voxels, const TargetOptions& target) {
    const Grid grid = target_grid(target, voxels);
    const MixtureOptions mixture = target_mixture(target, voxels);
    const auto of_a_volume = static_cast<std::size_t>(grid.voxels());
    std::vector<float> logits(of_a_volume, 0.5F);
    std::vector<float> gradient(of_a_volume);
    const auto all_volumes = [&](const auto& target_of) {
      for (std::int64_t frame = 0; frame < targets_mm.size(0); ++frame) {
        const auto pose =
            grid_from_target(target.frame, {targets_mm[frame].template data_ptr<float>(), 3 * joint_count});
        for (int joint = 0; joint < joint_count; ++joint)
          cross_entropy(grid, logits, target_of(pose, static_cast<Joint>(joint)), 1, gradient);
      }
    };
    const Gaussian voxel = {
        .centre_mm = {static_cast<float>(grid.origin_mm[0]), static_cast<float>(grid.origin_mm[1]),
                      static_cast<float>(grid.origin_mm[2])},
        .sigma_mm = 1,
        .height = 1};
    const std::vector<Gaussian> one_voxel = {voxel};
    double with_targets = std::numeric_limits<double>::max();
    double without = with_targets;
    for (int round = 0; round < 5 * rounds_; ++round) {  // in turn, so that both see the same machine
      with_targets = std::min(with_targets, seconds_of([&] {
                                all_volumes([&](const std::vector<float>& pose, Joint joint) {
                                  return gaussians_of(joint_mixture(pose, joint, mixture));
                                });
                              }));
      without = std::min(without, seconds_of([&] {
                           all_volumes([&](const std::vector<float>&, Joint) -> const std::vector<Gaussian>& {
                             return one_voxel;
                           });
                         }));
    }
    return std::max(0.0, with_targets - without);
  }

  void measure_steps_of_clips(NetworkModule& network, FlatParameters& parameters, AdamW& optimizer,
                              const TargetOptions& target) {
    constexpr std::int64_t count = clips * clip_frames;
    const torch::Tensor frames = example_frames(network->options(), clips, clip_frames);
    const torch::Tensor targets = example_targets(count);
    const auto step = [&](const FrameFeatures& features) {
      const torch::Tensor loss = heat_map_loss(network->answer(features).flatten(0, 1), targets, target);
      parameters.zero_gradients();
      loss.backward();
      optimizer.step(learning_rate);
    };
    measure("tiny_step_clips", count, 2, [&] { step(network->encode(frames)); });
    const FrameFeatures cached = {network->encode(frames).grid.detach(), {}};
    measure("tiny_step_cached", count, 2, [&] { step(cached); });
  }

  void measure_inference() {
    constexpr std::int64_t count = clips * clip_frames;
    constexpr int repetitions = 4;
    const NetworkOptions tiny = NetworkOptions::tiny();
    NetworkModule network(tiny);
    network->eval();
    network->fold_batch_norms();
    const torch::Tensor frames = example_frames(tiny, clips, clip_frames);
    const FrameFeatures features = network->encode(frames);
    const torch::Tensor answers = network->answer(features).flatten(0, 1);
    measure("tiny_inference", count, repetitions,
            [&] { decode_poses(network(frames).flatten(0, 1), tiny, {}); });
    measure("tiny_encoder", count, repetitions, [&] { network->encode(frames); });
    measure("tiny_temporal_and_head", count, repetitions, [&] { network->answer(features); });
    measure("tiny_decode", count, repetitions, [&] { decode_poses(answers, tiny, {}); });
  }

  void measure_clip() {
    constexpr std::int64_t frames = 8;
    const ClipSize size = {.activation = ClipActivation::quick_gelu};
    ClipVision clip(size);
    const torch::Tensor images = torch::randn({frames, 3, size.image_size, size.image_size});
    measure("base_encoder", frames, 1, [&] { clip(images); });
  }

  void measure_windows(const std::string& name, const NetworkOptions& options, std::int64_t windows,
                       std::int64_t frames, std::int64_t answered) {
    WindowNetwork network(options);
    const FrameFeatures all = random_features(options, windows, frames);
    const FrameFeatures one_each = random_features(options, answered, frames);
    const auto middle = [&] { return network.answers(one_each).select(1, frames / 2); };
    const auto add = [&](const char* part, const std::function<void()>& many,
                         const std::function<void()>& one) {
      const double a_frame =
          1 / measure(fmt::format("{}_{}_many_to_many", name, part), windows * frames, 1, many)
                  .items_per_second();
      BenchmarkRow& row = measure(fmt::format("{}_{}_many_to_one", name, part), answered, 1, one);
      row.floor_seconds = a_frame * static_cast<double>(answered);
    };
    add(
        "temporal", [&] { network.answers(all); }, [&] { middle(); });
    add(
        "whole", [&] { network.decode(network.answers(all).flatten(0, 1)); },
        [&] { network.decode(middle()); });
  }

  NetworkBenchmarkOptions options_;
  const JobContext& context_;
  int rounds_;
  std::vector<BenchmarkRow> rows_;
};

}  // namespace

std::vector<BenchmarkRow> benchmark_network(const NetworkBenchmarkOptions& options,
                                            const JobContext& context) {
  return NetworkBenchmark(options, context).run();
}

}  // namespace solopose
